from django import forms

from accounts.forms import BoardForm

WHOLE = "The whole report"


class CommentForm(BoardForm):
    """A comment on a draft, and which paragraph it is about."""

    submit_label = "Add the comment"

    about = forms.ChoiceField(label="About")
    text = forms.CharField(
        label="Comment",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For those who work on the report. It is never printed.",
    )

    def __init__(self, *args, document, **kwargs):
        super().__init__(*args, prefix="comment", **kwargs)
        places = [WHOLE, "Cover", "Summary"]
        places += [
            f"Paragraph {paragraph['number']}"
            for section in document["sections"]
            for paragraph in section["paragraphs"]
            if paragraph["number"]
        ]
        self.fields["about"].choices = [(place, place) for place in places]


class CorrectionForm(BoardForm):
    """What a new version of a signed report puts right."""

    submit_label = "Start the correction"

    note = forms.CharField(
        label="What is corrected",
        max_length=300,
        error_messages={"required": "Enter what the new version puts right"},
        help_text="Printed with the new version when it is published. Such as: the date in"
        " paragraph 4.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, prefix="correction", **kwargs)
