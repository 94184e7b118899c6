class Conflict(Exception):
    """Somebody else changed the row since this person opened it.

    `current`: the row as it stands now. `typed`: what this person wanted it to say.
    """

    def __init__(self, current, typed):
        super().__init__("Somebody else changed this row while you were working on it.")
        self.current = current
        self.typed = typed
