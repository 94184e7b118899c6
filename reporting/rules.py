"""Who may do what to a report. What state it must be in is the report's own business."""

import rules

from board.rules import is_chairman, is_secretariat, sees_meetings
from reporting.models import ActivityReport


@rules.predicate
def is_draft(user, report):
    return report.state == ActivityReport.State.DRAFT


@rules.predicate
def is_with_chairman(user, report):
    return report.state == ActivityReport.State.WITH_CHAIRMAN


@rules.predicate
def is_final(user, report):
    return report.is_final


@rules.predicate
def is_for_the_public(user, report):
    return report.publicity == ActivityReport.Publicity.PUBLIC


@rules.predicate
def somebody_else_signed_it(user, report):
    return report.is_final and report.final.signed_off_by_id not in (None, user.pk)


@rules.predicate
def is_replaced(user, report):
    return report.is_replaced


@rules.predicate
def reads_it_whole(user, report):
    return not report.keeps_closed_from(user)


rules.add_perm("reporting.view_reports", sees_meetings)
rules.add_perm("reporting.view_inspection_packs", sees_meetings)
rules.add_perm("reporting.start_report", is_secretariat)
rules.add_perm(
    "reporting.edit_report",
    ((is_secretariat & is_draft) | (is_chairman & is_with_chairman)) & reads_it_whole,
)
rules.add_perm("reporting.open_paragraphs", is_chairman)
rules.add_perm("reporting.write_report", is_secretariat | is_chairman)
rules.add_perm("reporting.send_report", is_secretariat)
rules.add_perm("reporting.return_report", is_secretariat | is_chairman)
rules.add_perm("reporting.sign_off_report", is_chairman & reads_it_whole)
rules.add_perm("reporting.comment_on_report", (is_secretariat | is_chairman) & ~is_final)
rules.add_perm("reporting.correct_report", is_secretariat & is_final & reads_it_whole)
rules.add_perm("reporting.submit_report", is_secretariat & is_final)
# Two people: the Chairman signs, somebody else publishes.
rules.add_perm(
    "reporting.publish_report",
    is_secretariat & is_final & is_for_the_public & somebody_else_signed_it & ~is_replaced,
)
