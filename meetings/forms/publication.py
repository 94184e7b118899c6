from django import forms

from accounts.forms import BoardForm


class PublishForm(BoardForm):
    """Publishing; of what was public before with the reason for the new version."""

    submit_label = "Publish"

    note = forms.CharField(
        label="Why there is a new version",
        max_length=300,
        help_text="Everybody reads this beside the minutes: name nothing that is closed.",
        error_messages={"required": "Say why there is a new version"},
    )

    def __init__(self, *args, was_public, **kwargs):
        super().__init__(*args, **kwargs)
        if not was_public:
            del self.fields["note"]
