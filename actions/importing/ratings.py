"""A rating as a file gives it: in a word, a letter or the colour of the cell."""

import colorsys
import re

from actions.models import Rating

from .columns import plain

WORDS = {
    Rating.RED: "red r",
    Rating.AMBER: "amber orange a o yellow y",
    Rating.GREEN: "green g",
    Rating.BLUE: "blue b complete completed finished done",
    Rating.NOT_RATED: "none na nil blank unrated",
}
KNOWN = {word: rating for rating, words in WORDS.items() for word in words.split()}
EMPTY = {"", "not rated", "n a", "not yet rated", "not started", "to be rated", "tbc"}
TO_BE_CONFIRMED = "to be confirmed"
NO_RETURN = "no return last said "


def rating_of(text, colour, amber_word):
    """(rating or None when it cannot be told, what to say about it)."""
    words = plain(text).removeprefix(NO_RETURN)
    if words in EMPTY:
        seen = rating_of_colour(colour) if not words else None
        remark = "The rating is the colour of its cell, which has no word." if seen else ""
        return seen or Rating.NOT_RATED, remark
    said = KNOWN.get(words) or (Rating.AMBER if words == plain(amber_word) else None)
    if said is not None:
        return said, differing(said, colour)
    # Letters alone are too easily something else: "a" is a word.
    named = {KNOWN[word] for word in words.split() if word in KNOWN and len(word) > 2}
    if len(named) == 1 and not re.search(r"\b(not|was|formerly|nearly)\b", words):
        return named.pop(), differing(said, colour)
    return None, f"“{text[:60]}” is no rating: select one."


def differing(said, colour):
    seen = rating_of_colour(colour)
    if said is None or seen is None or seen == said:
        return ""
    return "The word and the colour of the cell do not agree: the word counts."


def rating_of_colour(colour):
    """The rating a filled cell shows; None for white, grey, black and pale tints."""
    if not re.fullmatch("[0-9A-F]{6}", colour):
        return None
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    hue, light, strength = colorsys.rgb_to_hls(red, green, blue)
    if not 0.12 < light < 0.95 or strength < 0.35:
        return None
    degrees = hue * 360
    if degrees < 15 or degrees >= 335:
        return Rating.RED
    if degrees < 70:
        return Rating.AMBER
    if degrees < 170:
        return Rating.GREEN
    return Rating.BLUE if 180 <= degrees < 260 else None
