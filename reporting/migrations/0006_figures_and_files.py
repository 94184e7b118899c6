import django.db.models.deletion
from django.db import migrations, models

from audit.append_only import guard


class Migration(migrations.Migration):
    dependencies = [("reporting", "0005_closed_part_and_corrections")]

    operations = [
        migrations.AddField("finalcopy", "figures", models.JSONField(null=True)),
        migrations.AddField("finalcopy", "public_figures", models.JSONField(null=True)),
        guard("reporting_finalcopy"),
        migrations.CreateModel(
            "DraftFile",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_public", models.BooleanField()),
                (
                    "fingerprint",
                    models.CharField(help_text="Of the words that it prints.", max_length=64),
                ),
                ("content", models.BinaryField()),
                ("made_at", models.DateTimeField()),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draft_files",
                        to="reporting.activityreport",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["report", "is_public"], name="draft_file_once_a_rendering"
                    )
                ]
            },
        ),
    ]
