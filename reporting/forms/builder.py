"""The report as one form: its cover, whom it goes to, and its blocks in the order of the page."""

from django import forms

from accounts.fields import DateField
from accounts.forms import BoardForm, BoardModelForm
from board.models import Group
from reporting.document import Typed, report_document
from reporting.forms.blocks import BlockFormSet, UsualHeadingForm
from reporting.forms.both import both_texts
from reporting.models import ActivityReport, Appendix, ReportBlock, ReportChanged, Submission

# What a button does beside saving.
AT_A_BLOCK = ("up", "down", "add", "again")
WHOLE_DRAFT = ("refresh", "back", "heading")


class CoverForm(BoardModelForm):
    """The cover table, the summary, the recommendations and the signature."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)
    appendices = forms.MultipleChoiceField(
        choices=Appendix.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="They are lettered in this order. To mention one in a text, type its name in"
        " braces: {action table} prints as Appendix A, whichever letter it has.",
    )
    table_as_at = DateField(
        label="The action table as at",
        required=False,
        help_text="Leave empty for the end of the quarter.",
    )

    class Meta:
        model = ActivityReport
        fields = [
            "subject",
            "publicity",
            "report_of",
            "purpose",
            "author",
            "summary",
            "summary_in_cover",
            "recommendations",
            "with_cover",
            "appendices",
            "appendix_word",
            "table_as_at",
            "signatory_name",
            "signatory_title",
            "signatory_contact",
        ]
        labels = {"with_cover": "Print the cover table"}
        help_texts = {
            "report_of": "Such as: John Simpson, Chairman, Serious and Organised Crime Board.",
            "summary": "Leave a line empty between paragraphs.",
            "recommendations": "One to a line. They print under “Members are asked to:”.",
            "signatory_contact": "Printed under the name. One to a line.",
        }
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 5}),
            "recommendations": forms.Textarea(attrs={"rows": 2}),
            "signatory_contact": forms.Textarea(attrs={"rows": 2}),
        }
        error_messages = {"subject": {"required": "Enter the subject of the report"}}

    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        if instance.summary_drafted:
            edited = ", edited" if instance.summary != instance.summary_drafted else ""
            self.fields["summary"].help_text += (
                f" Written from the meetings, decisions and actions of the {instance.period.word}"
                f"{edited}."
            )

    def values(self):
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class RecipientForm(BoardForm):
    """One committee: whether it gets the report, when it meets, and why it gets it."""

    included = forms.BooleanField(required=False)
    meeting_on = DateField(label="Date of its meeting", required=False)
    printed_name = forms.CharField(
        required=False, max_length=200, label="Its name on the cover, if another"
    )
    reason = forms.CharField(
        required=False,
        max_length=300,
        label="Why it gets this report",
        help_text="The secretariat’s own note: it is not printed.",
    )

    def __init__(self, *args, group, is_main, **kwargs):
        self.group, self.is_main = group, is_main
        super().__init__(*args, **kwargs)
        self.fields["included"].label = f"To the {group.name}"
        if is_main:
            del self.fields["included"], self.fields["reason"]

    def clean(self):
        if not self.is_main and self.is_wanted and not self.cleaned_data.get("reason"):
            self.add_error("reason", f"Say why the {self.group.name} gets this report")

    @property
    def is_wanted(self):
        return self.is_main or self.cleaned_data.get("included")

    @property
    def is_shown(self):
        """Whether there is something to see of a committee beside the main one."""
        return not self.is_main and bool(self["included"].value() or self.errors)

    def values(self):
        return {
            "group": self.group,
            "meeting_on": self.cleaned_data["meeting_on"],
            "printed_name": self.cleaned_data["printed_name"],
            "reason": self.cleaned_data.get("reason", ""),
        }


class ReportBuilder:
    """The forms of one report together; `save` writes them all, or none."""

    def __init__(self, report, data=None, *, may_open=False, add=None):
        self.report, self.data, self.may_open, self.add = report, data, may_open, add
        self.was_overtaken, self.is_shut, self.both = False, False, []
        self._bind()

    def _bind(self):
        report = self.report
        self.cover = CoverForm(
            self.data, instance=report, initial={"version": report.version}, prefix="cover"
        )
        blocks = {str(block.pk): block for block in report.blocks.all()}
        self.blocks = BlockFormSet(
            self.data,
            initial=None if self.data else self._initial(blocks.values()),
            prefix="block",
            form_kwargs={"blocks": blocks, "may_open": self.may_open},
        )
        self.usual = UsualHeadingForm(self.data, prefix="usual")
        self.recipients = [
            self._recipient(group, self._submission(group)) for group in self._groups()
        ]

    def _initial(self, blocks):
        """The blocks in order, with an empty one after number `add`, or at the end."""
        names = ("pk", "kind", "text", "is_closed")
        rows = [{name: getattr(block, name) for name in names} for block in blocks]
        place = len(rows) if self.add is None else min(self.add, len(rows))
        return [*rows[:place], {"kind": ReportBlock.Kind.PARAGRAPH}, *rows[place:]]

    def _groups(self):
        """The committee it was written for first, then the others."""
        chosen = [submission.group for submission in self.report.submissions.all()]
        committees = Group.objects.filter(kind=Group.Kind.COMMITTEE)
        return chosen + [group for group in committees if group not in chosen]

    def _submission(self, group):
        rows = self.report.submissions.all()
        return next((row for row in rows if row.group_id == group.pk), None)

    def _recipient(self, group, submission):
        initial = {}
        if submission:
            initial = {
                "included": True,
                "meeting_on": submission.meeting_on,
                "printed_name": submission.printed_name,
                "reason": submission.reason,
            }
        return RecipientForm(
            self.data,
            group=group,
            is_main=submission == self.report.submissions.all()[0],
            initial=initial,
            prefix=f"committee-{group.pk}",
        )

    @property
    def forms(self):
        return [self.cover, *self.recipients, self.blocks, self.usual]

    def save(self, *, by):
        """The status to answer with: 302 when it is done, 422 or 409 when it is not."""
        are_valid = [form.is_valid() for form in self.forms]
        if not all(are_valid):
            return 422
        try:
            self.report.edit(
                by=by,
                version=self.cover.cleaned_data["version"],
                fields=self.cover.values(),
                blocks=self._ordered_blocks(),
                recipients=[form.values() for form in self.recipients if form.is_wanted],
            )
        except ReportChanged as changed:
            return self._show_both(changed.current)
        return 302

    def preview(self):
        """The report as it would read, nothing written; None while something cannot be taken."""
        report = self.report
        if self.data is None:
            return report_document(report, typed=Typed(report.blocks.all(), self._saved()))
        if not all(form.is_valid() for form in self.forms):
            return None
        # The form of the cover has put what was typed into its report.
        blocks = [ReportBlock(report=report, **row) for row in self._ordered_blocks()]
        rows = [form.values() for form in self.recipients if form.is_wanted]
        submissions = [Submission(report=report, **row) for row in rows]
        return report_document(report, typed=Typed(blocks, submissions))

    def _saved(self):
        return self.report.submissions.select_related("group")

    def shut(self):
        """The report has moved on and this person cannot write in it: show what was typed."""
        self.is_shut = True
        return 409

    def _ordered_blocks(self):
        """Those with words, as they stand on the page, after the move that was asked for."""
        rows = [(index, form.values()) for index, form in enumerate(self.blocks)]
        rows = [(index, row) for index, row in rows if row["text"]]
        step, at = self.then
        place = next((n for n, (index, _) in enumerate(rows) if index == at), None)
        other = None if place is None else place + {"up": -1, "down": 1}.get(step, 0)
        if other is not None and 0 <= other < len(rows):
            rows[place], rows[other] = rows[other], rows[place]
        added = step == "heading" and self.usual.cleaned_data["heading"]
        return [row for _, row in rows] + [self.usual.block()] * bool(added)

    @property
    def then(self):
        """What to do beside saving, and at which block: ("up", 3), ("refresh", 0) or ("", 0)."""
        step, _, at = (self.data or {}).get("then", "").partition("-")
        known = step in AT_A_BLOCK and at.isascii() and at.isdigit() and len(at) < 5
        if known:
            return step, int(at)
        return (step, 0) if step in WHOLE_DRAFT else ("", 0)

    @property
    def fact_to_tell_again(self):
        """The key of the fact whose edited words are to be written anew."""
        step, at = self.then
        chosen = self.blocks.forms[at : at + 1] if step == "again" else []
        return next((form.block.key for form in chosen if form.block), None)

    @property
    def landing(self):
        """Where on the page to go on after saving, as the end of its address."""
        step, at = self.then
        if step == "heading":
            return f"#block-{len(self._ordered_blocks()) + 1}"
        above = sum(bool(form.cleaned_data["text"]) for form in self.blocks.forms[: at + 1])
        if step == "add":
            return f"?add={above}#block-{above + 1}"
        return f"#block-{above + {'up': -1, 'down': 1}[step]}" if step in ("up", "down") else ""

    def _show_both(self, current):
        """Keep what was typed, and let saving again be a choice made with both texts in sight."""
        typed = {
            **self.cover.values(),
            "recipients": [form.values() for form in self.recipients if form.is_wanted],
            "blocks": self._ordered_blocks(),
        }
        self.both = both_texts(current, self.cover, typed)
        if not self.both:
            return 302
        if current.is_final:
            return self.shut()
        self.was_overtaken = True
        self.report = current
        self.data = self.data.copy()
        self.data["cover-version"] = current.version
        self._bind()
        return 409
