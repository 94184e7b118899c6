from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("board", "0003_words_of_the_house")]

    operations = [
        migrations.AddField(
            model_name="boardsettings",
            name="amber_means",
            field=models.CharField(
                default="Some issues stand in the way",
                max_length=200,
                verbose_name="what amber means",
            ),
        ),
        migrations.AddField(
            model_name="boardsettings",
            name="blue_means",
            field=models.CharField(
                default="Complete: shown until the next Board meeting has passed",
                max_length=200,
                verbose_name="what blue means",
            ),
        ),
        migrations.AddField(
            model_name="boardsettings",
            name="green_means",
            field=models.CharField(
                default="On track", max_length=200, verbose_name="what green means"
            ),
        ),
        migrations.AddField(
            model_name="boardsettings",
            name="not_rated_means",
            field=models.CharField(
                default="Nobody has said yet how it stands",
                max_length=200,
                verbose_name="what not rated means",
            ),
        ),
        migrations.AddField(
            model_name="boardsettings",
            name="overdue_after_months",
            field=models.PositiveSmallIntegerField(
                default=3,
                help_text="Nobody has said for so long how an action stands.",
                validators=[MinValueValidator(1), MaxValueValidator(24)],
                verbose_name="months until an update is overdue",
            ),
        ),
        migrations.AddField(
            model_name="boardsettings",
            name="red_means",
            field=models.CharField(
                default="Off track: it needs help", max_length=200, verbose_name="what red means"
            ),
        ),
        migrations.AddField(
            model_name="boardsettings",
            name="stuck_after_months",
            field=models.PositiveSmallIntegerField(
                default=3,
                help_text="It has stood at red or amber for so long without moving.",
                validators=[MinValueValidator(1), MaxValueValidator(24)],
                verbose_name="months until an action counts as stuck",
            ),
        ),
    ]
