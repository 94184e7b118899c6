from django.db import migrations

from audit.append_only import guard


class Migration(migrations.Migration):
    dependencies = [("actions", "0001_initial")]

    operations = [guard("actions_actionrevision"), guard("actions_lead")]
