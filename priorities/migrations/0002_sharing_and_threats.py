from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("priorities", "0001_initial")]

    operations = []
