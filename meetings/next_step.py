"""The one thing waiting at a meeting for who looks at it."""

from dataclasses import dataclass

from django.urls import reverse


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
    if user.has_perm("meetings.approve_publication") and minutes and minutes.waits_for_agreement:
        sentence = "Read what would become public, and agree to it."
        steps.append(Step(sentence, "Read and agree", to("minutes-publication", meeting)))
    return steps[0] if steps else None


def to(name, meeting):
    return reverse(name, kwargs={"slug": meeting.slug})


def secretariat_steps(meeting, minutes, today):
    if not meeting.stands:
        return
    if minutes is None or minutes.is_draft:
        yield from steps_to_a_draft(meeting, minutes, today)
    elif minutes.state == minutes.State.CIRCULATED:
        yield Step(
            "The draft is circulated. When a later meeting approves it, record which.",
            "Record approval",
            to("minutes-approval", meeting),
        )
    elif minutes.live_publication is None:
        sentence = "The minutes are approved. The Chairman agrees to the text, then you publish it."
        yield Step(sentence, "Go to publication", to("minutes-publication", meeting))


def steps_to_a_draft(meeting, minutes, today):
    if not meeting.items.exists():
        if meeting.has_taken_place and meeting.summary:
            return
        yield Step("The agenda is empty.", "Write the agenda", to("agenda", meeting))
    elif meeting.held_on > today:
        if meeting.live_notice is None:
            yield Step(
                "The public does not know of this meeting: its date, place and theme.",
                "Announce it",
                to("meeting-notice", meeting),
                is_post=True,
            )
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
            "The draft is yours and the Chairman’s alone. Circulate it when it is ready: "
            "its references then get their numbers for good.",
            "Circulate the draft",
            to("minutes-circulation", meeting),
            is_post=True,
        )
