import rules

from board.rules import is_chairman, is_secretariat, sees_closed

rules.add_perm("meetings.change_meeting", is_secretariat)
rules.add_perm("meetings.change_agenda", is_secretariat)
rules.add_perm("meetings.record_attendance", is_secretariat)
rules.add_perm("meetings.announce_meeting", is_secretariat)
rules.add_perm("meetings.take_minutes", is_secretariat)
rules.add_perm("meetings.circulate_minutes", is_secretariat)
rules.add_perm("meetings.approve_minutes", is_secretariat)
rules.add_perm("meetings.close_reference", is_secretariat)
rules.add_perm("meetings.see_closed", sees_closed)
rules.add_perm("meetings.open_closed", is_chairman)
rules.add_perm("meetings.see_publication_gate", is_secretariat | is_chairman)
rules.add_perm("meetings.approve_publication", is_chairman)
rules.add_perm("meetings.publish_minutes", is_secretariat)
