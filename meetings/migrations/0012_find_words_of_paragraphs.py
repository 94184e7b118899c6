from django.db import migrations

from board.full_text import Index


class Migration(migrations.Migration):
    dependencies = [("meetings", "0011_admissions")]

    operations = [Index("meetings_paragraphrevision", ["text"]).operation()]
