"""The emerging threats that partners raised."""

from reporting.wording import capitalised, counted, day, full_stop, in_one_line

from .drafts import paragraph


def emerging_threats(figures):
    threats = figures.threats
    if not threats:
        return []
    source = "from the emerging threats"
    told = [one_threat(threat) for threat in threats]
    raised = counted(len(told), "emerging threat was", "emerging threats were")
    opening = f"{capitalised(raised)} raised in the {figures.period.word}:"
    if len(told) == 1:
        return paragraph(full_stop(f"{opening} {told[0]}"), source, key="threats")
    return paragraph(opening, source, told, key="threats")


def one_threat(threat):
    facts = [f"raised by {threat.raised_by}"] if threat.raised_by else []
    if threat.taken_on:
        facts.append(f"taken at the meeting of {day(threat.taken_on)}")
    if threat.ended_on:
        outcome = in_one_line(threat.outcome)
        facts.append(f"ended on {day(threat.ended_on)}{f': {outcome}' if outcome else ''}")
    name = threat.title.rstrip(".")
    return f"{name} ({', '.join(facts)})" if facts else name
