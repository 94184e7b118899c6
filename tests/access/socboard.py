from tests.access import REFUSED, public, row


def world(cast):
    return None


ROWS = [
    public("home"),
    public("healthz"),
    row("audit", others=REFUSED, secretary=200, administrator=200),
]
