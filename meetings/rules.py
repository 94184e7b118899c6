import rules

from board.models import Seat
from board.roles import roles_of
from board.rules import is_chairman, is_member, is_secretariat, sees_closed, sees_meetings

rules.add_perm("meetings.view_programme", sees_meetings)
rules.add_perm("meetings.change_meeting", is_secretariat)
rules.add_perm("meetings.change_agenda", is_secretariat)
rules.add_perm("meetings.record_attendance", is_secretariat)
rules.add_perm("meetings.record_declaration", is_secretariat)
rules.add_perm("meetings.decide_on_interest", is_chairman)
rules.add_perm("meetings.see_admissions", is_secretariat | is_chairman)
rules.add_perm("meetings.admit_to_item", is_chairman)
rules.add_perm("meetings.view_attendance_of_the_year", sees_meetings)
rules.add_perm("meetings.announce_meeting", is_secretariat)
rules.add_perm("meetings.see_chairmans_pack", is_secretariat | is_chairman)
rules.add_perm("meetings.take_minutes", is_secretariat)
rules.add_perm("meetings.keep_phrases", is_secretariat)
rules.add_perm("meetings.circulate_minutes", is_secretariat)
rules.add_perm("meetings.approve_minutes", is_secretariat)
rules.add_perm("meetings.close_reference", is_secretariat)
rules.add_perm("meetings.see_closed", sees_closed)
rules.add_perm("meetings.see_publication_gate", is_secretariat | is_chairman)
rules.add_perm("meetings.approve_publication", is_chairman)
rules.add_perm("meetings.publish_minutes", is_secretariat)


@rules.predicate
def is_co_optee(user):
    return roles_of(user).is_co_optee


@rules.predicate
def is_contact(user):
    return roles_of(user).is_contact


@rules.predicate
def may_be_invited(user):
    roles = roles_of(user)
    return roles.sees_meetings or roles.is_co_optee or roles.is_observer


@rules.predicate
def is_invited_person(user, invitation):
    return invitation.person_id == roles_of(user).person_id


@rules.predicate
def is_for_observing(user, invitation):
    return invitation.seat is not None and invitation.seat.category == Seat.Category.OBSERVER


rules.add_perm("meetings.see_invitations", is_secretariat | is_chairman)
rules.add_perm("meetings.invite", is_secretariat)
rules.add_perm("meetings.invite_observer", is_chairman)
rules.add_perm("meetings.send_invitations", is_secretariat)
rules.add_perm("meetings.answer_invitation", is_secretariat | is_invited_person)
rules.add_perm("meetings.withdraw_invitation", is_secretariat | (is_chairman & is_for_observing))
rules.add_perm("meetings.have_calendar", may_be_invited)

rules.add_perm("meetings.agree_agenda", is_chairman)
rules.add_perm("meetings.see_agenda_being_made", is_secretariat | is_chairman)
rules.add_perm("meetings.see_timings", is_secretariat | is_chairman)
rules.add_perm("meetings.publish_agenda", is_secretariat)
rules.add_perm("meetings.propose_item", is_member | is_co_optee | is_contact | is_secretariat)


@rules.predicate
def is_own_reference(user, reference):
    return reference.is_own_of(roles_of(user))


rules.add_perm("meetings.update_reference", is_secretariat | is_own_reference)
rules.add_perm("meetings.record_effect", is_secretariat)

rules.add_perm("meetings.close_part", is_secretariat)
rules.add_perm("meetings.review_closed", is_secretariat | is_chairman)
rules.add_perm("meetings.answer_opening", is_chairman)
rules.add_perm("meetings.decide_on_copies", is_secretariat)


@rules.predicate
def sits_in_a_seat_asked(user, asked):
    return bool(asked.seats_of(user))


rules.add_perm("meetings.see_replies", is_secretariat | is_chairman)
rules.add_perm("meetings.record_reply", is_secretariat)
rules.add_perm("meetings.decide_on_amendment", is_secretariat)
rules.add_perm("meetings.answer_minutes", sits_in_a_seat_asked)
rules.add_perm("meetings.see_changes", sees_meetings)
rules.add_perm("meetings.keep_earlier_minutes", is_secretariat)
