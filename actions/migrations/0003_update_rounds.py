from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("actions", "0002_rows_are_only_added_to")]

    operations = []
