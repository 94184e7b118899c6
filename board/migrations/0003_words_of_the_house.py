from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("board", "0002_reviews_and_links")]

    operations = []
