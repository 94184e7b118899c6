from tests.access import REFUSED, public, row


def world(cast):
    return None


ROWS = [
    public("home"),
    public("healthz"),
    row("forward-plan", others=REFUSED, member=200, deputy=200, chairman=200, secretary=200),
    row("clock", others=REFUSED, member=200, deputy=200, chairman=200, secretary=200),
    row("search", others=200, officer=REFUSED, administrator=REFUSED),
    row("audit", others=REFUSED, secretary=200, administrator=200),
]
