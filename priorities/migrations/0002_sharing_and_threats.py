import board.day
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("priorities", "0001_initial"),
        ("board", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PartnerReturn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form_key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('changed_at', models.DateTimeField(default=board.day.now, editable=False)),
                ('asked_for', models.CharField(blank=True, max_length=200, verbose_name='asked for')),
                ('returned_on', models.DateField()),
                ('emerging', models.TextField(blank=True, verbose_name='emerging priorities')),
                ('capturing', models.TextField(blank=True, verbose_name='how new information is captured')),
                ('powers', models.TextField(blank=True, verbose_name='powers and services that can help')),
                ('changed_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='returns', to='board.organisation')),
            ],
            options={
                'ordering': ['-returned_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='SharingAgreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form_key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('changed_at', models.DateTimeField(default=board.day.now, editable=False)),
                ('about', models.CharField(max_length=200, verbose_name='what it is about')),
                ('signed_on', models.DateField(blank=True, null=True)),
                ('review_due', models.DateField(blank=True, null=True)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('gaps', models.TextField(blank=True, verbose_name='what it leaves open')),
                ('changed_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['about', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SharingParty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parties', to='priorities.sharingagreement')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sharing', to='board.organisation')),
            ],
            options={
                'ordering': ['organisation__name'],
            },
        ),
        migrations.CreateModel(
            name='EmergingThreat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form_key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('changed_at', models.DateTimeField(default=board.day.now, editable=False)),
                ('title', models.CharField(max_length=200, verbose_name='what is new, in a line')),
                ('what', models.TextField(blank=True, verbose_name='what should the Board know?')),
                ('raised_on', models.DateField()),
                ('state', models.CharField(choices=[('raised', 'Raised'), ('taken', 'Taken at a meeting'), ('ended', 'Ended')], default='raised', max_length=6)),
                ('taken_on', models.DateField(blank=True, null=True, verbose_name='day of the meeting that took it')),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('outcome', models.TextField(blank=True, verbose_name='what became of it')),
                ('is_closed', models.BooleanField(default=False)),
                ('changed_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('on_behalf_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='threats', to='board.organisation')),
                ('priority', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='threats', to='priorities.priority')),
                ('raised_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-raised_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ended_on', None), ('state', 'raised'), ('taken_on', None)), models.Q(('ended_on', None), ('state', 'taken'), ('taken_on__isnull', False)), models.Q(('ended_on__isnull', False), ('state', 'ended')), _connector='OR'), name='threat_state_has_its_day')],
            },
        ),
        migrations.CreateModel(
            name='LocalProfile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form_key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('changed_at', models.DateTimeField(default=board.day.now, editable=False)),
                ('title', models.CharField(max_length=200)),
                ('dated', models.DateField(verbose_name='date of the profile')),
                ('next_due', models.DateField(blank=True, null=True, verbose_name='next one due')),
                ('changed_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='profiles', to='board.organisation')),
                ('priority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='profiles', to='priorities.priority')),
            ],
            options={
                'ordering': ['priority__scheme__position', 'priority__position', '-dated', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('next_due', None), ('next_due__gt', models.F('dated')), _connector='OR'), name='profile_next_after_this', violation_error_message='The next profile must be due after the date of this one.')],
            },
        ),
        migrations.CreateModel(
            name='ReturnedPriority',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('partner_return', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='priorities', to='priorities.partnerreturn')),
                ('priority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='returned', to='priorities.priority')),
            ],
            options={
                'ordering': ['priority__scheme__position', 'priority__position'],
                'constraints': [models.UniqueConstraint(fields=('partner_return', 'priority'), name='returned_priority_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='sharingagreement',
            constraint=models.CheckConstraint(condition=models.Q(('signed_on', None), ('ended_on', None), ('ended_on__gte', models.F('signed_on')), _connector='OR'), name='sharing_ends_after_signing', violation_error_message='The last day must not be before the day it was signed.'),
        ),
        migrations.AddConstraint(
            model_name='sharingparty',
            constraint=models.UniqueConstraint(fields=('agreement', 'organisation'), name='sharing_party_once'),
        ),
    ]
