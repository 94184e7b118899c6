from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse

from audit.events import record_event
from board.models import Organisation
from board.roles import roles_of

from .kept import Kept
from .schemes import Priority


class EmergingThreatQuerySet(models.QuerySet):
    def visible_to(self, user):
        roles = roles_of(user)
        if not roles.sees_actions:
            return self.none()
        return self if roles.sees_closed else self.open()

    def open(self):
        return self.filter(is_closed=False)

    def waiting(self):
        """Raised, and no meeting has taken it yet."""
        return self.filter(state=EmergingThreat.State.RAISED)

    def for_a_list(self):
        return self.select_related("priority", "on_behalf_of", "raised_by")


class EmergingThreat(Kept):
    """Something new that a partner thinks the Board should know of (report 000, paragraph 3)."""

    class State(models.TextChoices):
        RAISED = "raised", "Raised"
        TAKEN = "taken", "Taken at a meeting"
        ENDED = "ended", "Ended"

    title = models.CharField("what is new, in a line", max_length=200)
    what = models.TextField("what should the Board know?", blank=True)
    priority = models.ForeignKey(
        Priority, models.PROTECT, null=True, blank=True, related_name="threats"
    )
    raised_on = models.DateField()
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="threats"
    )
    state = models.CharField(max_length=6, choices=State.choices, default=State.RAISED)
    taken_on = models.DateField("day of the meeting that took it", null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    outcome = models.TextField("what became of it", blank=True)
    is_closed = models.BooleanField(default=False)

    objects = EmergingThreatQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="raised", taken_on=None, ended_on=None)
                | Q(state="taken", taken_on__isnull=False, ended_on=None)
                | Q(state="ended", ended_on__isnull=False),
                name="threat_state_has_its_day",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("threat", kwargs={"pk": self.pk})

    @property
    def from_whom(self):
        return str(self.on_behalf_of or self.raised_by)

    def take(self, *, on, by):
        """A meeting took it: the day of that meeting."""
        self._become(self.State.TAKEN, {self.State.RAISED}, by, taken_on=on)

    def end(self, *, on, outcome, by):
        """Nothing more is to be done about it, for the reason given."""
        before = {self.State.RAISED, self.State.TAKEN}
        self._become(self.State.ENDED, before, by, ended_on=on, outcome=outcome)

    def raise_again(self, *, by):
        """It was taken or ended by mistake, or has come back."""
        before = {self.State.TAKEN, self.State.ENDED}
        self._become(self.State.RAISED, before, by, taken_on=None, ended_on=None)

    def close(self, *, by):
        """From now on for members and the secretariat alone."""
        self._open_or_close(True, by)

    def open(self, *, by):
        self._open_or_close(False, by)

    def _open_or_close(self, is_closed, by):
        with transaction.atomic():
            changed = EmergingThreat.objects.filter(pk=self.pk, is_closed=not is_closed)
            if changed.update(is_closed=is_closed, version=F("version") + 1):
                verb = "closed" if is_closed else "opened"
                record_event(f"emergingthreat.{verb}", by=by, subject=self)
        self.refresh_from_db()

    def _become(self, state, before, by, **facts):
        with transaction.atomic():
            now = EmergingThreat.objects.select_for_update(of=("self",)).get(pk=self.pk)
            if now.state == state:
                return
            if now.state not in before:
                raise ValidationError(f"This threat is {now.get_state_display().lower()} already.")
            facts |= {"state": state, "version": now.version + 1}
            EmergingThreat.objects.filter(pk=self.pk).update(**facts)
            record_event(f"emergingthreat.{state}", by=by, subject=self)
        self.refresh_from_db()
