// This window was opened for one thing, which is done.
window.close();
