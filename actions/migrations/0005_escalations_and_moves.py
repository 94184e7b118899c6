import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import board.day

PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0004_imports"),
        ("meetings", "0006_references_followed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            "ReferenceLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("linked_at", models.DateTimeField(default=board.day.now)),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=PROTECT, related_name="reference_links", to="actions.action"
                    ),
                ),
                (
                    "linked_by",
                    models.ForeignKey(
                        on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "reference",
                    models.ForeignKey(
                        on_delete=PROTECT, related_name="row_links", to="meetings.reference"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("action", "reference"), name="reference_link_once"
                    )
                ],
            },
        ),
    ]
