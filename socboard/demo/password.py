"""The one password of the demonstration's people."""

import os
import secrets

from django.conf import settings


def demo_password():
    """SOCBOARD_DEMO_PASSWORD, or the one kept in the data folder, made when there is none."""
    if settings.DEMO_PASSWORD:
        return settings.DEMO_PASSWORD
    file = settings.DATA_DIR / "demo-password"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as kept:
            kept.write(secrets.token_urlsafe(12) + "\n")
    return file.read_text().strip()
