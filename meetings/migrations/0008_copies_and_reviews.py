import board.day
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from audit.append_only import guard


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0007_approval_rounds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ClosedReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[("closed", "It stays closed"), ("open", "Propose to open it")],
                        max_length=10,
                    ),
                ),
                (
                    "words",
                    models.TextField(
                        help_text="Read by the secretariat and the Chairman alone.",
                        verbose_name="because",
                    ),
                ),
                ("made_on", models.DateField()),
                ("made_at", models.DateTimeField(default=board.day.now)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("was_opened", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="CopyRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("department", models.CharField(max_length=200)),
                ("purpose", models.TextField(verbose_name="what it is needed for")),
                ("asked_for", models.CharField(max_length=200, verbose_name="which minutes")),
                ("asked_at", models.DateTimeField(default=board.day.now)),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("full", "The full minutes, with the closed items"),
                            ("redacted", "The minutes without the closed items"),
                            ("refused", "Refused"),
                        ],
                        max_length=10,
                    ),
                ),
                ("refusal", models.TextField(blank=True, verbose_name="why it is refused")),
                ("expires_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="EarlierCopy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_public", models.BooleanField()),
                ("number", models.PositiveIntegerField()),
                (
                    "text",
                    models.TextField(blank=True, help_text="As typed, or as read out of the file."),
                ),
                ("file_name", models.CharField(blank=True, max_length=200)),
                ("pages", models.PositiveIntegerField(default=0)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("content", models.BinaryField(default=bytes)),
                ("added_at", models.DateTimeField(default=board.day.now)),
            ],
            options={
                "verbose_name_plural": "earlier copies",
                "ordering": ["number"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="minutes",
            name="minutes_approved_at_a_meeting",
        ),
        migrations.AddField(
            model_name="minutes",
            name="is_earlier",
            field=models.BooleanField(default=False, verbose_name="older than the system"),
        ),
        migrations.AddConstraint(
            model_name="minutes",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "approved"), _negated=True),
                    ("is_earlier", True),
                    models.Q(
                        ("approved_at_meeting__isnull", False), ("approved_on__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="minutes_approved_at_a_meeting",
                violation_error_message="Choose the meeting that approved the minutes.",
            ),
        ),
        migrations.AddField(
            model_name="closedreview",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="closedreview",
            name="item",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reviews",
                to="meetings.agendaitem",
            ),
        ),
        migrations.AddField(
            model_name="closedreview",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="closedreview",
            name="paper",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reviews",
                to="meetings.paper",
            ),
        ),
        migrations.AddField(
            model_name="closedreview",
            name="paragraph",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reviews",
                to="meetings.minuteparagraph",
            ),
        ),
        migrations.AddField(
            model_name="copyrequest",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="copyrequest",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="copyrequest",
            name="meeting",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="copy_requests",
                to="meetings.meeting",
            ),
        ),
        migrations.AddField(
            model_name="copyrequest",
            name="officer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="copy_requests",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="earliercopy",
            name="added_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="earliercopy",
            name="minutes",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="earlier_copies",
                to="meetings.minutes",
            ),
        ),
        migrations.AddConstraint(
            model_name="closedreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("item__isnull", False),
                        ("paper__isnull", True),
                        ("paragraph__isnull", True),
                    ),
                    models.Q(
                        ("item__isnull", True),
                        ("paper__isnull", True),
                        ("paragraph__isnull", False),
                    ),
                    models.Q(
                        ("item__isnull", True),
                        ("paper__isnull", False),
                        ("paragraph__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="closed_review_of_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="closedreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("was_opened", False),
                    models.Q(
                        ("decided_by__isnull", False),
                        ("outcome", "open"),
                        models.Q(("decided_by", models.F("made_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="closed_review_opened_by_two_people",
                violation_error_message="Somebody other than the proposer opens it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="copyrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decision__in", ["full", "redacted"]), _negated=True),
                    models.Q(
                        ("decided_by__isnull", False),
                        ("expires_on__isnull", False),
                        ("meeting__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="copy_request_released_until_a_day",
                violation_error_message="Select the meeting, and enter the last day.",
            ),
        ),
        migrations.AddConstraint(
            model_name="copyrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decision", "refused"), _negated=True),
                    models.Q(("refusal", ""), _negated=True),
                    _connector="OR",
                ),
                name="copy_request_refused_for_a_reason",
                violation_error_message="Say why it is refused: the officer reads it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="earliercopy",
            constraint=models.UniqueConstraint(
                fields=("minutes", "is_public", "number"), name="earlier_copy_number_once"
            ),
        ),
        guard("meetings_earliercopy"),
    ]
