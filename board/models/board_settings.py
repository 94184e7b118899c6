from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction

from audit.events import record_event


def meaning(rating, words):
    """What a rating means, as the key on page and paper prints it."""
    return models.CharField(f"what {rating} means", max_length=200, default=words)


def months(words, hint):
    limits = [MinValueValidator(1), MaxValueValidator(24)]
    return models.PositiveSmallIntegerField(words, default=3, validators=limits, help_text=hint)


class BoardSettings(models.Model):
    """What this Board calls itself, and the words and terms it has chosen. One row."""

    class QuarterYear(models.TextChoices):
        FINANCIAL = "financial", "Financial year (first quarter April to June)"
        CALENDAR = "calendar", "Calendar year (first quarter January to March)"

    name = models.CharField("name of the Board", max_length=200)
    short_name = models.CharField(
        "initials",
        max_length=12,
        help_text="Used in the numbers of outstanding references, such as SOCB/2018/07.",
    )
    about = models.TextField(
        "who we are", blank=True, help_text="Two sentences, shown to everybody on the public page."
    )
    enquiries = models.TextField(
        blank=True, help_text="Whom to ask, printed on papers and on the public page."
    )
    amber_word = models.CharField(
        "word for amber", max_length=20, default="Orange", help_text="The papers print “Orange”."
    )
    red_means = meaning("red", "Off track: it needs help")
    amber_means = meaning("amber", "Some issues stand in the way")
    green_means = meaning("green", "On track")
    blue_means = meaning("blue", "Complete: shown until the next Board meeting has passed")
    not_rated_means = meaning("not rated", "Nobody has said yet how it stands")
    stuck_after_months = months(
        "months until an action counts as stuck",
        "It has stood at red or amber for so long without moving.",
    )
    overdue_after_months = months(
        "months until an update is overdue",
        "Nobody has said for so long how an action stands.",
    )
    quarter_year = models.CharField(
        "quarters follow the",
        max_length=10,
        choices=QuarterYear.choices,
        default=QuarterYear.FINANCIAL,
    )
    agenda_clear_days = models.PositiveSmallIntegerField(
        "clear working days before a meeting",
        default=5,
        validators=[MaxValueValidator(30)],
        help_text="The agenda goes out at least so many before the meeting. Neither the day it"
        " goes out nor the day of the meeting counts.",
    )
    minutes_within_days = models.PositiveSmallIntegerField(
        "days after a meeting until its draft minutes go out",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text="Leave empty when the Board has set none. Under Board, “What the Board promised"
        " itself” says whether it is kept.",
    )
    allows_links = models.BooleanField(
        "let people use links without a password",
        default=True,
        help_text="For answering invitations, agreeing an open agenda, updating actions, and"
        " calendars of one’s own. When this is off no such link is made or sent, those sent before"
        " stop, and e-mails lead to the page for which one signs in. The link by which somebody"
        " new chooses a password stays.",
    )
    prints_exclusion = models.BooleanField(
        "print the resolution to exclude the public",
        default=False,
        help_text="The minutes then say before the first closed item that the public was excluded,"
        " with the numbers of the items and the paragraphs of Schedule 12A.",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="board_settings_one_row"),
        ]

    def __str__(self):
        return self.name

    def record(self, *, by):
        with transaction.atomic():
            allowed_links = BoardSettings.current().allows_links
            self.save()
            record_event("settings.changed", by=by, subject=self)
            if self.allows_links != allowed_links:
                verb = "links.turned_on" if self.allows_links else "links.turned_off"
                record_event(verb, by=by, subject=self)

    @classmethod
    def current(cls):
        """The row, or an unsaved one with the defaults before the Board is set up."""
        return cls.objects.filter(pk=1).first() or cls(
            pk=1, name="Partnership board", short_name="BOARD"
        )
