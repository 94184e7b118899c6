from django import forms

from accounts.forms import BoardForm
from meetings.models import Meeting


class ApprovalForm(BoardForm):
    submit_label = "Record the approval"

    meeting = forms.ModelChoiceField(
        None,
        label="Approved as presented at",
        help_text="A later meeting of the same group. The minutes do not change after this.",
        empty_label="Select a meeting",
        error_messages={"required": "Select the meeting that approved the minutes"},
    )

    def __init__(self, *args, minutes, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = (
            Meeting.objects.stands()
            .filter(group=minutes.meeting.group)
            .after(minutes.meeting.held_on)
            .on_or_before(today)
            .select_related("group")
            .order_by("held_on")
        )
