// Laid into the page before its own scripts: how long a key takes to be seen, and words to be kept.
(() => {
  const painted = [];
  const kept = [];
  let oldest = null;
  window.drill = { painted, kept, take: () => ({ painted: painted.splice(0), kept: kept.splice(0) }) };

  addEventListener("keydown", (event) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => painted.push(performance.now() - event.timeStamp);
      port2.postMessage(null);
    });
  }, true);
  addEventListener("input", () => (oldest ??= performance.now()), true);
  addEventListener("offline", () => (oldest = null));
  addEventListener("online", () => (oldest = performance.now()));

  // Everything typed before it was sent is kept when the answer comes.
  const { fetch } = window;
  window.fetch = async (address, options = {}) => {
    if (options.method !== "POST" || !String(address).endsWith("/paragraphs/")) return fetch(address, options);
    const typed = oldest;
    oldest = null;
    try {
      const answer = await fetch(address, options);
      if (answer.ok && typed !== null) kept.push(performance.now() - typed);
      else oldest ??= typed;
      return answer;
    } catch (error) {
      oldest ??= typed;
      throw error;
    }
  };
})();
