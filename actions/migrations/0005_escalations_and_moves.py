from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("actions", "0004_imports")]

    operations = []
