from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0009_phrases")]

    operations = [
        migrations.AddField(
            model_name="minutes",
            name="kept_names",
            field=models.JSONField(blank=True, editable=False, null=True),
        ),
    ]
