import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from audit.append_only import guard


class Migration(migrations.Migration):

    dependencies = [
        ("actions", "0002_rows_are_only_added_to"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='UpdateRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opened_on', models.DateField()),
                ('closes_on', models.DateField(verbose_name='last day to answer')),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='update_round', to='meetings.meeting')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-meeting__held_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='UpdateRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('reminded_on', models.DateField(blank=True, null=True)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('representative', models.CharField(blank=True, max_length=400, verbose_name='representative asked about')),
                ('is_still_representative', models.BooleanField(blank=True, null=True)),
                ('successor', models.CharField(blank=True, max_length=200, verbose_name='who represents it now')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='update_requests', to='board.organisation')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='update_requests', to='board.person')),
                ('seat', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='update_requests', to='board.seat')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='actions.updateround')),
            ],
            options={
                'ordering': [models.OrderBy(models.F('organisation__name'), nulls_last=True), models.OrderBy(models.F('seat__position'), nulls_last=True), 'person__name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='UpdateReply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('link_recipient', models.EmailField(blank=True, max_length=254, verbose_name='by link sent to')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='actions.actionrevision')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='actions.updaterequest')),
            ],
            options={
                'verbose_name_plural': 'update replies',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('request', 'revision'), name='update_reply_once')],
            },
        ),
        migrations.CreateModel(
            name='RequestedRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_shared', models.BooleanField(default=False, help_text='All partners lead it: a note of progress is asked, no rating.')),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='requested', to='actions.action')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='actions.updaterequest')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('request', 'action'), name='requested_row_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='updaterequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('organisation__isnull', False), ('person__isnull', True), ('seat__isnull', True)), models.Q(('organisation__isnull', True), ('person__isnull', True), ('seat__isnull', False)), models.Q(('organisation__isnull', True), ('person__isnull', False), ('seat__isnull', True)), _connector='OR'), name='update_request_one_partner'),
        ),
        migrations.AddConstraint(
            model_name='updaterequest',
            constraint=models.UniqueConstraint(fields=('round', 'organisation'), name='update_request_once_per_organisation'),
        ),
        migrations.AddConstraint(
            model_name='updaterequest',
            constraint=models.UniqueConstraint(fields=('round', 'seat'), name='update_request_once_per_seat'),
        ),
        migrations.AddConstraint(
            model_name='updaterequest',
            constraint=models.UniqueConstraint(fields=('round', 'person'), name='update_request_once_per_person'),
        ),
        guard("actions_updatereply"),
    ]
