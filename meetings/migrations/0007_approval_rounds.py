import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import board.day
from audit.append_only import guard


def keep_what_was_circulated(apps, schema_editor):
    """Of drafts circulated before this was kept: the last words of each paragraph until then."""
    paragraphs = apps.get_model("meetings", "MinuteParagraph").objects
    revisions = apps.get_model("meetings", "ParagraphRevision").objects
    for paragraph in paragraphs.filter(minutes__circulated_at__isnull=False):
        before = revisions.filter(
            paragraph=paragraph, made_at__lte=paragraph.minutes.circulated_at
        ).order_by("number")
        paragraph.circulated = before.last()
        paragraph.save(update_fields=["circulated"])


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0006_references_followed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="minuteparagraph",
            name="circulated",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="meetings.paragraphrevision",
            ),
        ),
        migrations.CreateModel(
            name="ApprovalRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reply_by", models.DateField(verbose_name="answer by")),
                ("reminded_on", models.DateField(blank=True, null=True)),
                (
                    "minutes",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approval_round",
                        to="meetings.minutes",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AskedSeat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asked_seats",
                        to="meetings.approvalround",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="board.seat",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ApprovalReply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[("agree", "Agrees"), ("change", "Agrees with a change")],
                        max_length=10,
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "signed in"),
                            ("email", "by e-mail"),
                            ("telephone", "by telephone"),
                            ("in_person", "in person"),
                        ],
                        max_length=10,
                        verbose_name="how",
                    ),
                ),
                ("made_at", models.DateTimeField(default=board.day.now)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="board.person",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="meetings.askedseat",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "approval replies",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Amendment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "seen",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.paragraphrevision",
                    ),
                ),
                ("wording", models.TextField(verbose_name="how it should read")),
                ("made_at", models.DateTimeField(default=board.day.now)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not decided yet"),
                            ("taken", "Taken in"),
                            ("declined", "Not taken in"),
                            ("taken_back", "Taken back"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="why it is not taken in")),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendments",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "minutes",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendments",
                        to="meetings.minutes",
                    ),
                ),
                (
                    "paragraph",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendments",
                        to="meetings.minuteparagraph",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendments",
                        to="meetings.paragraphrevision",
                    ),
                ),
                (
                    "reply",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendment",
                        to="meetings.approvalreply",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("paragraph__isnull", True), ("item__isnull", False), _connector="OR"
                        ),
                        name="amendment_paragraph_with_its_item",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "declined"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="amendment_declined_for_a_reason",
                        violation_error_message="Say why it is not taken in.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("outcome", "")),
                            models.Q(
                                models.Q(("outcome", ""), _negated=True),
                                ("decided_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="amendment_decided_at_a_moment",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="askedseat",
            constraint=models.UniqueConstraint(
                fields=("round", "seat"), name="approval_seat_asked_once"
            ),
        ),
        guard("meetings_approvalreply"),
        migrations.RunPython(keep_what_was_circulated, migrations.RunPython.noop),
    ]
