"""The one thing waiting at a meeting for who looks at it."""

from dataclasses import dataclass

from django.urls import reverse

from meetings.models import AskedSeat


@dataclass(frozen=True)
class Step:
    sentence: str
    label: str
    url: str
    is_post: bool = False


def next_step(meeting, user, today):
    """A Step, or None when nothing waits for this person."""
    minutes = meeting.minutes_seen_by(user)
    steps = []
    if user.has_perm("meetings.take_minutes"):
        steps += secretariat_steps(meeting, minutes, today)
    if minutes and AskedSeat.objects.waiting_for(user).filter(round__minutes=minutes).exists():
        sentence = "You are asked whether the draft minutes are right."
        steps.append(Step(sentence, "Read and answer", to("minutes-answer", meeting)))
    if user.has_perm("meetings.agree_agenda") and agenda_waits(meeting):
        sentence = "The secretariat asks you to read the agenda, and to agree it."
        steps.append(Step(sentence, "Read the agenda", to("agenda-agreement", meeting)))
    if user.has_perm("meetings.approve_publication") and minutes and minutes.waits_for_agreement:
        sentence = "Read what would become public, and agree to it."
        steps.append(Step(sentence, "Read and agree", to("minutes-publication", meeting)))
    return steps[0] if steps else None


def to(name, meeting):
    return reverse(name, kwargs={"slug": meeting.slug})


def secretariat_steps(meeting, minutes, today):
    if not meeting.stands:
        if meeting.held_on >= today and meeting.invitations.to_be_sent().exists():
            sentence = "Those who were invited do not know yet that it does not take place."
            yield Step(sentence, "Tell them", to("invitations", meeting))
        return
    if minutes is None or minutes.is_draft:
        yield from steps_to_a_draft(meeting, minutes, today)
    elif minutes.state == minutes.State.CIRCULATED:
        yield from steps_to_approval(meeting, minutes, today)
    elif minutes.is_earlier:
        yield from steps_of_earlier_minutes(meeting, minutes)
    elif minutes.live_publication is None:
        sentence = "The minutes are approved. The Chairman agrees to the text, then you publish it."
        yield Step(sentence, "Go to publication", to("minutes-publication", meeting))
    elif meeting.state == meeting.State.HELD:
        sentence = "Everything is published. Say what became of every item, and close the meeting."
        yield Step(sentence, "Close the meeting", to("meeting-closing", meeting))


def steps_of_earlier_minutes(meeting, minutes):
    if not minutes.can_be_published:
        sentence = "The minutes are kept as a file. Nothing says yet what the public may read."
        yield Step(sentence, "Say what the public may read", to("earlier-public", meeting))
    elif minutes.live_publication is None:
        sentence = "The Chairman agrees to what the public may read, then you publish it."
        yield Step(sentence, "Go to publication", to("minutes-publication", meeting))


def steps_to_approval(meeting, minutes, today):
    """Answers and proposed changes first; then the later meeting that approves."""
    standing = AskedSeat.objects.standing_of([minutes])[minutes.pk]
    if minutes.amendments.proposed().undecided().exists():
        sentence = f"The draft is circulated: {standing}. Decide on the proposed changes."
        yield Step(sentence, "See replies", to("minutes-replies", meeting))
    elif minutes.is_waited_for(today) and not minutes.may_be_approved_at(today):
        sentence = f"The draft is circulated: {standing}."
        yield Step(sentence, "See replies", to("minutes-replies", meeting))
    sentence = "The draft is circulated. When a later meeting approves it, record which."
    yield Step(sentence, "Record approval", to("minutes-approval", meeting))


def agenda_waits(meeting):
    agreement = meeting.latest_agreement
    return agreement is not None and agreement.is_waiting


def steps_of_the_agenda(meeting):
    issue = meeting.latest_issue()
    agreement = meeting.latest_agreement
    if meeting.state == meeting.State.PLANNED and agreement and agreement.asks_for_changes:
        sentence = "The Chairman asked for changes. Make them, and send the agenda again."
        yield Step(sentence, "Read what should change", to("agenda", meeting))
    elif meeting.state == meeting.State.PLANNED and not agenda_waits(meeting):
        sentence = "When the agenda is complete, the Chairman agrees it before it goes out."
        yield Step(sentence, "Send it to the Chairman", to("agenda-sending", meeting))
    elif meeting.state == meeting.State.AGENDA_AGREED:
        sentence = "The Chairman has agreed the agenda."
        yield Step(sentence, "Issue the agenda", to("agenda-issue", meeting))
    elif issue and meeting.pending_changes(issue):
        sentence = "The agenda has changed since it was issued."
        yield Step(sentence, "Issue a supplement", to("agenda-issue", meeting))
    elif issue and meeting.live_agenda is None:
        sentence = "The agenda is issued. The public does not read its open items yet."
        yield Step(sentence, "Publish the agenda", to("agenda-publication", meeting))


def steps_of_the_invitations(meeting):
    if not meeting.invitations.exists():
        yield Step("Nobody is invited yet.", "Invite people", to("invitations", meeting))
    elif meeting.invitations.to_be_sent().exists():
        sentence = "There are invitations to send, or to send again."
        yield Step(sentence, "See the invitations", to("invitations", meeting))


def steps_to_a_draft(meeting, minutes, today):
    if not meeting.items.exists():
        if meeting.has_taken_place and meeting.summary:
            return
        yield Step("The agenda is empty.", "Write the agenda", to("agenda", meeting))
    elif meeting.held_on > today:
        notice = meeting.live_notice
        if notice is None:
            yield Step(
                "The public does not know of this meeting: its date, place and theme.",
                "Announce it",
                to("meeting-notice", meeting),
                is_post=True,
            )
        elif notice.document["calendar"]["sequence"] != meeting.sequence:
            sentence = "The time or place has changed since the public was told."
            yield Step(sentence, "Announce it again", to("meeting-notice", meeting), is_post=True)
        yield from steps_of_the_agenda(meeting)
        yield from steps_of_the_invitations(meeting)
    elif not meeting.attendances.came().exists():
        yield Step("Say who came and who sent apologies.", "Attendance", to("attendance", meeting))
    elif not meeting.has_taken_place:
        yield Step(
            "Record that the meeting was held.", "It was held", to("meeting-holding", meeting), True
        )
    elif minutes is None or not minutes.paragraphs.exists():
        yield Step("No minutes yet.", "Take minutes", to("minutes-edit", meeting))
    else:
        yield Step(
            "The draft is yours and the Chairman’s alone. Circulate it when it is ready: each seat "
            "is then asked whether it is right.",
            "Circulate the draft",
            to("minutes-circulation", meeting),
        )
