"""Facts about people that permissions in every app are made of, and the Board's own verbs."""

import rules

from board.roles import roles_of


@rules.predicate
def is_secretariat(user):
    return roles_of(user).is_secretariat


@rules.predicate
def is_chairman(user):
    return roles_of(user).is_chairman


@rules.predicate
def is_member(user):
    return roles_of(user).is_member


@rules.predicate
def sees_meetings(user):
    return roles_of(user).sees_meetings


@rules.predicate
def sees_actions(user):
    return roles_of(user).sees_actions


@rules.predicate
def sees_closed(user):
    return roles_of(user).sees_closed


@rules.predicate
def is_administrator(user):
    return user.is_authenticated and user.is_active and user.is_administrator


rules.add_perm("board.view_membership", is_member | is_secretariat | sees_actions)
rules.add_perm("board.change_membership", is_secretariat)
rules.add_perm("board.invite_person", is_secretariat)
rules.add_perm("board.change_terms_of_reference", is_secretariat)
rules.add_perm("board.change_settings", is_secretariat | is_administrator)
rules.add_perm("board.change_frequency", is_secretariat)
rules.add_perm("board.view_terms_of_reference", is_member | is_secretariat | sees_actions)
rules.add_perm("board.withdraw_publication", is_secretariat)
rules.add_perm("board.view_reviews", is_member | is_secretariat)
rules.add_perm("board.change_review", is_secretariat)
