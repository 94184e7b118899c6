import datetime

from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import models, transaction
from django.utils import timezone

# How long to wait after the first, second, third … attempt that failed; then nobody tries again.
DELAYS = [datetime.timedelta(minutes=m) for m in (1, 5, 15, 60, 4 * 60, 12 * 60, 24 * 60)]
# The worker beats every ten seconds.
FRESH = datetime.timedelta(seconds=60)


class MessageQuerySet(models.QuerySet):
    def queue(self, *, to, subject, text):
        """Write the message into the outbox; the worker sends it once this transaction holds."""
        validate_email(to)
        message = self.create(to=to, subject=" ".join(subject.split()), text=text)
        transaction.on_commit(message.hand_to_worker)
        return message

    def waiting(self):
        return self.filter(sent_at=None, attempts__lte=len(DELAYS))

    def given_up(self):
        return self.filter(sent_at=None, attempts__gt=len(DELAYS))

    def due(self, now):
        return self.waiting().filter(send_after__lte=now)

    def send_waiting(self):
        """Send what is left: attempts that failed, and messages whose task was lost."""
        for message in self.due(timezone.now()):
            message.send()


class Message(models.Model):
    """One e-mail to one person: written with what it tells of, sent by the worker."""

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)
    send_after = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(
                fields=["send_after"],
                name="message_waiting",
                condition=models.Q(sent_at=None),
            )
        ]

    def __str__(self):
        return f"{self.subject} to {self.to}"

    def hand_to_worker(self):
        from background.tasks import send_message

        send_message.enqueue(self.pk)

    def send(self):
        """Try once. A second worker, or a second task for this message, finds nothing to do."""
        if not self._claim(timezone.now()):
            return
        try:
            EmailMessage(subject=self.subject, body=self.text, to=[self.to]).send()
        except Exception as error:
            self.last_error = f"{type(error).__name__}: {error}"
        else:
            self.sent_at = timezone.now()
            self.last_error = ""
        self.save(update_fields=["sent_at", "last_error"])

    def _claim(self, now):
        """Count the attempt and put off the next one, before the attempt: a worker that dies in
        it leaves the message to be sent again."""
        mine = (
            Message.objects.due(now)
            .filter(pk=self.pk, attempts=self.attempts)
            .update(
                attempts=self.attempts + 1,
                send_after=now + DELAYS[min(self.attempts, len(DELAYS) - 1)],
            )
        )
        if mine:
            self.refresh_from_db()
        return bool(mine)


class HeartbeatQuerySet(models.QuerySet):
    def beat(self):
        self.update_or_create(pk=1, defaults={"beat_at": timezone.now()})

    def is_fresh(self):
        """Whether the worker is alive; before there ever was one there is nothing to miss."""
        last = self.filter(pk=1).values_list("beat_at", flat=True).first()
        return last is None or timezone.now() - last < FRESH


class Heartbeat(models.Model):
    """When the worker last said that it is alive: one row."""

    beat_at = models.DateTimeField()

    objects = HeartbeatQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="heartbeat_is_one_row")
        ]

    def __str__(self):
        return f"{self.beat_at:%Y-%m-%d %H:%M:%S}"
