"""The summary of a report: what it is, and the quarter in figures."""

from reporting.wording import capitalised, counted, listed, number, times


def draft_summary(figures):
    """Two sentences: what the report is, and the quarter in figures."""
    opening = f"This report provides an update of the work of the {figures.board}"
    return f"{opening} in {figures.period.label}. {quarter_in_figures(figures)}".strip()


def quarter_in_figures(figures):
    board = [meeting for meeting in figures.meetings if meeting.is_board]
    other = [meeting for meeting in figures.meetings if not meeting.is_board]
    decided = [meeting for meeting in figures.meetings for _ in meeting.decisions]
    completed = len(figures.table.completed)
    met = f"the Board met {times(len(board))}{of_them_made_up(board)}"
    facts = [met if board else "the Board did not meet"]
    if other:
        facts.append(f"working groups met {times(len(other))}{of_them_made_up(other)}")
    if decided:
        taken = counted(len(decided), "decision was taken", "decisions were taken")
        facts.append(f"{taken}{of_them_made_up(decided)}")
    if completed:
        facts.append(f"{counted(completed, 'action was', 'actions were')} completed")
    return f"{capitalised(listed(facts))}."


def of_them_made_up(meetings):
    """In brackets, how many of them belong to the demonstration."""
    made_up = sum(meeting.is_made_up for meeting in meetings)
    if not made_up:
        return ""
    return (
        " (demonstration)"
        if made_up == len(meetings)
        else f" ({number(made_up)} of them for demonstration)"
    )
