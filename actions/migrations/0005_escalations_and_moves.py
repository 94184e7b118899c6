import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import board.day
from audit.append_only import guard

PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0004_imports"),
        ("board", "0004_rating_key"),
        ("meetings", "0006_references_followed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            "ReferenceLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("linked_at", models.DateTimeField(default=board.day.now)),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=PROTECT, related_name="reference_links", to="actions.action"
                    ),
                ),
                (
                    "linked_by",
                    models.ForeignKey(
                        on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "reference",
                    models.ForeignKey(
                        on_delete=PROTECT, related_name="row_links", to="meetings.reference"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("action", "reference"), name="reference_link_once"
                    )
                ],
            },
        ),
        migrations.AlterField(
            model_name="actionrevision",
            name="what",
            field=models.CharField(
                choices=[
                    ("created", "Added to the table"),
                    ("edited", "Row changed"),
                    ("moved", "Moved in the table"),
                    ("rated", "Rating changed"),
                    ("confirmed", "No change"),
                    ("noted", "Progress noted"),
                    ("completed", "Completion confirmed"),
                    ("dropped", "Taken off the table"),
                    ("reopened", "Put back on the table"),
                    ("opened", "Opened by the Chairman"),
                ],
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="Escalation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("form_key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "help_from",
                    models.CharField(blank=True, max_length=200, verbose_name="somebody else"),
                ),
                ("text", models.TextField(verbose_name="what is needed")),
                ("raised_on", models.DateField()),
                ("made_at", models.DateTimeField(default=board.day.now)),
                (
                    "is_closed",
                    models.BooleanField(
                        default=False, help_text="The row was closed when it asked."
                    ),
                ),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=PROTECT, related_name="escalations", to="actions.action"
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=PROTECT,
                        related_name="asked_for_help",
                        to="board.group",
                        verbose_name="committee",
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="EscalationStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("reported", "Put into a report"),
                            ("answered", "Answered"),
                            ("withdrawn", "No longer needed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField()),
                ("on", models.DateField()),
                ("made_at", models.DateTimeField(default=board.day.now)),
                (
                    "is_closed",
                    models.BooleanField(
                        default=False, help_text="The row was closed at this step."
                    ),
                ),
                (
                    "escalation",
                    models.ForeignKey(
                        on_delete=PROTECT, related_name="steps", to="actions.escalation"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="escalation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("group__isnull", False), ("help_from", "")),
                    models.Q(("group__isnull", True), models.Q(("help_from", ""), _negated=True)),
                    _connector="OR",
                ),
                name="escalation_asks_one",
                violation_error_message="Ask either a committee or somebody else.",
            ),
        ),
        migrations.AddConstraint(
            model_name="escalationstep",
            constraint=models.UniqueConstraint(
                condition=models.Q(("what__in", ["answered", "withdrawn"])),
                fields=("escalation",),
                name="escalation_ends_once",
                violation_error_message="Somebody has recorded already what became of this.",
            ),
        ),
        guard("actions_escalation"),
        guard("actions_escalationstep"),
    ]
