"""The Board itself: what it is, its focus areas, its vacant seats, when it meets next."""

from reporting.wording import capitalised, day, full_stop, listed, number

from .drafts import paragraph


def background(figures):
    drafts = []
    if figures.about.strip():
        source = "from the description of the Board in the settings"
        drafts += paragraph(full_stop(figures.about), source, key="about the Board")
    if figures.purpose:
        source = f"from section {figures.purpose.section} of the terms of reference"
        text = f"The terms of reference say of the Board’s purpose: “{figures.purpose.text}”"
        drafts += paragraph(text, source, key="purpose")
    return drafts


def focus(figures):
    """Which focus areas the quarter took, and when the others are, or were, taken."""
    if not figures.focus:
        return []
    rest = [area for area in figures.focus if not area.was_taken]
    sentences = [
        taken_of_all(figures.focus, figures.period.word),
        *(
            f"{area.title} is to be taken on {day(area.planned_on)}."
            for area in rest
            if area.planned_on
        ),
    ]
    if waiting := [area.title for area in rest if not area.planned_on]:
        # Named in the sentence before, when none was taken.
        of_all = "any of them" if waiting[1:] else "it"
        names = of_all if len(waiting) == len(figures.focus) else listed(waiting, "or")
        sentences.append(f"No meeting is planned yet for {names}.")
    source = "from the focus areas and the list of meetings"
    return paragraph(" ".join(sentences), source, key="focus")


def taken_of_all(areas, period):
    taken = [area.title for area in areas if area.was_taken]
    all_of_them = f"{number(len(areas))} focus area{'s' if len(areas) > 1 else ''}"
    if not taken:
        verb = "are" if len(areas) > 1 else "is"
        return f"The Board’s {all_of_them} {verb} {listed(area.title for area in areas)}."
    if len(taken) == len(areas):
        return f"The Board took its {all_of_them} in the {period}: {listed(taken)}."
    return (
        f"Of its {all_of_them} the Board took {number(len(taken))} in the {period}:"
        f" {listed(taken)}."
    )


def membership(figures):
    return [*vacancies(figures), *nominations(figures)]


def nominations(figures):
    told = [one_nomination(made) for made in figures.nominations]
    if not told:
        return []
    source, key = "from the nominations", "nominations"
    if len(told) == 1:
        return paragraph(f"One nomination has been made: {told[0]}.", source, key=key)
    opening = f"{capitalised(number(len(told)))} nominations have been made:"
    return paragraph(opening, source, told, key=key)


def one_nomination(made):
    by = f"by {made.nominated_by} " if made.nominated_by else ""
    return f"{made.name} for the seat of {made.seat}, {by}on {day(made.nominated_on)}"


def vacancies(figures):
    seats = figures.vacant_seats
    if not seats:
        return []
    source = f"from the membership as at {day(figures.table.as_at)}"
    if len(seats) == 1:
        return paragraph(f"The seat of {seats[0]} is vacant.", source, key="vacant seats")
    opening = f"{capitalised(number(len(seats)))} seats are vacant:"
    return paragraph(opening, source, seats, key="vacant seats")


def next_meeting(figures):
    if not figures.next_meetings:
        return []
    sentences = [planned(meeting) for meeting in figures.next_meetings]
    text = " ".join(sentences)
    return paragraph(text, "from the list of meetings", key="next meeting")


def planned(meeting):
    who = "Board" if meeting.is_board else meeting.group.removeprefix("The ")
    made_up = " (demonstration)" if meeting.is_made_up else ""
    text = f"The next meeting of the {who} is scheduled for {day(meeting.held_on)}{made_up}."
    return f"{text} Its theme is {meeting.theme}." if meeting.theme else text
