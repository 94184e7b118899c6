"""What needs doing, for the person who is looking. Each function asks one question of the record."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.formats import date_format

from actions.choosing import Chosen
from actions.models import ActionRevision
from actions.table import read_table
from board.clear_days import all_holidays
from board.models import EffectivenessReview, Publication, SeatHolding, TermsOfReference
from board.roles import roles_of
from meetings.due import agenda_due
from meetings.models import AgendaAgreement, AskedSeat, Invitation, Meeting, Minutes, ProposedItem
from reporting.models import ActivityReport
from reporting.quarter import previous, quarter_of
from socboard import from_partners, held_back, restored

# From when on the agenda of a coming meeting is on the secretary's mind.
AGENDA_IN_SIGHT = timedelta(days=28)
# A review needs a place on an agenda first.
REVIEW_IN_SIGHT = timedelta(days=56)


@dataclass(frozen=True)
class Task:
    """One thing that waits for somebody: what, how it stands, and the button that leads there."""

    what: str
    how_it_stands: str
    url: str
    button: str


def tasks_for(user, *, board, today):
    """What waits for this person today, in the order they would do it."""
    roles = roles_of(user)
    tasks = [*invitations_to_answer(roles, today), *drafts_to_answer(user)]
    tasks += [Task(*waiting) for waiting in from_partners.for_a_partner(user, today)]
    tasks += [Task(*waiting) for waiting in held_back.for_an_officer(user, today)]
    if roles.is_chairman or roles.is_secretariat:
        tasks += [Task(*waiting) for waiting in restored.what_to_look_through()]
    if roles.is_chairman:
        tasks += [*agendas_to_agree(), *publications_to_agree(), *reports_to_sign()]
        tasks += [Task(*waiting) for waiting in held_back.for_the_chairman(user)]
    if roles.is_secretariat:
        tasks += [
            *changes_to_tell(today),
            *agendas_to_issue(board, today),
            *proposals_to_answer(),
            *minutes_on_their_way(user, today),
            *(Task(*waiting) for waiting in from_partners.for_the_secretariat(user, today)),
            *completions_to_confirm(user),
            *report_of_last_quarter(user, board, today),
            *terms_to_review(today),
            *effectiveness_to_review(today),
            *chairman_missing(today),
        ]
        tasks += [Task(*waiting) for waiting in held_back.for_the_secretariat(user, today)]
    return tasks


def next_meetings(user, *, today, number=2):
    coming = Meeting.objects.visible_to(user).filter(held_on__gte=today).stands()
    return coming.select_related("group", "theme").order_by("held_on", "pk")[:number]


def own_rows(user, *, board, today):
    """The rows of the action table that this person answers for."""
    if not user.has_perm("actions.view_table") or not takes_part(roles_of(user)):
        return []
    mine = Chosen(mine=True)
    return read_table(user, as_at=today, today=today, board=board, chosen=mine).rows


def takes_part(roles):
    return roles.is_contact or roles.is_co_optee or roles.is_member


def agendas_to_agree():
    for agreement in AgendaAgreement.objects.waiting():
        url = reverse("agenda-agreement", kwargs={"slug": agreement.meeting.slug})
        what = f"Agenda of {agreement.meeting}"
        yield Task(what, "for your agreement", url, "Read and agree")


def proposals_to_answer():
    if number := ProposedItem.objects.waiting().count():
        how = f"{number} waiting for an agenda"
        yield Task("Proposed items", how, reverse("proposals"), "See them")


def invitations_to_answer(roles, today):
    if roles.person_id is None:
        return
    for invitation in Invitation.objects.waiting_for(roles.person_id, today):
        address = {"slug": invitation.meeting.slug, "pk": invitation.pk}
        yield Task(
            f"Meeting on {date_format(invitation.meeting.held_on, 'j F Y')}",
            "you are invited and have not answered",
            reverse("invitation-answer", kwargs=address),
            "Say whether you will come",
        )


def changes_to_tell(today):
    """Meetings moved or called off since people were invited, who have not been told."""
    behind = Invitation.objects.to_be_sent().filter(sent_at__isnull=False)
    coming = behind.filter(meeting__held_on__gte=today).select_related("meeting__group")
    for meeting, number in Counter(one.meeting for one in coming).items():
        people = "person invited does" if number == 1 else "people invited do"
        became = "moved" if meeting.stands else meeting.get_state_display().lower()
        yield Task(
            f"Invitations to {meeting}",
            f"{became}, and {number} {people} not know yet",
            reverse("invitations", kwargs={"slug": meeting.slug}),
            "Tell them",
        )


def agendas_to_issue(board, today):
    """Agendas that go out within the next weeks, or should have; the nearest meeting first."""
    to_follow = Q(items__papers__current=None, items__papers__withdrawn_at=None)
    soon = (
        Meeting.objects.between(today, today + AGENDA_IN_SIGHT)
        .filter(state__in=Meeting.BEFORE_ISSUE)
        .annotate(to_follow=Count("items__papers", filter=to_follow))
        .select_related("group")
        .order_by("held_on", "pk")
    )
    agreements = AgendaAgreement.objects.latest_of(list(soon))
    holidays = None
    for meeting in soon:
        holidays = holidays or all_holidays()
        due = agenda_due(meeting, board, today=today, holidays=holidays)
        day = f"latest day {date_format(due.day, 'l j F')}"
        url = reverse("agenda", kwargs={"slug": meeting.slug})
        how = f"overdue: {day}" if due.is_late else day
        if meeting.to_follow:
            papers = "paper" if meeting.to_follow == 1 else "papers"
            how += f" · {meeting.to_follow} {papers} still to follow"
        if meeting.pk in agreements and (standing := agreements[meeting.pk].how_it_stands):
            how += f" · {standing}"
        yield Task(f"Issue the agenda for {meeting}", how, url, "Open agenda")


def unpublished_minutes():
    published = Publication.objects.live().filter(kind="minutes", slug=OuterRef("meeting__slug"))
    return (
        Minutes.objects.filter(~Exists(published))
        .that_can_be_published()
        .select_related("meeting__group")
        .order_by("meeting__held_on")
    )


def minutes_on_their_way(user, today):
    """Minutes still to be taken, circulated, approved or published."""
    on_their_way = list(unpublished_minutes().filter(meeting__held_on__lte=today))
    replies = AskedSeat.objects.standing_of(on_their_way)
    for minutes in on_their_way:
        meeting, address = minutes.meeting, {"slug": minutes.meeting.slug}
        what = f"Minutes of {meeting}"
        if minutes.is_draft:
            yield Task(
                what,
                "draft, not circulated",
                reverse("minutes-edit", kwargs=address),
                "Take minutes",
            )
        elif not minutes.is_final:
            yield answers_to(minutes, what, address, replies)
        else:
            waiting = minutes.waits_for_agreement
            how = "approved, waiting for the Chairman" if waiting else "approved and agreed"
            yield Task(what, how, reverse("minutes-publication", kwargs=address), "Publish")
    begun = Minutes.objects.filter(meeting=OuterRef("pk"))
    unminuted = Meeting.objects.took_place().filter(~Exists(begun), summary="", held_on__lte=today)
    for meeting in unminuted.select_related("group"):
        url = reverse("minutes-edit", kwargs={"slug": meeting.slug})
        yield Task(f"Minutes of {meeting}", "not begun", url, "Take minutes")


def answers_to(minutes, what, address, replies):
    """How the answers of the seats stand; when none is asked, since when the draft is out."""
    if replies[minutes.pk]:
        url = reverse("minutes-replies", kwargs=address)
        return Task(what, f"circulated · {replies[minutes.pk]}", url, "See replies")
    since = date_format(minutes.circulated_at, "j F Y")
    url = reverse("minutes-approval", kwargs=address)
    return Task(what, f"circulated {since}", url, "Record approval")


def drafts_to_answer(user):
    """Draft minutes that a seat of this person is asked about, and has not answered."""
    waiting = AskedSeat.objects.waiting_for(user).order_by("round__reply_by", "pk")
    for asked in {one.round_id: one.round for one in waiting}.values():
        meeting = asked.minutes.meeting
        by = date_format(asked.reply_by, "j F Y")
        url = reverse("minutes-answer", kwargs={"slug": meeting.slug})
        yield Task(f"Your answer to the minutes of {meeting}", f"by {by}", url, "Read and answer")


def publications_to_agree():
    for minutes in unpublished_minutes().waiting_for_agreement():
        url = reverse("minutes-publication", kwargs={"slug": minutes.meeting.slug})
        yield Task(
            f"Minutes of {minutes.meeting}", "for your agreement to publish", url, "Look and agree"
        )


def reports_to_sign():
    for report in ActivityReport.objects.filter(state=ActivityReport.State.WITH_CHAIRMAN):
        yield Task(str(report), "for your signature", report.get_absolute_url(), "Read and sign")


def completions_to_confirm(user):
    rows = (
        ActionRevision.objects.visible_to(user)
        .current()
        .filter(to_be_confirmed=True, is_dropped=False)
    )
    if number := rows.count():
        how = f"{number} {'row' if number == 1 else 'rows'} reported complete, for a meeting to confirm"
        yield Task("Action table", how, f"{reverse('actions')}?rating=blue", "See the rows")


def report_of_last_quarter(user, board, today):
    """The report a quarter owes, until it is submitted (terms of reference, section 5)."""
    quarter = previous(quarter_of(today, board.quarter_year), board.quarter_year)
    report = ActivityReport.objects.filter(quarter_slug=quarter.slug).first()
    what = f"Activity report for {quarter.name}"
    if report is None:
        yield Task(what, "not begun", reverse("reports"), "Choose the quarter")
    elif (
        report.state != ActivityReport.State.SUBMITTED
        and report.state != ActivityReport.State.NOTED
    ):
        yield Task(
            what,
            in_a_sentence(report.get_state_display()),
            report.get_absolute_url(),
            "Open the report",
        )


def in_a_sentence(words):
    """ "With the Chairman" in the middle of a line: "with the Chairman"."""
    return words[:1].lower() + words[1:]


def terms_to_review(today):
    """The terms of reference are agreed every year (section 5)."""
    terms = TermsOfReference.objects.first()
    url = reverse("terms-of-reference")
    if terms is None:
        yield Task("Terms of reference", "none recorded", url, "Enter them")
    elif terms.agreed_on is None:
        yield Task("Terms of reference", "date not recorded, review due", url, "Open")
    elif (today - terms.agreed_on).days > 365:
        yield Task(
            "Terms of reference",
            f"agreed {date_format(terms.agreed_on, 'j F Y')}, review due",
            url,
            "Open",
        )


def effectiveness_to_review(today):
    """The Board reviews its own effectiveness every year (section 5)."""
    due = EffectivenessReview.objects.due_on()
    what, url = "Review of effectiveness", reverse("effectiveness-reviews")
    if due is None:
        yield Task(what, "none recorded, due every year", url, "Open")
    elif due <= today + REVIEW_IN_SIGHT:
        how = "due since" if due < today else "due by"
        yield Task(what, f"{how} {date_format(due, 'j F Y')}", url, "Open")


def chairman_missing(today):
    seats = SeatHolding.objects.in_force(today).filter(
        seat__category__in=["chairman", "deputy_chairman"]
    )
    if not seats.exists():
        yield Task(
            "Chairman",
            "no one can sign: appoint an acting chairman",
            reverse("members"),
            "Open the Board",
        )
