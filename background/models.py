import datetime
import logging

from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

logger = logging.getLogger(__name__)

# How long to wait after the first, second, third … attempt that failed; then nobody tries again.
DELAYS = [datetime.timedelta(minutes=m) for m in (1, 5, 15, 60, 4 * 60, 12 * 60, 24 * 60)]
# The worker beats every ten seconds.
FRESH = datetime.timedelta(seconds=60)
# A job says how far it is every few seconds; it may wait for its turn longer.
UNHEARD = datetime.timedelta(minutes=15)


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


class JobQuerySet(models.QuerySet):
    def start(self, task, *, kind, subject, title, address, by):
        """Have the worker do long work once this transaction holds; the same work that waits or
        runs for the same person is not begun twice.

        `task` is a django-tasks task that is given the number of the job, and calls `run` on it.
        `address` is where the result stands once it is done.
        """
        waiting = self.unfinished().filter(kind=kind, subject=subject, by_id=by.pk)
        for job in waiting:
            if not job.has_stopped(timezone.now()):
                return job
        job = self.create(kind=kind, subject=subject, title=title, address=address, by_id=by.pk)
        transaction.on_commit(lambda: task.enqueue(job.pk))
        return job

    def unfinished(self):
        return self.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING])

    def visible_to(self, user):
        """A job is seen by whoever asked for it."""
        return self.filter(by_id=user.pk)


class Job(models.Model):
    """Long work done by the worker, and how far it is: such as putting a pack together."""

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting for its turn"
        RUNNING = "running", "Being done"
        DONE = "done", "Done"
        FAILED = "failed", "Not done"

    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=80, help_text="What it works on, for the code.")
    title = models.CharField(max_length=200)
    address = models.CharField(max_length=300)
    # Their number, as in the audit: this app knows no users.
    by_id = models.PositiveBigIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    sentence = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    heard_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("job", kwargs={"pk": self.pk})

    @property
    def is_finished(self):
        return self.state in (self.State.DONE, self.State.FAILED)

    def has_stopped(self, now):
        """Nobody works on it any more, though nobody finished it: the worker was ended."""
        return not self.is_finished and now - self.heard_at > UNHEARD

    def run(self, work):
        """Do the work, once: `work(job)` calls `progress`; a `JobFailed` tells the person why."""
        waits = Job.objects.filter(pk=self.pk, state=self.State.QUEUED)
        if not waits.update(state=self.State.RUNNING, heard_at=timezone.now()):
            return
        try:
            work(self)
        except JobFailed as failure:
            self._finish(self.State.FAILED, str(failure))
        except Exception:
            logger.exception("Job %s of kind %s failed", self.pk, self.kind)
            self._finish(self.State.FAILED, "Something went wrong: try again.")
        else:
            self._finish(self.State.DONE, "")

    def progress(self, done, total, sentence=""):
        """Say how far it is; seen at once by whoever waits."""
        Job.objects.filter(pk=self.pk).update(
            done=done, total=total, sentence=sentence[:300], heard_at=timezone.now()
        )

    def _finish(self, state, sentence):
        Job.objects.filter(pk=self.pk).update(
            state=state, sentence=sentence[:300], finished_at=timezone.now()
        )
        self.refresh_from_db()


class JobFailed(Exception):
    """The work cannot be done; the message tells the person what to do."""
