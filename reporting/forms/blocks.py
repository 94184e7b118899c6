"""One block of a report in its form: a heading, paragraph or point."""

from django import forms
from django.forms import formset_factory

from accounts.forms import BoardForm
from reporting.models import ReportBlock

LONGEST = 20_000
MOST_BLOCKS = 400
# About as many characters as a line of a box holds.
LINE = 100


class UsualHeadingForm(BoardForm):
    """A heading that the Corporation's reports often have, to be added behind the others."""

    heading = forms.ChoiceField(
        label="Add a usual heading",
        required=False,
        choices=[
            (words, words)
            for words in ("Options", "Proposals", "Implications", "Conclusion", "Background Papers")
        ],
        help_text="It comes last; move it up where it belongs. Any other heading is typed in an"
        " empty box, of the kind “Heading”.",
    )

    def block(self):
        return {"pk": None, "kind": ReportBlock.Kind.HEADING, "is_closed": False} | {
            "text": self.cleaned_data["heading"]
        }


class BlockForm(BoardForm):
    """One block; an empty box prints nothing."""

    pk = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=1, max_value=2_000_000_000
    )
    kind = forms.ChoiceField(label="Kind", choices=ReportBlock.Kind.choices)
    is_closed = forms.BooleanField(required=False, label="Not for the public")
    text = forms.CharField(
        label="Text",
        required=False,
        max_length=LONGEST,
        error_messages={"max_length": f"This is too long: use at most {LONGEST:,} characters"},
    )

    def __init__(self, *args, blocks=None, may_open=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.block = (blocks or {}).get(str(self["pk"].value() or ""))
        # Nothing becomes public by an edit: the Chairman opens. A disabled box is not posted.
        if self.block and self.block.is_closed and not may_open:
            self.fields["is_closed"].disabled = True
            self.initial["is_closed"] = True
        is_heading = self["kind"].value() == ReportBlock.Kind.HEADING
        rows = 1 if is_heading else len(self["text"].value() or "") // LINE + 2
        self.fields["text"].widget = forms.Textarea(attrs={"rows": min(rows, 12)})

    @property
    def source_line(self):
        """Where the words come from; said of a paragraph, not again of each of its points."""
        if self.block is None:
            return "A new part"
        is_point = self.block.kind in (ReportBlock.Kind.BULLET, ReportBlock.Kind.LETTER)
        said = [] if is_point else [self.block.source]
        return ", ".join(filter(None, [*said, "edited" if self.block.is_edited else ""]))

    @property
    def can_be_told_again(self):
        """An edited paragraph, not one of its points, whose fact is known."""
        has_fact = self.block is not None and self.block.key and self.block.is_edited
        return has_fact and self.block.kind == ReportBlock.Kind.PARAGRAPH

    def values(self):
        return {name: self.cleaned_data[name] for name in ("pk", "kind", "text", "is_closed")}


BlockFormSet = formset_factory(
    BlockForm, extra=0, max_num=MOST_BLOCKS, absolute_max=MOST_BLOCKS + 1, validate_max=True
)
