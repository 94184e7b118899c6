"""Permissions of the pages that show everything."""

import rules

from board.rules import is_administrator, is_secretariat, sees_actions

rules.add_perm("audit.view_events", is_secretariat | is_administrator)
rules.add_perm("search.use", sees_actions)
