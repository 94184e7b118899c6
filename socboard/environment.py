"""Typed reading of the environment: one small function per kind of value."""

import datetime
import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def text(name, default=""):
    return os.environ.get(name, default).strip()


def flag(name, default=False):
    value = text(name).lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    if value:
        raise ImproperlyConfigured(f"{name} is {value!r}. Write 1 or 0.")
    return default


def words(name):
    """A list separated by commas."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def day(name, default=None):
    value = text(name)
    if not value:
        return default
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {value!r}. Write a date like 2018-09-05.") from None


def folder(name, default):
    path = Path(text(name) or default).expanduser().resolve()
    path.mkdir(parents=True, exist_ok=True)
    return path
