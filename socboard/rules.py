"""Permissions of the pages that show everything."""

import rules

from board.rules import is_administrator, is_secretariat

rules.add_perm("audit.view_events", is_secretariat | is_administrator)
