"""Who reads the priorities: whoever sees meetings or the action table."""

import rules

from board.rules import sees_actions

rules.add_perm("priorities.view_priorities", sees_actions)
