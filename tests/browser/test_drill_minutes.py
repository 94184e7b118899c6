"""Two minutes of the drill that `script/drill minutes` runs for an hour."""

from tests.drill.minutes import drill


def test_no_word_typed_in_two_troubled_minutes_is_lost_doubled_or_elsewhere(browser):
    found = drill(browser, 2, say=lambda words: None)

    assert found["words"] > 100
    assert found["went wrong"]["all words counted"] > 1
