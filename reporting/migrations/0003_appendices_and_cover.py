from django.db import migrations, models


def carry_over(apps, schema_editor):
    """A report that had the action table behind it keeps it, called as before."""
    reports = apps.get_model("reporting", "ActivityReport").objects
    reports.filter(with_action_table=True).update(
        appendices=["action_table"], appendix_word="annex"
    )


class Migration(migrations.Migration):
    dependencies = [("reporting", "0002_final_copies_are_only_added_to")]

    operations = [
        migrations.AddField(
            "activityreport", "with_cover",
            models.BooleanField("print the cover table", default=True),
        ),
        migrations.AddField(
            "activityreport", "appendices",
            models.JSONField(blank=True, default=list, help_text="Kinds of Appendix."),
        ),
        migrations.AddField(
            "activityreport", "appendix_word",
            models.CharField(
                "they are called", max_length=10, default="appendix",
                choices=[("appendix", "Appendix"), ("annex", "Annex")],
            ),
        ),
        migrations.AddField(
            "activityreport", "table_as_at",
            models.DateField(
                blank=True, null=True, help_text="Of an action table that speaks of another day."
            ),
        ),
        migrations.AddField(
            "submission", "printed_name",
            models.CharField("name on the cover, if another", blank=True, max_length=200, default=""),
            preserve_default=False,
        ),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.RemoveField("activityreport", "with_action_table"),
    ]
