import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0003_update_rounds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TableImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file_name", models.CharField(max_length=200)),
                ("as_at", models.DateField(help_text="The day the table speaks of.", verbose_name="as at")),
                ("made_at", models.DateTimeField()),
                ("rows", models.JSONField(default=list)),
                ("columns", models.JSONField(default=list)),
                ("remarks", models.JSONField(default=list)),
                ("areas", models.JSONField(default=dict)),
                ("leads", models.JSONField(default=dict)),
                ("version", models.PositiveIntegerField(default=1)),
                ("taken_at", models.DateTimeField(null=True)),
                ("taken", models.JSONField(default=dict)),
                ("made_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={"ordering": ["-made_at", "-pk"]},
        ),
    ]
