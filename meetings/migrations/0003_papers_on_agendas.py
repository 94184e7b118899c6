from django.db import migrations, models
from django.db.models.deletion import PROTECT


def itself(model):
    return models.ForeignKey(
        blank=True, null=True, on_delete=PROTECT, related_name="carried_into", to=model
    )


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_paragraph_revisions_are_only_added_to")]

    operations = [
        migrations.AddField("paper", "carried_from", itself("meetings.paper")),
        migrations.AddField("paperversion", "carried_from", itself("meetings.paperversion")),
        migrations.AlterField(
            "pack",
            "rendering",
            models.CharField(
                choices=[
                    ("chairman", "Chairman’s pack"),
                    ("members", "Members’ pack"),
                    ("open", "Open pack"),
                    ("public", "Public pack"),
                ],
                max_length=10,
            ),
        ),
    ]
