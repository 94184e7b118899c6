import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import board.day


class Migration(migrations.Migration):
    dependencies = [
        ("board", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="boardsettings",
            name="allows_links",
            field=models.BooleanField(
                default=True,
                help_text="For answering invitations, agreeing an open agenda, updating actions,"
                " and calendars of one’s own. When this is off no such link is made or sent, those"
                " sent before stop, and e-mails lead to the page for which one signs in. The link"
                " by which somebody new chooses a password stays.",
                verbose_name="let people use links without a password",
            ),
        ),
        migrations.CreateModel(
            name="EffectivenessReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "held_on",
                    models.DateField(
                        error_messages={
                            "unique": "A review of this day is recorded already:"
                            " put that one right."
                        },
                        unique=True,
                        verbose_name="held on",
                    ),
                ),
                ("found", models.TextField(verbose_name="what was found")),
                ("follows", models.TextField(blank=True, verbose_name="what follows from it")),
                ("recorded_at", models.DateTimeField(default=board.day.now, editable=False)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"ordering": ["-held_on"]},
        ),
    ]
