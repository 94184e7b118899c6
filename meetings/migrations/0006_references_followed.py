import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import board.day
from audit.append_only import guard

PROTECT = django.db.models.deletion.PROTECT
WHATS = [
    ("told", "Progress"),
    ("minuted", "Minuted"),
    ("due", "Due date set"),
    ("owners", "Owner changed"),
    ("closed", "Done"),
    ("merged", "Merged into another"),
    ("reopened", "Outstanding again"),
]


def key(to, **how):
    return models.ForeignKey(on_delete=PROTECT, to=to, **how)


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0003_papers_on_agendas"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("reference", "due_since", models.DateField(blank=True, null=True)),
        migrations.AddField("reference", "minuted_owners", models.TextField(blank=True)),
        migrations.AddField(
            "reference", "minuted_due", models.CharField(blank=True, max_length=40)
        ),
        migrations.AddField(
            "reference",
            "merged_into",
            key("meetings.reference", blank=True, null=True, related_name="merged_from"),
        ),
        migrations.AddField(
            "decision",
            "printed_number",
            models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField("decision", "in_closed_series", models.BooleanField(default=False)),
        migrations.AddField(
            "decision",
            "gave_its_date",
            models.BooleanField(
                default=False,
                help_text="What it adopted had no date, and took that of the meeting.",
            ),
        ),
        migrations.AddConstraint(
            "decision",
            models.UniqueConstraint(
                fields=("meeting", "in_closed_series", "printed_number"),
                name="decision_printed_number_once",
            ),
        ),
        migrations.CreateModel(
            "BroughtReference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("in_closed_series", models.BooleanField(default=False)),
                ("owners", models.TextField(blank=True)),
                ("due", models.CharField(max_length=40)),
                ("meeting", key("meetings.meeting", related_name="brought_references")),
                ("reference", key("meetings.reference", related_name="brought")),
            ],
            options={
                "ordering": ["in_closed_series", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting", "reference"), name="reference_brought_once"
                    ),
                    models.UniqueConstraint(
                        fields=("meeting", "in_closed_series", "number"),
                        name="brought_number_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            "ReferenceUpdate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(choices=WHATS, max_length=10)),
                ("text", models.TextField(blank=True)),
                (
                    "is_minuted",
                    models.BooleanField(
                        default=False,
                        help_text="Told before the minutes of the meeting were approved.",
                    ),
                ),
                ("is_closed", models.BooleanField(default=False, verbose_name="kept closed")),
                ("told_on", models.DateField()),
                ("made_at", models.DateTimeField(default=board.day.now)),
                (
                    "item",
                    key(
                        "meetings.agendaitem",
                        blank=True,
                        null=True,
                        related_name="reference_updates",
                    ),
                ),
                ("made_by", key(settings.AUTH_USER_MODEL, related_name="+")),
                (
                    "meeting",
                    key(
                        "meetings.meeting",
                        blank=True,
                        null=True,
                        related_name="reference_updates",
                    ),
                ),
                (
                    "on_behalf_of",
                    key("board.organisation", blank=True, null=True, related_name="+"),
                ),
                ("other", key("meetings.reference", blank=True, null=True, related_name="+")),
                ("reference", key("meetings.reference", related_name="updates")),
            ],
            options={"ordering": ["pk"]},
        ),
        guard("meetings_referenceupdate"),
    ]
