from django.db import migrations

from board.full_text import Index


class Migration(migrations.Migration):
    dependencies = [("actions", "0007_imports_know_the_latest_state")]

    operations = [
        Index(
            "actions_actionrevision",
            ["issues", "lead_printed", "actions", "barriers", "outcomes", "note"],
        ).operation()
    ]
