"""What the Board promised itself, and whether it kept it."""

from reporting.wording import capitalised, counted, day, listed, number

from .drafts import paragraph
from .summary import of_them_made_up


def governance(figures):
    clock = figures.clock
    if clock is None:
        return []
    yearly = [*terms(clock), *review(clock)]
    papers = [*agendas(clock), *minutes(clock)]
    return [
        *told(yearly, "from the terms of reference and the reviews", key="clock: yearly"),
        *told(papers, "from the agendas and minutes", key="clock: papers"),
    ]


def told(sentences, source, *, key):
    return paragraph(" ".join(sentences), source, key=key) if sentences else []


def terms(clock):
    if clock.terms is None:
        return
    last, due = clock.terms.last_on, clock.terms.due_on
    if last is None:
        yield (
            "The terms of reference are to be agreed every year; the day on which the present"
            " ones were agreed is not recorded."
        )
    elif clock.terms.is_overdue:
        yield (
            f"The terms of reference were last agreed on {day(last)} and were due to be agreed"
            f" again by {day(due)}."
        )
    else:
        yield (
            f"The terms of reference were agreed on {day(last)} and are to be agreed again by"
            f" {day(due)}."
        )


def review(clock):
    last, due = clock.review.last_on, clock.review.due_on
    if last is None:
        # Before there are terms, nothing asks for a review.
        if clock.terms is not None:
            yield "No review of the effectiveness of the Board is recorded yet."
    elif clock.review.is_overdue:
        yield (
            f"The effectiveness of the Board was last reviewed on {day(last)}; the next review was"
            f" due by {day(due)}."
        )
    else:
        yield (
            f"The effectiveness of the Board was reviewed on {day(last)}; the next review is due by"
            f" {day(due)}."
        )


def agendas(clock):
    issued, late = clock.agendas, [paper for paper in clock.agendas if paper.is_late]
    if not issued or not clock.clear_days:
        return
    days = counted(clock.clear_days, "clear working day", "clear working days")
    promised = f"at least {days} before"
    made_up = of_them_made_up(issued)
    if len(issued) == 1:
        (one,) = issued
        kept = "less than" if late else "at least"
        yield (
            f"The agenda for {day(one.meeting_on)}{made_up} was issued on {day(one.sent_on)},"
            f" {kept} {days} before the meeting."
        )
    elif not late:
        yield f"{every(issued, 'agenda')}{made_up} were issued {promised} the meeting."
    elif len(late) == len(issued):
        none = "Neither" if len(issued) == 2 else "None"
        none = f"{none} of the {number(len(issued))} agendas{made_up}"
        yield f"{none} was issued {promised} the meeting."
    else:
        kept = len(issued) - len(late)
        verb, that = ("was", "that") if len(late) == 1 else ("were", "those")
        yield (
            f"{capitalised(number(kept))} of the {number(len(issued))} agendas{made_up}"
            f" {'was' if kept == 1 else 'were'} issued {promised} the meeting; {that} for"
            f" {days_of(late)} {verb} issued later."
        )


def minutes(clock):
    papers = clock.minutes
    if not papers:
        return
    waiting = [paper for paper in papers if paper.sent_on is None]
    sent = [paper for paper in papers if paper.sent_on]
    made_up = of_them_made_up(papers)
    if len(papers) == 1:
        yield of_one_meeting(papers[0], made_up)
    elif not waiting:
        yield f"The draft minutes of {meetings(sent)} were circulated{slowest(sent)}."
    elif not sent:
        yield (
            f"The minutes of the meetings of {days_of(papers)}{made_up} have not been circulated"
            " yet."
        )
    else:
        yield (
            f"The draft minutes of {meetings(sent)} were circulated{slowest(sent)}; those of"
            f" {days_of(waiting)}{of_them_made_up(waiting)} have not been circulated yet."
        )


def of_one_meeting(paper, made_up):
    name = f"minutes of {day(paper.meeting_on)}{made_up}"
    if paper.sent_on is None:
        return f"The {name} have not been circulated yet."
    return f"The draft {name} were circulated on {day(paper.sent_on)}, {after(paper)}."


def after(paper):
    days = (paper.sent_on - paper.meeting_on).days
    return f"{counted(days, 'day', 'days')} after the meeting" if days > 0 else "the same day"


def slowest(sent):
    longest = max((paper.sent_on - paper.meeting_on).days for paper in sent)
    if longest <= 0:
        return " on the day of the meeting"
    return f" within {counted(longest, 'day', 'days')}"


def every(papers, noun):
    return f"Both {noun}s" if len(papers) == 2 else f"All {number(len(papers))} {noun}s"


def meetings(papers):
    """How many: never "all", for minutes of others may be nowhere here or not begun."""
    return f"{counted(len(papers), 'meeting', 'meetings')}{of_them_made_up(papers)}"


def days_of(papers):
    return listed(day(paper.meeting_on) for paper in papers)
