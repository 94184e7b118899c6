"""Draft minutes and the seats that answer for them: the mails. Each is to one person, and says
nothing of what the minutes hold."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format

from audit.events import record_event
from background.models import Message
from meetings.models import ApprovalRound

SUBJECT = "Draft minutes for your answer"
TEXT = """The draft minutes of a meeting are ready for you to read. Please say by {day} whether they
are right.

{address}

You are asked to sign in first.
"""
REMINDER_SUBJECT = "A reminder: draft minutes for your answer"
REMINDER = """Your answer to the draft minutes of a meeting is still to come. Please say by {day}
whether they are right.

{address}

You are asked to sign in first. If you have answered otherwise, tell the secretariat.
"""


def circulate(minutes, *, by, reply_by, today):
    """Circulate the draft, and write to everybody who sits in a seat that is asked."""
    with transaction.atomic():
        minutes.circulate(by=by, reply_by=reply_by)
        asked = ApprovalRound.objects.get(minutes=minutes)
        return write_to(asked.people(today), asked, SUBJECT, TEXT)


def remind(asked, *, by, today):
    """Write to the seats that have not answered, once a day. Returns how many people."""
    with transaction.atomic():
        asked = ApprovalRound.objects.select_for_update().get(pk=asked.pk)
        if asked.reminded_on == today:
            return 0
        asked.reminded_on = today
        asked.save(update_fields=["reminded_on"])
        record_event("minutes.reminded", by=by, subject=asked.minutes)
        people = asked.people(today, unanswered=True)
        return write_to(people, asked, REMINDER_SUBJECT, REMINDER)


def send_reminders(today):
    """For the daily clock: whoever has not answered when the last day is near."""
    due = ApprovalRound.objects.to_be_reminded(today).select_related("minutes__meeting")
    return sum(remind(asked, by=None, today=today) for asked in due)


def write_to(people, asked, subject, text):
    address = reverse("minutes-answer", kwargs={"slug": asked.minutes.meeting.slug})
    words = text.format(
        address=settings.BASE_URL + address, day=date_format(asked.reply_by, "j F Y")
    )
    for user in people:
        Message.objects.queue(to=user.email, subject=subject, text=words)
    return len(people)
