from django.db import models


class Rating(models.TextChoices):
    """How an action stands. The word for amber is the Board's own (`BoardSettings`)."""

    RED = "red", "Red"
    AMBER = "amber", "Amber"
    GREEN = "green", "Green"
    BLUE = "blue", "Complete"
    NOT_RATED = "", "Not rated"

    def word(self, amber_word):
        return amber_word if self is Rating.AMBER else self.label

    def colour(self, amber_word):
        """The same, where blue goes by its colour."""
        return "Blue" if self is Rating.BLUE else self.word(amber_word)

    def meaning(self, board):
        """What it means to this Board, in its own words."""
        return getattr(board, f"{self.value or 'not_rated'}_means")
