from tests.access import public


def world(cast):
    return None


ROWS = [public("home"), public("healthz")]
