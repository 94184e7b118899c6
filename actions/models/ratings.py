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

    @property
    def meaning(self):
        return {
            Rating.RED: "Off track: it needs help",
            Rating.AMBER: "Some issues stand in the way",
            Rating.GREEN: "On track",
            Rating.BLUE: "Complete: shown until the next Board meeting has passed",
            Rating.NOT_RATED: "Nobody has said yet how it stands",
        }[self]
