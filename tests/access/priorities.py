from tests.access import REFUSED, row


def world(cast):
    return None


ROWS = [row("priorities", others=200, officer=REFUSED, administrator=REFUSED)]
