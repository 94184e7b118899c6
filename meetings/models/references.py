from django.db import models
from django.db.models import Exists, ExpressionWrapper, Max, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from board.models import BoardSettings, Person
from board.roles import roles_of
from meetings.document import printed_order

from .agenda import AgendaItem
from .following import ReferenceFollowing
from .minutes import Minutes
from .paragraphs import MinuteParagraph

OPEN = Q(
    in_closed_series=False,
    paragraph__current__is_closed=False,
    paragraph__item__is_closed=False,
)


class ReferenceQuerySet(models.QuerySet):
    def marked(self):
        """Those whose mark stands in the minutes now."""
        return self.filter(is_marked=True, paragraph__current__is_removed=False)

    def outstanding(self):
        return self.marked().filter(done_on__isnull=True)

    def done(self):
        return self.filter(done_on__isnull=False)

    def brought_to(self, meeting):
        """What earlier meetings of the group asked for, and a meeting has before it."""
        earlier = {"minutes__meeting__held_on__lt": meeting.held_on}
        return (
            self.numbered().outstanding().filter(minutes__meeting__group=meeting.group, **earlier)
        )

    def numbered(self):
        return self.exclude(serial="")

    def keep_as_minuted(self):
        """Their owners and dates print as they read now, whoever is renamed."""
        for reference in self.filter(minuted_due="").exclude(serial=""):
            reference.minuted_owners, reference.minuted_due = reference.printed()
            reference.save(update_fields=["minuted_owners", "minuted_due"])

    def for_a_list(self):
        owners = ("owners__organisation", "owners__person")
        return self.select_related(*Reference.LISTED).prefetch_related(*owners)

    def owned_by(self, user):
        """Asked of this person, or of who they answer for. Observers own none."""
        roles = roles_of(user)
        if not (roles.is_contact or roles.is_co_optee or roles.is_member):
            return self.none()
        me = Person.objects.filter(Q(pk=roles.person_id) | Q(merged_into=roles.person_id))
        mine = ReferenceOwner.objects.filter(
            Q(organisation__in=roles.organisation_ids) | Q(person__in=me)
        )
        return self.filter(pk__in=mine.values("reference"))

    def with_overdue(self, today):
        """Each with `is_overdue`: past its date, or past the meeting it was to come back to."""
        from .meetings import Meeting

        since = Coalesce(OuterRef("due_since"), OuterRef("minutes__meeting__held_on"))
        missed = Meeting.objects.took_place().filter(
            group=OuterRef("minutes__meeting__group"), held_on__gt=since, held_on__lte=today
        )
        late = Q(due="date", due_on__lt=today) | Q(Q(due="next_meeting"), Exists(missed))
        late &= Q(done_on__isnull=True) & ~Q(serial="")
        return self.annotate(is_overdue=ExpressionWrapper(late, models.BooleanField()))

    def without_owner(self):
        return self.filter(owners=None)

    def open(self):
        return self.filter(OPEN)

    def closed(self):
        return self.filter(
            Q(in_closed_series=True)
            | Q(paragraph__current__is_closed=True)
            | Q(paragraph__item__is_closed=True)
        )

    def visible_to(self, user):
        """With the minutes it stands in; and, once numbered, to whom it is asked of if open."""
        read = Q(minutes__in=Minutes.objects.visible_to(user))
        entitled = OPEN | ~Q(paragraph__item__in=AgendaItem.objects.closed_to(user))
        own = Q(pk__in=Reference.objects.numbered().owned_by(user).values("pk"))
        return self.filter(read & entitled | own & OPEN)

    def number_in_printed_order(self, minutes):
        """Number what has no number yet, for good; closed ones in their own series."""
        year = minutes.meeting.held_on.year
        # One at a time: all minutes of the year share the running number.
        BoardSettings.objects.select_for_update().filter(pk=1).first()
        short_name = BoardSettings.current().short_name
        for reference in printed_order(minutes):
            if not reference.serial:
                reference.number_for_good(short_name, year)


class Reference(ReferenceFollowing):
    """An outstanding reference: something a meeting asked for, until a later one closes it."""

    class Due(models.TextChoices):
        NONE = "none", "No date"
        NEXT_MEETING = "next_meeting", "Next meeting"
        DATE = "date", "By a date"

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="references")
    paragraph = models.ForeignKey(MinuteParagraph, models.PROTECT, related_name="references")
    mark = models.PositiveSmallIntegerField(help_text="(n1) in the text of the minutes.")
    is_marked = models.BooleanField(default=True)
    text = models.TextField("what is asked", blank=True)
    # Both are given when the draft is circulated, and never change.
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    serial = models.CharField("permanent number", max_length=40, blank=True)
    in_closed_series = models.BooleanField(default=False)
    due = models.CharField(max_length=20, choices=Due.choices, default=Due.NONE)
    due_on = models.DateField("by", null=True, blank=True)
    # The meeting day from which "next meeting" counts, when not from the one that asked.
    due_since = models.DateField(null=True, blank=True)
    # As its own minutes print them, kept when a later meeting first sets another date.
    minuted_owners = models.TextField(blank=True)
    minuted_due = models.CharField(max_length=40, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from"
    )
    done_on = models.DateField("closed on", null=True, blank=True)
    closed_at_meeting = models.ForeignKey(
        "meetings.Meeting", models.PROTECT, null=True, blank=True, related_name="closed_references"
    )
    outcome = models.TextField("what was done", blank=True)

    objects = ReferenceQuerySet.as_manager()

    # What a list or a label reads besides the row itself.
    LISTED = (
        "minutes__meeting__group",
        "paragraph__current",
        "paragraph__item",
        "closed_at_meeting__group",
        "merged_into",
    )

    class Meta:
        ordering = ["minutes__meeting__held_on", "number", "mark"]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "mark"], name="reference_mark_once"),
            models.UniqueConstraint(
                fields=["serial"], condition=~Q(serial=""), name="reference_serial_once"
            ),
            models.CheckConstraint(
                condition=Q(due="date", due_on__isnull=False)
                | (~Q(due="date") & Q(due_on__isnull=True)),
                name="reference_due_by_a_date",
                violation_error_message="Enter the date it is due by.",
            ),
        ]

    def __str__(self):
        return self.serial or f"(n{self.mark})"

    def get_absolute_url(self):
        return reverse("reference", kwargs={"pk": self.pk})

    @property
    def is_closed(self):
        """May be read only by those who may see closed items."""
        return (
            self.in_closed_series
            or self.paragraph.current.is_closed
            or self.paragraph.item.is_closed
        )

    def number_for_good(self, short_name, year):
        """The caller holds the lock that the running number needs."""
        self.in_closed_series = self.is_closed
        series = Reference.objects.exclude(serial="").filter(in_closed_series=self.in_closed_series)
        here = series.filter(minutes=self.minutes_id).aggregate(last=Max("number"))["last"] or 0
        running = series.filter(minutes__meeting__held_on__year=year).count()
        self.number = here + 1
        letter = "C" if self.in_closed_series else ""
        self.serial = f"{short_name}/{year}/{letter}{running + 1:02}"
        self.save(update_fields=["in_closed_series", "number", "serial"])


class ReferenceOwner(models.Model):
    """Who is to do it: one organisation or one person."""

    reference = models.ForeignKey(Reference, models.PROTECT, related_name="owners")
    organisation = models.ForeignKey(
        "board.Organisation", models.PROTECT, null=True, blank=True, related_name="references"
    )
    person = models.ForeignKey(
        "board.Person", models.PROTECT, null=True, blank=True, related_name="references"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=True, person__isnull=False)
                | Q(organisation__isnull=False, person__isnull=True),
                name="reference_owner_is_one",
                violation_error_message="Choose an organisation or a person.",
            ),
            models.UniqueConstraint(
                fields=["reference", "organisation"], name="reference_organisation_once"
            ),
            models.UniqueConstraint(fields=["reference", "person"], name="reference_person_once"),
        ]

    def __str__(self):
        return str(self.organisation or self.person)
