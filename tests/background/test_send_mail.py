import datetime

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from background.models import DELAYS, Message
from background.tasks import send_message

REFUSING = "tests.background.refusing.EmailBackend"


def queue(**changed):
    about = {"to": "partner@example.org", "subject": "Your actions", "text": "Please look."}
    return Message.objects.queue(**about | changed)


def work():
    call_command("db_worker", batch=True, startup_delay=False, verbosity=0)


def wait_for(message):
    """As if the time until the next attempt had passed."""
    Message.objects.filter(pk=message.pk).update(send_after=timezone.now())


@pytest.mark.django_db(transaction=True)
def test_a_message_is_sent_by_the_worker_to_one_person():
    message = queue()
    assert mail.outbox == []
    work()
    [sent] = mail.outbox
    assert (sent.to, sent.cc, sent.bcc) == (["partner@example.org"], [], [])
    assert (sent.subject, sent.body) == ("Your actions", "Please look.")
    message.refresh_from_db()
    assert message.sent_at is not None
    assert message.attempts == 1


@pytest.mark.django_db(transaction=True)
def test_a_message_of_a_transaction_that_failed_is_never_sent():
    with pytest.raises(RuntimeError), transaction.atomic():
        queue()
        raise RuntimeError("the minutes were not saved")
    work()
    assert mail.outbox == []
    assert Message.objects.count() == 0


@pytest.mark.parametrize("to", ["", "nobody", "a@example.org, b@example.org", "a@example.org\nb"])
def test_a_message_goes_to_exactly_one_address(db, to):
    with pytest.raises(ValidationError):
        queue(to=to)
    assert Message.objects.count() == 0


def test_a_line_break_in_a_subject_is_a_space(db):
    message = queue(subject="Your actions\nBcc: everybody@example.org")
    message.send()
    [sent] = mail.outbox
    assert sent.subject == "Your actions Bcc: everybody@example.org"
    assert sent.recipients() == ["partner@example.org"]


def test_a_message_that_fails_is_tried_again_ever_later_and_then_given_up(db, settings):
    settings.EMAIL_BACKEND = REFUSING
    message = queue()
    waits = []
    for _ in range(len(DELAYS) + 1):
        before = timezone.now()
        Message.objects.send_waiting()
        message.refresh_from_db()
        waits.append(message.send_after - before)
        wait_for(message)
    assert message.last_error == "ConnectionRefusedError: nobody is at home"
    assert message.sent_at is None
    steps = [round(wait / datetime.timedelta(minutes=1)) for wait in waits]
    assert steps == [1, 5, 15, 60, 240, 720, 1440, 1440]
    assert list(Message.objects.given_up()) == [message]
    Message.objects.send_waiting()
    message.refresh_from_db()
    assert message.attempts == len(DELAYS) + 1


def test_a_message_whose_task_was_lost_is_picked_up(db):
    queue()
    Message.objects.send_waiting()
    assert len(mail.outbox) == 1


def test_a_message_is_not_tried_before_its_time(db, settings):
    settings.EMAIL_BACKEND = REFUSING
    message = queue()
    message.send()
    Message.objects.send_waiting()
    message.refresh_from_db()
    assert message.attempts == 1


def test_two_tasks_for_one_message_send_it_once(db):
    message = queue()
    send_message.call(message.pk)
    send_message.call(message.pk)
    Message.objects.send_waiting()
    assert len(mail.outbox) == 1


def test_two_workers_that_read_a_message_at_once_send_it_once(db):
    message = queue()
    one, other = Message.objects.get(pk=message.pk), Message.objects.get(pk=message.pk)
    one.send()
    other.send()
    assert len(mail.outbox) == 1


def test_in_the_demonstration_mail_lies_in_a_folder(db, settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    queue().send()
    [file] = tmp_path.iterdir()
    assert "To: partner@example.org" in file.read_text().splitlines()
