import uuid

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max, Q
from django.urls import reverse
from django.utils.formats import date_format

from audit.events import record_event
from board.roles import roles_of

from .conflicts import Conflict
from .leads import Lead
from .ratings import Rating
from .revisions import ActionRevision

What = ActionRevision.What


class ActionQuerySet(models.QuerySet):
    def with_current(self):
        rows = ActionRevision.objects.with_leads()
        return self.prefetch_related(models.Prefetch("current", rows))

    def visible_to(self, user):
        roles = roles_of(user)
        if not roles.sees_actions:
            return self.none()
        if roles.sees_closed:
            return self.filter(current__isnull=False)
        return self.filter(current__is_closed=False)

    def as_at(self, day):
        """The rows as they stood on a day: see `ActionRevision.objects.as_at`."""
        return ActionRevision.objects.filter(action__in=self).as_at(day)


class ActionManager(models.Manager.from_queryset(ActionQuerySet)):
    def create_row(self, *, by, as_at, leads=(), form_key=None, place=None, **row):
        """Add a row to the table, at the end of its area or at a place in it. The same form sent
        twice adds it once."""
        with transaction.atomic():
            action, is_new = self.get_or_create(form_key=form_key or uuid.uuid4())
            if not is_new:
                return action
            if place:
                row["position"] = action._make_room(row["area"], place, by=by, as_at=as_at)
            row.setdefault("position", self.next_position(row["area"]))
            row["rated_on"] = as_at if row.get("rating") else None
            first = ActionRevision(number=1, what=What.CREATED, as_at=as_at, made_by=by, **row)
            action._keep(first, leads)
            record_event("action.created", by=by, subject=action)
        return action

    def next_position(self, area):
        last = self.filter(current__area=area).aggregate(last=Max("current__position"))["last"]
        return 1 if last is None else last + 1


class Action(models.Model):
    """A row of the Board's action table (Annex B), through all its changes."""

    current = models.OneToOneField(
        ActionRevision, models.PROTECT, null=True, related_name="current_of"
    )
    form_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    objects = ActionManager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("action", kwargs={"pk": self.pk})

    @property
    def reference(self):
        return f"A{self.pk}"

    def edit(self, *, by, as_at, version, leads, place=None, **row):
        """The secretariat rewrites the row and its leads; it may close it, never open it. In
        another area it stands at the end, unless a place is given."""
        if self.current.is_closed and not row.get("is_closed", True):
            raise ValidationError({"is_closed": "Only the Chairman can open a closed row."})
        area = row.get("area", self.current.area)
        with transaction.atomic():
            if place:
                row["position"] = self._make_room(area, place, by=by, as_at=as_at)
            elif area != self.current.area:
                row["position"] = Action.objects.next_position(area)
            return self._change(What.EDITED, by, as_at, version, row, leads=leads)

    def rate(
        self,
        rating,
        *,
        by,
        as_at,
        version,
        note="",
        barriers=None,
        outcomes=None,
        on_behalf_of=None,
    ):
        """Say how the row stands. The rating it has already is confirmed: "no change"."""
        row = {"rating": Rating(rating), **told(note, barriers, outcomes)}
        return self._change(What.RATED, by, as_at, version, row, on_behalf_of=on_behalf_of)

    def confirm_rating(
        self, *, by, as_at, version, note="", barriers=None, outcomes=None, on_behalf_of=None
    ):
        """Say that the row stands as it stood: "no change"."""
        row = told(note, barriers, outcomes)
        return self._change(What.CONFIRMED, by, as_at, version, row, on_behalf_of=on_behalf_of)

    def add_note(self, note, *, by, as_at, version, on_behalf_of=None):
        """A partner tells of progress without rating the row."""
        return self._change(
            What.NOTED, by, as_at, version, {"note": note}, on_behalf_of=on_behalf_of
        )

    def move(self, step, *, by, as_at, version):
        """Put the row a place up (-1) or down (1) among the rows of its area."""
        with transaction.atomic():
            rows = self._rows_of(self.current.area)
            if self not in rows:
                raise ValidationError({"direction": "Somebody has moved it or taken it off."})
            place = rows.index(self)
            if rows[place].current.number != version:
                raise Conflict(rows[place].current, {})
            if not 0 <= place + step < len(rows):
                raise ValidationError({"direction": "The row is at the end of its area already."})
            rows.insert(place + step, rows.pop(place))
            number_through(rows, by=by, as_at=as_at)
        self.refresh_from_db()

    def _rows_of(self, area):
        """The rows that stand in an area, this one if it does, in their order; all held."""
        asked = Action.objects.filter(Q(current__area=area) | Q(pk=self.pk), current__isnull=False)
        keys = list(asked.values_list("pk", flat=True))
        # Held first and read then: of a query that waits for them, PostgreSQL leaves out those that
        # have another state by the time.
        list(Action.objects.filter(pk__in=keys).order_by("pk").select_for_update())
        rows = asked.select_related("current")
        there = [
            row for row in rows if row.current.area_id == area.pk and not row.current.is_dropped
        ]
        return sorted(there, key=lambda row: (row.current.position, row.pk))

    def _make_room(self, area, place, *, by, as_at):
        """The position at a place of an area, from 1; the rows from there on make room."""
        others = [row for row in self._rows_of(area) if row != self]
        place = min(place, len(others) + 1)
        number_through([*others[: place - 1], None, *others[place - 1 :]], by=by, as_at=as_at)
        return place

    def drop(self, *, by, as_at, version, note):
        """Take the row off the table from a day on. It stays in every earlier table."""
        return self._change(What.DROPPED, by, as_at, version, {"is_dropped": True, "note": note})

    def reopen(self, *, by, as_at, version, note):
        """Put a row back that was taken off the table."""
        return self._change(What.REOPENED, by, as_at, version, {"is_dropped": False, "note": note})

    def open(self, *, by, as_at, version):
        """The Chairman opens a closed row. Its closed past stays closed."""
        row = {"is_closed": False, "closed_reason": ""}
        return self._change(What.OPENED, by, as_at, version, row)

    def confirm_completion(self, meeting, *, by, as_at, version):
        """A meeting agreed that the row is complete."""
        row = {"completion_confirmed_at": meeting, "to_be_confirmed": False}
        return self._change(What.COMPLETED, by, as_at, version, row)

    def _change(self, what, by, as_at, version, changes, *, leads=None, on_behalf_of=None):
        with transaction.atomic():
            action = Action.objects.select_for_update().get(pk=self.pk)
            now = action.current
            if now.number != version:
                if self._was_sent_before(now, version, by, changes, leads):
                    return now
                raise Conflict(now, changes)
            if as_at < now.as_at:
                raise ValidationError({"as_at": too_early(now.as_at)})
            if what == What.RATED and changes["rating"] == now.rating:
                what = What.CONFIRMED
            following = ActionRevision(
                number=now.number + 1,
                what=what,
                as_at=as_at,
                made_by=by,
                on_behalf_of=on_behalf_of,
                **{
                    **now.row,
                    **changes,
                    **rating_dates(now, changes, by=by, as_at=as_at, on_behalf_of=on_behalf_of),
                },
            )
            action._keep(following, now.leads.all() if leads is None else leads)
            record_event(f"action.{what}", by=by, subject=action)
        self.refresh_from_db()
        return following

    @staticmethod
    def _was_sent_before(now, version, by, changes, leads):
        return (
            now.number == version + 1
            and now.made_by_id == by.pk
            and now.says_the_same(changes, leads)
        )

    def _keep(self, revision, leads):
        revision.action = self
        revision.save(force_insert=True)
        Lead.objects.bulk_create(
            Lead(
                revision=revision,
                organisation_id=lead.organisation_id,
                seat_id=lead.seat_id,
                person_id=lead.person_id,
                collective=lead.collective,
                is_accountable=lead.is_accountable,
            )
            for lead in leads
        )
        self.current = revision
        self.save(update_fields=["current"])


def number_through(rows, *, by, as_at):
    """Give the rows their positions, from 1; None keeps one free. A row that speaks of a later day
    already is moved as at that day."""
    for position, row in enumerate(rows, start=1):
        if row and row.current.position != position:
            day, version = max(as_at, row.current.as_at), row.current.number
            row._change(What.MOVED, by, day, version, {"position": position})


def rating_dates(now, changes, *, by, as_at, on_behalf_of):
    """A new rating dates from its day; blue from a partner waits for a meeting."""
    rating = changes.get("rating", now.rating)
    if rating == now.rating:
        return {}
    from_partner = on_behalf_of is not None or not roles_of(by).is_secretariat
    return {
        "rated_on": as_at if rating else None,
        "to_be_confirmed": rating == Rating.BLUE and from_partner,
        "completion_confirmed_at": None,
    }


def told(note, barriers, outcomes):
    """What an update says besides the rating; barriers and outcomes only where they were given."""
    said = {"note": note, "barriers": barriers, "outcomes": outcomes}
    return {name: value for name, value in said.items() if value is not None}


def too_early(day):
    return f"The row already speaks of {date_format(day, 'j F Y')}: choose that day or a later one."
