def record_event(verb, *, by=None, subject=None, recipient=""):
    """Placeholder signature until the audit table is in place."""
