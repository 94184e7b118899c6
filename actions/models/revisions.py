from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Prefetch, Q, Subquery

from board.day import now
from board.full_text import Index
from board.models import Organisation
from board.roles import roles_of
from meetings.models import ClosedReason, Meeting
from priorities.models import Priority

from .leads import Lead
from .looking_up import key_is_one_of
from .ratings import Rating

FOUR_PS = ("pursue", "prevent", "protect", "prepare")
# The whole row: what each state copies from the one before it.
ROW_FIELDS = (
    "area",
    "position",
    "issues",
    "lead_printed",
    "actions",
    "barriers",
    "outcomes",
    "rating",
    "rated_on",
    "note",
    "to_be_confirmed",
    "completion_confirmed_at",
    "is_closed",
    "closed_reason",
    "is_dropped",
    *FOUR_PS,
)


class ActionRevisionQuerySet(models.QuerySet):
    def visible_to(self, user):
        roles = roles_of(user)
        if not roles.sees_actions:
            return self.none()
        return self if roles.sees_closed else self.open()

    def open(self):
        """What is closed today is closed in the tables of earlier days too."""
        from .action import Action

        closed = Action.objects.order_by().filter(current__is_closed=True)
        return self.filter(is_closed=False).exclude(action__in=closed.values("pk"))

    def current(self):
        """Each row as it stands now."""
        from .action import Action

        stands = Action.objects.order_by().filter(current__isnull=False)
        return self.filter(key_is_one_of(stands.values("current")))

    def current_to(self, user):
        """The same as far as a reader may see it: what stands now is open now, or closed now."""
        roles = roles_of(user)
        if not roles.sees_actions:
            return self.none()
        return self.current() if roles.sees_closed else self.current().filter(is_closed=False)

    def as_at(self, day):
        """Each row as it stood on a day: the latest state that speaks of it or of a day before."""
        from .action import Action

        latest = (
            ActionRevision.objects.filter(action=OuterRef("pk"), as_at__lte=day)
            .order_by("-as_at", "-id")
            .values("pk")[:1]
        )
        then = Action.objects.order_by().annotate(then=Subquery(latest)).values("then")
        return self.filter(key_is_one_of(then))

    def in_order(self):
        return self.order_by("area__position", "position", "action_id")

    def with_area(self):
        return self.select_related("area", "action")

    def with_leads(self):
        read_with = self.select_related(*ActionRevision.READ_WITH)
        return read_with.prefetch_related(Prefetch("leads", Lead.objects.with_names()))


class ActionRevision(models.Model):
    """A row of the action table as it stood from a day on. Never changed or removed."""

    class What(models.TextChoices):
        CREATED = "created", "Added to the table"
        EDITED = "edited", "Row changed"
        MOVED = "moved", "Moved in the table"
        RATED = "rated", "Rating changed"
        CONFIRMED = "confirmed", "No change"
        NOTED = "noted", "Progress noted"
        COMPLETED = "completed", "Completion confirmed"
        DROPPED = "dropped", "Taken off the table"
        REOPENED = "reopened", "Put back on the table"
        OPENED = "opened", "Opened by the Chairman"

    # Changes in which somebody says how the row stands.
    TELLING = (What.CREATED, What.RATED, What.CONFIRMED, What.NOTED, What.COMPLETED, What.REOPENED)

    # What a row is found by.
    WORDS = Index(
        "actions_actionrevision",
        ["issues", "lead_printed", "actions", "barriers", "outcomes", "note"],
    )

    # One of each, which the lists that show whole rows read with them.
    READ_WITH = ("area", "action", "made_by", "on_behalf_of", "completion_confirmed_at")

    action = models.ForeignKey("actions.Action", models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    what = models.CharField(max_length=12, choices=What.choices)
    as_at = models.DateField("as at", help_text="The day it speaks of.")
    made_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )

    area = models.ForeignKey(
        Priority, models.PROTECT, related_name="action_revisions", verbose_name="key crime area"
    )
    position = models.PositiveSmallIntegerField("order within the area", default=0)
    issues = models.TextField(blank=True)
    lead_printed = models.TextField("lead partner, as printed", blank=True)
    actions = models.TextField(blank=True)
    barriers = models.TextField("potential barriers", blank=True)
    outcomes = models.TextField("expected outcomes", blank=True)
    rating = models.CharField(
        max_length=5, blank=True, choices=Rating.choices, default=Rating.NOT_RATED
    )
    rated_on = models.DateField(
        null=True, blank=True, help_text="The day the present rating dates from."
    )
    note = models.TextField("what has changed", blank=True)
    to_be_confirmed = models.BooleanField(
        default=False, help_text="A partner reports it complete; no meeting has confirmed it yet."
    )
    completion_confirmed_at = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="completed_rows"
    )
    is_closed = models.BooleanField(default=False)
    closed_reason = models.CharField(
        "reason", max_length=30, choices=ClosedReason.choices, blank=True
    )
    pursue = models.BooleanField(default=False)
    prevent = models.BooleanField(default=False)
    protect = models.BooleanField(default=False)
    prepare = models.BooleanField(default=False)
    is_dropped = models.BooleanField(default=False)

    objects = ActionRevisionQuerySet.as_manager()

    class Meta:
        ordering = ["action", "number"]
        indexes = [
            models.Index(fields=["action", "-as_at", "-id"], name="action_revision_as_at"),
            models.Index(
                fields=["action"], condition=Q(is_closed=True), name="action_revision_closed"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["action", "number"], name="action_revision_once"),
            models.CheckConstraint(
                condition=Q(rating__in=Rating.values), name="action_rating_is_known"
            ),
            models.CheckConstraint(
                condition=Q(rating="", rated_on__isnull=True)
                | (~Q(rating="") & Q(rated_on__isnull=False)),
                name="action_rating_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(to_be_confirmed=False)
                | Q(rating="blue", completion_confirmed_at__isnull=True),
                name="action_to_be_confirmed_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(completion_confirmed_at__isnull=True) | Q(rating="blue"),
                name="action_confirmed_is_complete",
                violation_error_message="Only a complete row can be confirmed by a meeting.",
            ),
            models.CheckConstraint(
                condition=Q(is_closed=False, closed_reason="")
                | (Q(is_closed=True) & ~Q(closed_reason="")),
                name="action_closed_has_a_reason",
                violation_error_message="Choose a reason for closing, or leave it open.",
            ),
        ]

    def __str__(self):
        return f"{self.action.reference} as at {self.as_at}"

    @property
    def row(self):
        """The values that make up the row, without its leads."""
        return {name: getattr(self, name) for name in ROW_FIELDS}

    @property
    def title(self):
        """What to call the row: the first line of its issues, or its crime area."""
        return self.issues.partition("\n")[0] or self.area.title

    def place_in_area(self):
        """Where it stands among the rows of its area, from 1."""
        rows = ActionRevision.objects.current().filter(area=self.area_id, is_dropped=False)
        same = Q(position=self.position, action__lt=self.action_id)
        return rows.filter(Q(position__lt=self.position) | same).count() + 1

    @property
    def four_ps(self):
        return ", ".join(name.capitalize() for name in FOUR_PS if getattr(self, name))

    @property
    def is_complete(self):
        return self.rating == Rating.BLUE

    def rating_word(self, amber_word):
        """The rating in the Board's words; blue from a partner waits for a meeting."""
        word = Rating(self.rating).word(amber_word)
        return f"{word}, to be confirmed" if self.to_be_confirmed else word

    def rating_word_on_paper(self, amber_word):
        """The same as the papers print it, where blue goes by its colour too."""
        word = self.rating_word(amber_word)
        return f"Blue – {word.lower()}" if self.is_complete else word

    @property
    def is_led_by_partners(self):
        return any(lead.is_collective for lead in self.leads.all())

    @property
    def accountable(self):
        return next((lead.organisation for lead in self.leads.all() if lead.is_accountable), None)

    def is_own_of(self, roles):
        return any(lead.is_own_of(roles) for lead in self.leads.all())

    def says_the_same(self, changes, leads):
        """Whether the row already says all this."""
        return all(getattr(self, name) == value for name, value in changes.items()) and (
            leads is None or lead_keys(leads) == lead_keys(self.leads.all())
        )


def lead_keys(leads):
    return sorted((lead.key, lead.is_accountable) for lead in leads)
