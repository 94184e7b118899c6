import rules

from board.rules import is_secretariat, sees_actions

rules.add_perm("library.view_library", sees_actions)
rules.add_perm("library.change_library", is_secretariat)
