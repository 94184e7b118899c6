from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("board", "0003_words_of_the_house")]

    operations = []
