"""An import taken over: all of it or nothing, in a few statements however many rows it has."""

from django.db import transaction
from django.db.models import Max

from actions.models import Action, ActionRevision, Lead, TableImport
from actions.models.action import rating_dates
from audit.events import record_event
from board.day import now
from priorities.models import Scheme

from .plan import make_plan
from .planned import ADDED, CHANGED

What = ActionRevision.What
EACH = 200


class NotTaken(Exception):
    """Something has to be settled first; `plan` says what."""

    def __init__(self, plan):
        super().__init__("Settle what stands in the way first: nothing was imported.")
        self.plan = plan


def take_over(sent, *, by, amber_word):
    """Write what the plan says. Sent twice, it acts once. Returns how many rows of each kind."""
    with transaction.atomic():
        sent = TableImport.objects.select_for_update().get(pk=sent.pk)
        if sent.taken_at:
            return sent.taken
        scheme = heading_list()
        # Whoever changes a row meanwhile waits; who did so before is seen by the plan.
        list(Action.objects.select_for_update().order_by("pk").values_list("pk"))
        plan = make_plan(sent, user=by, amber_word=amber_word)
        if plan.faulty:
            raise NotTaken(plan)
        counts = plan.counts
        write(plan, sent, by, scheme)
        sent.taken, sent.taken_at = counts, now()
        sent.rows, sent.areas, sent.leads, sent.remarks = [], {}, {}, []
        sent.save()
        record_event("action_table.imported", by=by, subject=sent)
    return counts


def write(plan, sent, by, scheme):
    areas = new_areas(plan, scheme)
    places = dict(
        ActionRevision.objects.current().values_list("area_id").annotate(last=Max("position"))
    )
    made_at = now()
    revisions, leads = [], []
    for row in plan.of(ADDED):
        area = row.area or areas[row.given["area"]]
        places[area.pk] = places.get(area.pk, 0) + 1
        revisions.append(added(row, sent, by, area, places[area.pk], made_at))
        leads.append(row.leads)
    new = Action.objects.bulk_create((Action() for _ in revisions), batch_size=EACH)
    for action, revision in zip(new, revisions, strict=True):
        revision.action = action
    for row in plan.of(CHANGED):
        area = row.area or areas.get(row.given["area"]) or row.now.area
        if "area" in row.changes and area.pk != row.now.area_id:
            places[area.pk] = places.get(area.pk, 0) + 1
            row.changes["position"] = places[area.pk]
        revisions.append(changed(row, sent, by, area, made_at))
        leads.append(row.leads)
    keep(revisions, leads)


def heading_list():
    """The headings of the action table, held so that two imports follow one another."""
    Scheme.objects.get_or_create(
        slug="annex-b", defaults={"name": "Headings of the action table", "source": "Action table"}
    )
    return Scheme.objects.select_for_update().get(slug="annex-b")


def new_areas(plan, scheme):
    """Key crime areas that only the file has, added at the end of the Board's."""
    rows = [row for row in plan.of(ADDED) + plan.of(CHANGED) if row.area is None]
    titles = dict.fromkeys(row.given["area"] for row in rows if row.given["area"])
    last = scheme.priorities.aggregate(last=Max("position"))["last"] or 0
    return {
        title: scheme.priorities.create(title=title, position=last + place)
        for place, title in enumerate(titles, start=1)
    }


def added(row, sent, by, area, position, made_at):
    values = {**row.changes, "area": area, "position": position}
    rating = values.get("rating", "")
    values |= {"rating": rating, "rated_on": sent.as_at if rating else None}
    values["to_be_confirmed"] = rating == "blue" and row.given["waits"]
    return ActionRevision(
        number=1, what=What.CREATED, as_at=sent.as_at, made_at=made_at, made_by=by, **values
    )


def changed(row, sent, by, area, made_at):
    values = {**row.changes, "area": area}
    if "area" not in row.changes:
        values["area"] = row.now.area
    dates = rating_dates(row.now, values, by=by, as_at=sent.as_at, on_behalf_of=None)
    return ActionRevision(
        action=row.now.action,
        number=row.now.number + 1,
        what=What.EDITED,
        as_at=sent.as_at,
        made_at=made_at,
        made_by=by,
        **{**row.now.row, **values, **dates},
    )


def keep(revisions, leads):
    ActionRevision.objects.bulk_create(revisions, batch_size=EACH)
    Lead.objects.bulk_create(
        (
            Lead(
                revision=revision,
                organisation_id=lead.organisation_id,
                seat_id=lead.seat_id,
                person_id=lead.person_id,
                collective=lead.collective,
                is_accountable=lead.is_accountable,
            )
            for revision, theirs in zip(revisions, leads, strict=True)
            for lead in theirs
        ),
        batch_size=EACH,
    )
    for revision in revisions:
        revision.action.current = revision
    Action.objects.bulk_update(
        [revision.action for revision in revisions], ["current"], batch_size=EACH
    )
