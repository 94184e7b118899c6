"""Who signs in, and the links that stand in for signing in."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from rules.permissions import has_perm


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
