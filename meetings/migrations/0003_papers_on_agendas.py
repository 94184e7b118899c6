from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_paragraph_revisions_are_only_added_to")]

    operations = []
