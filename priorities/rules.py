"""Who reads the priorities and what partners say of them, and who writes it."""

import rules

from board.roles import roles_of
from board.rules import is_chairman, is_secretariat, sees_actions, sees_meetings
from priorities.models import EmergingThreat


@rules.predicate
def takes_part(user):
    """Member, adviser, co-optee or contact of a partner."""
    roles = roles_of(user)
    return roles.is_contact or roles.is_co_optee or roles.is_member


@rules.predicate
def is_contact(user):
    return roles_of(user).is_contact


@rules.predicate
def raised_it(user, threat):
    """Raised by this person, and no meeting has taken it yet."""
    return threat.raised_by_id == user.pk and threat.state == EmergingThreat.State.RAISED


@rules.predicate
def answers_for_it(user, partner_return):
    return partner_return.organisation_id in roles_of(user).organisation_ids


rules.add_perm("priorities.view_priorities", sees_actions)
rules.add_perm("priorities.raise_threat", takes_part | is_secretariat)
rules.add_perm("priorities.change_threat", is_secretariat | (takes_part & raised_it))
rules.add_perm("priorities.follow_threat", is_secretariat)
rules.add_perm("priorities.close_threat", is_secretariat)
rules.add_perm("priorities.open_threat", is_chairman)
rules.add_perm("priorities.change_profile", is_secretariat)
rules.add_perm("priorities.change_sharing", is_secretariat)
rules.add_perm("priorities.view_returns", sees_meetings | is_contact)
rules.add_perm("priorities.fill_return", is_contact | is_chairman | is_secretariat)
rules.add_perm("priorities.change_return", is_secretariat | is_chairman | answers_for_it)
