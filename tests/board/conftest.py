import pytest

from socboard.demo import board, priorities


@pytest.fixture
def demo_board(db, settings, tmp_path):
    """The Board of its own papers, as the demonstration loads it."""
    settings.DATA_DIR = tmp_path
    board.load()
    priorities.load()
