// Asks in place who does what an "(n)" asks for, and by when; kept as soon as it is chosen.
export class References {}
