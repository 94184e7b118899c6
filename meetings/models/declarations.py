from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Q

from audit.events import record_event
from board.day import now
from board.models import Person, SeatHolding
from board.roles import roles_of

from .agenda import AgendaItem
from .minutes import Minutes

OPEN = (Q(item=None) | Q(item__is_closed=False)) & Q(is_closed=False)


class DeclarationQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(is_withdrawn=False)

    def visible_to(self, user):
        """With the minutes they are printed in; of a closed item, to who may read that item."""
        from .meetings import Meeting

        roles = roles_of(user)
        seen = self.filter(meeting__in=Meeting.objects.visible_to(user))
        if not (roles.is_secretariat or roles.is_chairman):
            seen = seen.filter(meeting__minutes__in=Minutes.objects.visible_to(user))
        if not roles.sees_closed:
            return seen.filter(OPEN | Q(item__in=AgendaItem.objects.item_ids_admitted(user)))
        hidden = Q(item__isnull=False, item__in=AgendaItem.objects.closed_to(user))
        return seen.filter(OPEN | ~hidden)


class Declaration(models.Model):
    """An interest that somebody at a meeting declared, in one item or in its business at large."""

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="declarations")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="declarations"
    )
    name = models.CharField(max_length=200)
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="declarations"
    )
    nature = models.TextField("the interest declared")
    is_closed = models.BooleanField("closed", default=False)
    is_withdrawn = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(default=now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    excluded_at = models.DateTimeField(null=True, blank=True)
    excluded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = DeclarationQuerySet.as_manager()

    class Meta:
        ordering = ["item__position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(excluded_at__isnull=True, excluded_by__isnull=True)
                | Q(
                    excluded_at__isnull=False,
                    excluded_by__isnull=False,
                    item__isnull=False,
                    person__isnull=False,
                    is_withdrawn=False,
                ),
                name="declaration_excludes_a_person_from_an_item",
            )
        ]

    def __str__(self):
        return f"{self.name}, {self.meeting}"

    @property
    def says_closed(self):
        """Whether its words are closed: for themselves, or because the item is."""
        return self.is_closed or (self.item is not None and self.item.is_closed)

    @property
    def sentence(self):
        where = f" in item {self.item.number}" if self.item else ""
        return f"{self.name} declared an interest{where}: {self.nature}"

    def record(self, *, by):
        """Keep what was declared. What concerns a closed item is closed, and stays so."""
        with transaction.atomic():
            refuse_when_approved(self.meeting)
            self.recorded_by = by
            self.is_closed = self.says_closed
            self.save()
            record_event("declaration.recorded", by=by, subject=self)

    def withdraw(self, *, by):
        """Strike out what was recorded by mistake; the row stays."""
        with transaction.atomic():
            declaration = self._locked()
            refuse_when_approved(declaration.meeting)
            if declaration.excluded_at:
                raise ValidationError(
                    f"The Chairman keeps item {declaration.item.number} from {self.name}:"
                    " that decision has to be lifted first."
                )
            declaration.is_withdrawn = True
            declaration.save(update_fields=["is_withdrawn"])
            record_event("declaration.withdrawn", by=by, subject=declaration)

    def exclude(self, *, by):
        """The Chairman keeps the closed matters of the item from who declared the interest."""
        with transaction.atomic():
            declaration = self._locked()
            if declaration.is_withdrawn or not declaration.item_id or not declaration.person_id:
                raise ValidationError("Choose a declaration of a known person in one item.")
            if sits_in_the_secretariat(declaration.person, self.meeting.held_on):
                raise ValidationError(
                    f"{self.name} keeps the record of this meeting: have somebody else of the"
                    " secretariat take the item."
                )
            if declaration.excluded_at is None:
                declaration._decide(now(), by)
                record_event("declaration.item_kept_from", by=by, subject=declaration)

    def lift(self, *, by):
        """The Chairman lets them see it after all; nobody does so for themselves."""
        with transaction.atomic():
            declaration = self._locked()
            if declaration.person_id and declaration.person.user_id == by.pk:
                raise PermissionDenied("Somebody else decides about an interest of one’s own.")
            if declaration.excluded_at:
                declaration._decide(None, None)
                record_event("declaration.item_given_back_to", by=by, subject=declaration)

    def _locked(self):
        return Declaration.objects.select_for_update(of=("self",)).get(pk=self.pk)

    def _decide(self, at, by):
        self.excluded_at, self.excluded_by = at, by
        self.save(update_fields=["excluded_at", "excluded_by"])


def refuse_when_approved(meeting):
    if Minutes.objects.filter(meeting=meeting, state=Minutes.State.APPROVED).exists():
        raise PermissionDenied("The minutes of this meeting are approved and do not change.")


def sits_in_the_secretariat(person, day):
    return (
        SeatHolding.objects.in_force(day)
        .filter(person=person, seat__category="secretariat")
        .exists()
    )
