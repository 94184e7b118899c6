"""Asking every seat whether the draft minutes are right, and what each answered."""

import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse

from accounts.models import User
from audit.events import record_event
from board.day import now
from board.models import Seat, SeatHolding
from board.roles import roles_of

from .amendments import Amendment

DAYS_TO_REPLY = 10
# How long before the last day whoever has not answered is reminded without anybody asking.
REMINDED_BEFORE = datetime.timedelta(days=2)


class DraftChanged(Exception):
    """The draft is no longer the one that somebody answers for."""


class ApprovalRoundQuerySet(models.QuerySet):
    def running(self):
        return self.filter(minutes__state="circulated")

    def open(self, minutes, *, day, reply_by):
        """Ask the seats that somebody holds on this day. The caller holds the lock."""
        reply_by = reply_by or day + datetime.timedelta(days=DAYS_TO_REPLY)
        opened = self.create(minutes=minutes, reply_by=reply_by)
        seats = Seat.objects.filter(pk__in=self.would_ask(day).values("seat"))
        AskedSeat.objects.bulk_create(AskedSeat(round=opened, seat=seat) for seat in seats)
        return opened

    def would_ask(self, day):
        """Who sits on this day in a seat that is asked."""
        held = SeatHolding.objects.in_force(day).filter(
            seat__in=Seat.objects.in_force(day).filter(category__in=ApprovalRound.ASKED)
        )
        return held.select_related("seat", "person__user").order_by("seat__position", "seat", "pk")

    def to_be_reminded(self, today):
        """Whose last day is near, and who were not reminded since it came near."""
        near = Q(reply_by__gte=today, reply_by__lte=today + REMINDED_BEFORE)
        reminded = Q(reminded_on__gte=models.F("reply_by") - REMINDED_BEFORE)
        return self.running().filter(near).exclude(reminded)


class ApprovalRound(models.Model):
    """Draft minutes sent to the seats of the Board, to be answered by a day."""

    ASKED = [*Seat.MEMBERSHIP, Seat.Category.ADVISER]

    minutes = models.OneToOneField(
        "meetings.Minutes", models.PROTECT, related_name="approval_round"
    )
    reply_by = models.DateField("answer by")
    reminded_on = models.DateField(null=True, blank=True)

    objects = ApprovalRoundQuerySet.as_manager()

    def __str__(self):
        return f"Answers to the minutes of {self.minutes.meeting}"

    def get_absolute_url(self):
        return reverse("minutes-replies", kwargs={"slug": self.minutes.meeting.slug})

    def seats(self):
        """Every seat asked, with the answer that stands: `reply` is None while there is none."""
        asked = self.asked_seats.select_related("seat").prefetch_related(
            models.Prefetch(
                "replies",
                ApprovalReply.objects.select_related("person", "recorded_by").order_by("pk"),
            )
        )
        return list(asked.order_by("seat__position", "seat"))

    def seats_of(self, user):
        """The seats asked for which this person may answer today."""
        return list(self.asked_seats.filter(seat__in=roles_of(user).seat_ids))

    def people(self, day, *, unanswered=False):
        """Whom to write to: everybody in a seat asked, or in one that has not answered."""
        asked = self.asked_seats.all()
        if unanswered:
            asked = asked.filter(replies=None)
        held = SeatHolding.objects.in_force(day).filter(seat__in=asked.values("seat"))
        return User.objects.filter(is_active=True, person__holdings__in=held).distinct()

    def holdings(self, day):
        """Who may have told the secretariat an answer."""
        held = SeatHolding.objects.in_force(day).filter(seat__in=self.asked_seats.values("seat"))
        return held.select_related("seat", "person").order_by("seat__position", "seat", "position")

    def put_off(self, *, reply_by, by):
        """Give the seats until another day."""
        with transaction.atomic():
            self._refuse_when_over()
            self.reply_by = reply_by
            self.save(update_fields=["reply_by"])
            record_event("minutes.answers_put_off", by=by, subject=self.minutes)

    # What a seat answers; `asked` are the seats one person answers for

    def agree(self, asked, *, person, by, channel="", version=None):
        """The draft is right as it stands: what the seats proposed before is taken back.

        `version` is what `minutes.text_version()` said when the person read the draft.
        """
        with transaction.atomic():
            self._refuse_when_over()
            if version is not None and version != self.minutes.text_version():
                raise DraftChanged
            Amendment.objects.undecided().filter(reply__asked__in=asked).take_back(by=by)
            replies = self._reply(asked, ApprovalReply.Answer.AGREE, person, by, channel)
            if replies:
                record_event("minutes.answered", by=by, subject=self.minutes)

    def propose(self, asked, change, *, person, by, channel=""):
        """The draft is right but for a change: an unsaved Amendment. A second one of the same
        paragraph takes the place of the first, unless that is decided."""
        with transaction.atomic():
            self._refuse_when_over()
            before = Amendment.objects.undecided().filter(reply__asked__in=asked)
            if before.filter(paragraph=change.paragraph, item=change.item, wording=change.wording):
                return
            if change.paragraph:
                before.filter(paragraph=change.paragraph).take_back(by=by)
            answer = ApprovalReply.Answer.CHANGE
            replies = self._reply(asked, answer, person, by, channel, again=True)
            change.minutes, change.reply = self.minutes, replies[0]
            change.save()
            record_event("minutes.answered", by=by, subject=self.minutes)

    def _refuse_when_over(self):
        if self.minutes._lock().state != "circulated":
            raise PermissionDenied("The minutes are approved: they are not answered any more.")

    def _reply(self, asked, answer, person, by, channel, again=False):
        """One reply for each seat; the same of the same person twice is one."""
        told = {"answer": answer, "person": person, "recorded_by": by, "channel": channel}
        replies = []
        for seat in asked:
            last = seat.replies.order_by("pk").last()
            if again or not last or any(getattr(last, what) != told[what] for what in told):
                replies.append(seat.replies.create(**told))
        return replies


class AskedSeatQuerySet(models.QuerySet):
    def with_answer(self):
        """Each with `answer`, the last given for the seat; None while there is none."""
        replies = ApprovalReply.objects.filter(asked=OuterRef("pk")).order_by("-pk")
        return self.annotate(answer=Subquery(replies.values("answer")[:1]))

    def standing_of(self, several):
        """{id of minutes: “7 of 11 replied · 2 propose changes”}, in one query."""
        answers = {minutes.pk: [] for minutes in several}
        asked = self.filter(round__minutes__in=answers).with_answer()
        for pk, answer in asked.values_list("round__minutes", "answer"):
            answers[pk].append(answer)
        return {pk: in_words(given) for pk, given in answers.items()}

    def waiting_for(self, user):
        """The seats of this person that have not answered."""
        running = ApprovalRound.objects.running()
        mine = self.filter(seat__in=roles_of(user).seat_ids, round__in=running, replies=None)
        return mine.select_related("round__minutes__meeting__group", "seat")


def in_words(answers):
    """How the answers of the seats stand, None for each that has not answered; "" of no seats."""
    if not answers:
        return ""
    replied = [answer for answer in answers if answer]
    changes = replied.count(ApprovalReply.Answer.CHANGE)
    words = [f"{len(replied)} of {len(answers)} replied"]
    if changes:
        words.append(f"{changes} {'proposes' if changes == 1 else 'propose'} changes")
    return " · ".join(words)


class AskedSeat(models.Model):
    """A seat asked for its answer. Who else comes to the Board later is not asked."""

    round = models.ForeignKey(ApprovalRound, models.PROTECT, related_name="asked_seats")
    seat = models.ForeignKey("board.Seat", models.PROTECT, related_name="+")

    objects = AskedSeatQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "seat"], name="approval_seat_asked_once")
        ]

    def __str__(self):
        return str(self.seat)

    @property
    def all_replies(self):
        return list(self.replies.all())

    @property
    def reply(self):
        """The answer that stands: the last. None is “no reply”."""
        return self.all_replies[-1] if self.all_replies else None

    @property
    def earlier_replies(self):
        """What was answered before; several changes proposed in a row are one answer."""
        different = []
        for reply in self.all_replies:
            if different and different[-1].says_the_same(reply):
                different.pop()
            different.append(reply)
        return different[:-1]


class ApprovalReply(models.Model):
    """What a seat answered, who said so and who wrote it down. Never changed, never deleted."""

    class Answer(models.TextChoices):
        AGREE = "agree", "Agrees"
        CHANGE = "change", "Agrees with a change"

    class Channel(models.TextChoices):
        SIGNED_IN = "", "signed in"
        EMAIL = "email", "by e-mail"
        TELEPHONE = "telephone", "by telephone"
        IN_PERSON = "in_person", "in person"

    asked = models.ForeignKey(AskedSeat, models.PROTECT, related_name="replies")
    answer = models.CharField(max_length=10, choices=Answer.choices)
    person = models.ForeignKey("board.Person", models.PROTECT, related_name="+")
    channel = models.CharField("how", max_length=10, choices=Channel.choices, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "approval replies"

    def __str__(self):
        return f"{self.asked}: {self.get_answer_display().lower()}"

    def says_the_same(self, other):
        said = ("answer", "person_id", "channel", "recorded_by_id")
        return all(getattr(self, what) == getattr(other, what) for what in said)

    @property
    def given(self):
        """By whom, and through whom: “Morgan Member by telephone, recorded by Sam Secretary”."""
        if not self.channel:
            return str(self.person)
        return f"{self.person} {self.get_channel_display()}, recorded by {self.recorded_by}"
