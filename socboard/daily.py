"""What the clock does every day: `manage.py send_due`.

Each duty is a name and a function of the Board's day that returns how many messages it wrote. It
does its work once a day however often it is called.
"""

from actions.round_mail import send_due_reminders
from meetings.circulating import send_reminders

DUTIES = [
    ("Reminders of draft minutes", send_reminders),
    ("Reminders of update rounds", send_due_reminders),
]
