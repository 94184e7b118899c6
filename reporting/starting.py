"""Begin the report of a quarter or a year, and keep its draft up with the record."""

from django.db import transaction

from audit.events import record_event
from board.day import now
from board.models import BoardSettings, Seat, SeatHolding
from reporting.drafting import draft_blocks, draft_summary, recommendations
from reporting.figures import figures_for
from reporting.models import ActivityReport, ReportBlock


def start_report(period, *, committee, by, today, with_closed_part=False):
    """(report, whether it is new): the report of a `Period`, drafted now if there is none."""
    board = BoardSettings.current()
    figures = figures_for(period, today=today, with_closed=with_closed_part)
    with transaction.atomic():
        report, is_new = ActivityReport.objects.get_or_create(
            quarter_slug=period.slug,
            edition=1,
            defaults={
                "with_closed_part": with_closed_part,
                "dated_on": figures.table.as_at,
                "subject": f"{board.name} – {'annual' if period.is_year else 'activity'} report,"
                f" {period.name}",
                "publicity": ActivityReport.Publicity.PUBLIC,
                "summary": draft_summary(figures),
                "summary_drafted": draft_summary(figures),
                **what_is_asked(figures, committee),
                "changed_at": now(),
                **chairman(board, today),
            },
        )
        if is_new:
            report.submissions.create(group=committee)
            ReportBlock.objects.bulk_create(
                ReportBlock(
                    report=report,
                    position=position,
                    kind=draft.kind,
                    text=draft.text,
                    source=draft.source,
                    key=draft.key,
                    is_closed=draft.is_closed,
                )
                for position, draft in enumerate(draft_blocks(figures), start=1)
            )
            record_event("report.started", by=by, subject=report)
    return report, is_new


def what_is_asked(figures, committee):
    """What the committee is to do with the report: take note, or decide what rows ask of it."""
    asks = [ask for ask in figures.asks if ask.group_pk == committee.pk]
    Purpose = ActivityReport.Purpose
    return {
        "purpose": Purpose.DECISION if asks else Purpose.INFORMATION,
        "recommendations": recommendations(asks),
    }


def refresh_report(report, *, by, today, again=None):
    """Tell what nobody edited as the record has it now; how many facts had changed.

    `again`: the key of a fact to tell anew although it was edited.
    """
    figures = figures_for(report.period, today=today, with_closed=report.with_closed_part)
    return report.refresh(
        draft_blocks(figures),
        summary=draft_summary(figures),
        dated_on=figures.table.as_at,
        version=report.version,
        by=by,
        again=again,
    )


def chairman(board, today):
    """Whose report it is, and who signs it: the holder of the Chairman's seat, if there is one."""
    holdings = SeatHolding.objects.in_force(today).filter(seat__category="chairman")
    holding = holdings.select_related("person").order_by("position", "pk").last()
    if holding is None:
        return {}
    name = str(holding.person)
    acting = "Acting " if holding.capacity == SeatHolding.Capacity.ACTING else ""
    return {
        "report_of": f"{name}, {acting}Chairman, {board.name}",
        "signatory_name": name,
        "signatory_title": holding.person.title,
    }


def someone_can_sign(today):
    """Whether a person who can sign in holds the Chairman's or the deputy's seat, or acts in it."""
    return (
        SeatHolding.objects.in_force(today)
        .filter(
            seat__category__in=["chairman", "deputy_chairman"],
            seat__in=Seat.objects.in_force(today),
            person__user__is_active=True,
        )
        .exists()
    )
