from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reporting", "0003_appendices_and_cover")]

    operations = [
        migrations.AddField(
            "activityreport",
            "summary_drafted",
            models.TextField(blank=True, default="", editable=False),
            preserve_default=False,
        ),
        migrations.AddField(
            "activityreport",
            "left_out",
            models.JSONField(blank=True, default=list, editable=False),
        ),
        migrations.AddField(
            "reportblock",
            "key",
            models.CharField(blank=True, default="", editable=False, max_length=100),
            preserve_default=False,
        ),
    ]
