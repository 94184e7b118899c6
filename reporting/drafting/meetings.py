"""The meetings of the quarter: when, about what, who was represented, what was resolved."""

from itertools import count

from meetings.marks import without_resolved
from reporting.wording import capitalised, counted, day, full_stop, number

from .drafts import Draft, Kind, paragraph


def meetings(figures):
    drafts = [draft for meeting in figures.meetings for draft in one_meeting(meeting)]
    if any(meeting.is_board for meeting in figures.meetings):
        return drafts
    text = f"The Board did not meet in the {figures.period.word}."
    none = paragraph(text, "from the list of meetings", key="no meeting")
    return none + drafts


def one_meeting(meeting):
    source = f"from the meeting of {day(meeting.held_on)}"
    told = meeting.summary_source or "the record of the meeting"
    texts = [text for text in meeting.summary.split("\n\n") if text.strip()]
    return [
        *what_took_place(meeting, source),
        *(
            Draft(Kind.PARAGRAPH, full_stop(text), f"{source}, told in {told}", key)
            for text, key in zip(texts, keys(meeting, "told"), strict=False)
        ),
        *decisions(meeting),
    ]


def key_of(meeting, what):
    return f"meeting {meeting.pk}: {what}"


def keys(meeting, what):
    return (f"{key_of(meeting, what)} {number}" for number in count(1))


def what_took_place(meeting, source):
    sentences = [f"{group(meeting)} met on {day(meeting.held_on)}{in_brackets(meeting)}."]
    if meeting.theme:
        sentences.append(f"The theme was {meeting.theme}.")
    if meeting.seats_present is not None:
        sentences.append(attendance(meeting))
    if len(meeting.topics) == 1:
        sentences.append(full_stop(f"It considered: {meeting.topics[0]}"))
    elif meeting.topics:
        sentences.append("It considered:")
    # The words of a paper that name their day say already that the meeting took place.
    if len(sentences) == 1 and f"{meeting.held_on:%-d %B}" in meeting.summary:
        return []
    points = meeting.topics[1:] and meeting.topics
    return paragraph(" ".join(sentences), source, points, key=key_of(meeting, "held"))


def group(meeting):
    return "The Board" if meeting.is_board else f"The {meeting.group.removeprefix('The ')}"


def in_brackets(meeting):
    labels = [meeting.title] if meeting.title else []
    if meeting.is_made_up and "demonstration" not in meeting.title.casefold():
        labels.append("demonstration")
    return f" ({', '.join(labels)})" if labels else ""


def attendance(meeting):
    present, seats = meeting.seats_present, meeting.seats
    if seats is None:
        return capitalised(f"{counted(present, 'seat was', 'seats were')} represented.")
    if present == seats:
        return "Every seat was represented."
    verb = "was" if present == 1 else "were"
    text = capitalised(f"{number(present)} of the {number(seats)} seats {verb} represented")
    # A list longer than that of those who came says less than the figure.
    names = meeting.not_represented if len(meeting.not_represented) <= present else ()
    missing = "; ".join(names)
    return f"{text}. Not represented: {missing}." if missing else f"{text}."


def decisions(meeting):
    if not meeting.decisions:
        return []
    sources = {"": "meeting", "approved": "minutes"}
    source = f"from the {sources.get(meeting.minutes_state, 'draft minutes')} of"
    source = f"{source} {day(meeting.held_on)}"
    words = [without_resolved(text) for text in meeting.decisions]
    who, key = group(meeting), key_of(meeting, "resolved")
    if len(words) == 1:
        joined = f" that {words[0][5:]}" if words[0].startswith("That ") else f": {words[0]}"
        return paragraph(full_stop(f"{who} resolved{joined}"), source, key=key)
    points = [full_stop(text) for text in words]
    return paragraph(f"{who} resolved:", source, points, Kind.LETTER, key=key)
