from django.db import migrations

from audit.append_only import guard


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_initial")]
    operations = [guard("reporting_finalcopy")]
