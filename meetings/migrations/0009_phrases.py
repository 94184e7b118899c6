import django.core.validators
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0008_copies_and_reviews")]

    operations = [
        migrations.CreateModel(
            name="Phrase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        max_length=12,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\w{2,}\\Z", "Type two letters or more, and no spaces"
                            )
                        ],
                    ),
                ),
                ("text", models.TextField(max_length=2000)),
            ],
            options={
                "ordering": [django.db.models.functions.text.Lower("code")],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("code"),
                        name="phrase_code_once",
                        violation_error_message="Another phrase has this code: choose another one",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="minutes",
            name="written_apologies",
            field=models.TextField(blank=True),
        ),
    ]
