import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

import board.day
from audit.append_only import guard


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("reporting", "0004_refresh_from_the_record"),
    ]

    operations = [
        migrations.AddField(
            "activityreport",
            "with_closed_part",
            models.BooleanField(
                "draft a closed part too, which the public does not read", default=False
            ),
        ),
        migrations.AddField(
            "activityreport",
            "sent_document",
            models.JSONField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            "activityreport",
            "edition",
            models.PositiveSmallIntegerField("version", default=1),
        ),
        migrations.AddField(
            "activityreport",
            "corrects",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrections",
                to="reporting.activityreport",
            ),
        ),
        migrations.AddField(
            "activityreport",
            "correction_note",
            models.CharField("what is corrected", blank=True, default="", max_length=300),
            preserve_default=False,
        ),
        migrations.RemoveConstraint("activityreport", "activity_report_quarter_once"),
        migrations.AddConstraint(
            "activityreport",
            models.UniqueConstraint(
                condition=~Q(quarter_slug=""),
                fields=("quarter_slug", "edition"),
                name="activity_report_quarter_once",
                violation_error_message="There is already a report for this quarter.",
            ),
        ),
        migrations.AddField(
            "reportblock",
            "is_closed",
            models.BooleanField("not for the public", default=False),
        ),
        migrations.AddField("finalcopy", "public_document", models.JSONField(null=True)),
        migrations.AddField("finalcopy", "public_pdf", models.BinaryField(null=True)),
        guard("reporting_finalcopy"),
        migrations.CreateModel(
            "ReportComment",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("about", models.CharField(blank=True, max_length=100)),
                ("text", models.TextField(verbose_name="comment")),
                ("made_at", models.DateTimeField(default=board.day.now)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="reporting.activityreport",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"ordering": ["made_at", "pk"]},
        ),
    ]
