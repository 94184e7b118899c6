import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.functions import Lower
from django.urls import reverse

from accounts.models import ScopedLink, User
from audit.events import record_event
from background.models import Message

from .dated import Dated, DatedQuerySet, MembershipQuerySet

FIRST_LINK_LASTS = datetime.timedelta(days=7)
INVITATION = """The secretariat of the Board has made a sign-in for you.

Choose your password here, within seven days:

{address}

The link works once. If you did not expect this, tell the secretariat.
"""


class Organisation(models.Model):
    """A partner: a police force, a council or its department, an agency."""

    name = models.CharField(max_length=200)
    short_name = models.CharField(
        max_length=40, blank=True, help_text="As the papers print it, such as CoLP."
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="organisation_name_once",
                violation_error_message="There is already an organisation of this name.",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("organisation", kwargs={"pk": self.pk})

    @property
    def printed(self):
        return self.short_name or self.name

    def record(self, *, by):
        """Add it, or put right how it is described."""
        with transaction.atomic():
            verb = "organisation.changed" if self.pk else "organisation.added"
            self.save()
            record_event(verb, by=by, subject=self)


class PersonQuerySet(MembershipQuerySet):
    def current(self):
        """Leaves out records that were merged into another."""
        return self.filter(merged_into__isnull=True)


class Person(models.Model):
    """Somebody the Board's papers name. People are ended, never deleted."""

    name = models.CharField(max_length=200)
    post_nominals = models.CharField("letters after the name", max_length=60, blank=True)
    title = models.CharField(
        "post", max_length=200, blank=True, help_text="Such as Borough Commander, City of London."
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="person"
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from"
    )
    is_made_up = models.BooleanField(
        default=False, help_text="A person of the demonstration, who does not exist."
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "people"

    def __str__(self):
        return f"{self.name} (demonstration)" if self.is_made_up else self.name

    def get_absolute_url(self):
        return reverse("person", kwargs={"pk": self.pk})

    @property
    def initials(self):
        return "".join(
            part[0] for part in self.name.replace("-", " ").split() if part[0].isalpha()
        ).upper()

    def record(self, other_spellings, *, by):
        """Add the person, or put right what is recorded. Spellings once found are kept."""
        with transaction.atomic():
            verb = "person.changed" if self.pk else "person.added"
            self.save()
            known = {alias.name.lower() for alias in self.aliases.all()}
            for spelling in other_spellings:
                if spelling.lower() not in known:
                    self.aliases.create(name=spelling)
                    known.add(spelling.lower())
            record_event(verb, by=by, subject=self)

    @property
    def may_be_invited(self):
        """Does not sign in yet: was never invited, or has not followed the link."""
        return not self.merged_into_id and (
            self.user is None or (self.user.is_active and not self.user.has_usable_password())
        )

    def invite(self, email, *, by, now):
        """Send a link for the first sign-in to this address; an earlier link ends."""
        with transaction.atomic():
            person = Person.objects.select_for_update().get(pk=self.pk)
            if not person.may_be_invited:
                raise ValidationError(f"{person} signs in already: no link is needed.")
            user = person.user or User(name=str(person))
            user.email = User.objects.normalize_email(email).lower()
            user.set_unusable_password()
            user.save()
            Person.objects.filter(pk=self.pk).update(user=user)
            for link in ScopedLink.objects.live(now).filter(
                purpose=ScopedLink.FIRST_SIGN_IN, object_id=str(user.pk)
            ):
                link.revoke(now)
            _, token = ScopedLink.objects.make(
                ScopedLink.FIRST_SIGN_IN, user, user.email, now + FIRST_LINK_LASTS
            )
            address = settings.BASE_URL + reverse("first-sign-in", kwargs={"token": token})
            Message.objects.queue(
                to=user.email, subject="Your sign-in", text=INVITATION.format(address=address)
            )
            record_event("person.invited", by=by, subject=self, recipient=user.email)


class PersonAlias(models.Model):
    """Another spelling of a person's name found in the papers."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="aliases")
    name = models.CharField(max_length=200)

    class Meta:
        verbose_name_plural = "person aliases"
        constraints = [
            models.UniqueConstraint(
                "person",
                Lower("name"),
                name="person_alias_once",
                violation_error_message="This spelling is recorded already.",
            )
        ]

    def __str__(self):
        return self.name


class Affiliation(Dated):
    """A person works for an organisation; a contact speaks for it on the action table."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="affiliations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="affiliations")
    role = models.CharField(max_length=200, blank=True)
    is_contact = models.BooleanField(
        "answers for the organisation",
        default=False,
        help_text="May update the actions this organisation leads.",
    )

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["organisation__name", "person__name"]

    def __str__(self):
        return f"{self.person}, {self.organisation}"

    def record(self, *, by):
        """The person begins to work for the organisation, or to answer for it."""
        with transaction.atomic():
            self.save()
            record_event("affiliation.added", by=by, subject=self)

    def end(self, *, on, by):
        """The last day; None takes an ending back."""
        with transaction.atomic():
            self.ends_on = on
            self.save(update_fields=["ends_on"])
            record_event("affiliation.ended" if on else "affiliation.kept", by=by, subject=self)
