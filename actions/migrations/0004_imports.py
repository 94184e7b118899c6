from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("actions", "0003_update_rounds")]

    operations = []
