"""Who signs in, and the links that stand in for signing in."""

import hashlib
import secrets

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models, transaction
from django.db.models.functions import Lower
from rules.permissions import has_perm

from audit.events import record_event


class UserManager(BaseUserManager):
    def create_user(self, email, name="", password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), name=name, **fields)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractBaseUser):
    """Somebody who signs in, by e-mail address. What they may do follows from the Board's seats."""

    email = models.EmailField("e-mail address")
    name = models.CharField(max_length=200)
    is_administrator = models.BooleanField(
        default=False, help_text="Runs the system. Does not read the Board's business."
    )
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once",
                violation_error_message="Somebody already signs in with this e-mail address.",
            )
        ]

    def __str__(self):
        return self.name or self.email

    def has_perm(self, permission, obj=None):
        return self.is_active and has_perm(permission, self, obj)

    def begin(self, link, *, password, at):
        """Set the first password, once: False when the link has been used meanwhile."""
        with transaction.atomic():
            if not ScopedLink.objects.select_for_update().live(at).filter(pk=link.pk).exists():
                return False
            link.revoke(at)
            self.set_password(password)
            self.save(update_fields=["password"])
            record_event("account.first_password_set", by=self, subject=self)
        return True


class ScopedLinkQuerySet(models.QuerySet):
    def live(self, now):
        return self.filter(revoked_at__isnull=True, expires_at__gt=now)


class ScopedLinkManager(models.Manager.from_queryset(ScopedLinkQuerySet)):
    def make(self, purpose, obj, recipient, expires_at):
        """The link, and the token that opens it, which is known only now."""
        token = secrets.token_urlsafe(32)
        link = self.create(
            purpose=purpose,
            object_id=str(obj.pk),
            token_hash=hash_of(token),
            recipient=recipient,
            expires_at=expires_at,
        )
        return link, token

    def find(self, purpose, token, now):
        """The link of this purpose that the token opens now, or None. Changes nothing."""
        return self.live(now).filter(purpose=purpose, token_hash=hash_of(token)).first()


class ScopedLink(models.Model):
    """A link sent to one person that stands in for signing in, for one purpose and one thing."""

    FIRST_SIGN_IN = "first-sign-in"
    RSVP = "rsvp"
    CALENDAR = "calendar"

    purpose = models.CharField(max_length=40)
    object_id = models.CharField(max_length=40)
    token_hash = models.CharField(max_length=64, unique=True)
    recipient = models.EmailField()
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedLinkManager()

    def __str__(self):
        return f"{self.purpose} for {self.recipient}"

    def revoke(self, at):
        """End it. Ending it twice changes nothing."""
        ScopedLink.objects.filter(pk=self.pk, revoked_at__isnull=True).update(revoked_at=at)
        self.refresh_from_db()


def hash_of(token):
    return hashlib.sha256(token.encode()).hexdigest()
