import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

import board.day
from audit.append_only import guard

PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("reporting", "0006_figures_and_files"),
        ("actions", "0005_escalations_and_moves"),
        ("meetings", "0006_references_followed"),
        ("priorities", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            "CommitteeAnswer",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="what the committee answered")),
                ("answered_on", models.DateField()),
                ("recorded_at", models.DateTimeField(default=board.day.now)),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=PROTECT,
                        related_name="committee_answers",
                        to="actions.action",
                    ),
                ),
                (
                    "escalation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=PROTECT,
                        related_name="committee_answers",
                        to="actions.escalation",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "reference",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=PROTECT,
                        related_name="committee_answers",
                        to="meetings.reference",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=PROTECT, related_name="answers", to="reporting.submission"
                    ),
                ),
            ],
            options={
                "ordering": ["answered_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(action=None, reference=None)
                        | Q(escalation=None, reference=None)
                        | Q(escalation=None, action=None),
                        name="committee_answer_about_one",
                        violation_error_message=(
                            "An answer is about one thing: record another for the next."
                        ),
                    )
                ],
            },
        ),
        guard("reporting_committeeanswer"),
        migrations.CreateModel(
            "InspectionPack",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("with_closed", models.BooleanField()),
                ("fingerprint", models.CharField(help_text="Of what it tells.", max_length=64)),
                ("pages", models.PositiveIntegerField()),
                ("pdf", models.BinaryField()),
                ("parts", models.BinaryField(help_text="A zip file.")),
                ("made_at", models.DateTimeField()),
                (
                    "priority",
                    models.ForeignKey(
                        on_delete=PROTECT,
                        related_name="inspection_packs",
                        to="priorities.priority",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["priority", "with_closed"],
                        name="inspection_pack_once_a_rendering",
                    )
                ]
            },
        ),
    ]
