"""Who may do what to the action table. `row` is an `ActionRevision`: the row as it stands."""

import rules

from board.roles import roles_of
from board.rules import is_chairman, is_secretariat, sees_actions


@rules.predicate
def may_read(user, row):
    return not row.is_closed or roles_of(user).sees_closed


@rules.predicate
def stands_on_table(user, row):
    return not row.is_dropped


def takes_part(roles):
    """Who can have own rows at all."""
    return roles.is_contact or roles.is_co_optee or roles.is_member


@rules.predicate
def is_own_row(user, row):
    """Led by an organisation I answer for, a seat I hold, or me. Observers have no own rows."""
    roles = roles_of(user)
    return takes_part(roles) and row.is_own_of(roles)


@rules.predicate
def is_partner_of_row(user, row):
    """The row is led by "Partners" or "All partners", and I answer for one of them."""
    return roles_of(user).is_contact and row.is_led_by_partners


def may_note_known(roles, row):
    """`actions.note_row` for a row that this reader sees, where a query has told already whether
    it is theirs (`is_mine`) and whether partners lead it together (`is_shared`)."""
    shared = roles.is_contact and row.is_shared
    return not row.is_dropped and (roles.is_secretariat or row.is_mine or shared)


rules.add_perm("actions.view_table", sees_actions)
rules.add_perm("actions.read_row", may_read)
rules.add_perm("actions.rate_row", may_read & stands_on_table & (is_secretariat | is_own_row))
rules.add_perm(
    "actions.note_row",
    may_read & stands_on_table & (is_secretariat | is_own_row | is_partner_of_row),
)
rules.add_perm("actions.own_row", may_read & is_own_row)
rules.add_perm("actions.ask_for_help", may_read & stands_on_table & (is_secretariat | is_own_row))
rules.add_perm("actions.answer_request", is_secretariat)
rules.add_perm("actions.create_row", is_secretariat)
rules.add_perm("actions.link_reference", is_secretariat)
rules.add_perm("actions.import_table", is_secretariat)
rules.add_perm("actions.edit_row", is_secretariat)
rules.add_perm("actions.confirm_completion", is_secretariat)
rules.add_perm("actions.drop_row", is_secretariat)
rules.add_perm("actions.open_row", is_chairman)
rules.add_perm("actions.run_update_round", is_secretariat)
