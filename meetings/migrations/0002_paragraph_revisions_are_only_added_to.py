from django.db import migrations

from audit.append_only import guard


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]

    operations = [
        guard("meetings_paragraphrevision"),
        guard("meetings_agendaissue"),
        guard("meetings_paperversion"),
        guard("meetings_paperfile"),
        guard("meetings_attendancecorrection"),
    ]
