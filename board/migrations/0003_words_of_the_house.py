from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("board", "0002_reviews_and_links")]

    operations = [
        migrations.AddField(
            model_name="boardsettings",
            name="prints_exclusion",
            field=models.BooleanField(
                default=False,
                help_text="The minutes then say before the first closed item that the public was excluded, with the numbers of the items and the paragraphs of Schedule 12A.",
                verbose_name="print the resolution to exclude the public",
            ),
        ),
    ]
