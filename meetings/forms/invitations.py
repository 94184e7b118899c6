from django import forms

from accounts.fields import Checkboxes, Radios
from accounts.forms import BoardForm
from meetings.models import Invitation

Answer = Invitation.Answer


class InvitingForm(BoardForm):
    submit_label = "Add to the invitations"

    people = forms.MultipleChoiceField(
        label="Who sits on the Board that day", required=False, widget=Checkboxes
    )
    guest = forms.ModelChoiceField(
        None,
        label="A guest (optional)",
        required=False,
        empty_label="Nobody else",
        help_text="Somebody of a partner who holds no seat. Add them to the people first.",
    )

    def __init__(self, *args, candidates, guests, **kwargs):
        super().__init__(*args, **kwargs)
        self.candidates = {str(candidate.person.pk): candidate for candidate in candidates}
        people = self.fields["people"]
        people.choices = [(pk, one.words) for pk, one in self.candidates.items()]
        people.initial = [pk for pk, one in self.candidates.items() if one.is_usual]
        if not self.candidates:
            del self.fields["people"]
        if guests is None:
            people.label = "Observers"
            del self.fields["guest"]
        else:
            self.fields["guest"].queryset = guests

    def clean(self):
        data = super().clean()
        if not self.errors and not self.chosen():
            self.add_error(next(iter(self.fields), None), "Select whom to invite")
        return data

    def chosen(self):
        """Pairs of a person and the seat they are asked for, None for a guest."""
        picked = [self.candidates[pk] for pk in self.cleaned_data.get("people", [])]
        pairs = [(candidate.person, candidate.seat) for candidate in picked]
        guest = self.cleaned_data.get("guest")
        return [*pairs, (guest, None)] if guest else pairs


class AnswerForm(BoardForm):
    submit_label = "Send the answer"

    answer = forms.ChoiceField(
        label="Will you come?",
        choices=[
            (Answer.ATTENDING, "Yes, I will attend"),
            (Answer.APOLOGIES, "No, I send apologies"),
            (Answer.SUBSTITUTE, "Somebody else comes in my place"),
        ],
        widget=Radios,
        error_messages={"required": "Select whether you will come"},
    )
    substitute_name = forms.CharField(
        label="Name of who comes in your place", max_length=200, required=False
    )
    substitute_organisation = forms.CharField(
        label="Their organisation", max_length=200, required=False
    )

    def clean(self):
        data = super().clean()
        named = data.get("substitute_name")
        if data.get("answer") == Answer.SUBSTITUTE and not named:
            self.add_error("substitute_name", "Enter the name of who comes in your place")
        elif data.get("answer") and data["answer"] != Answer.SUBSTITUTE and named:
            self.add_error(
                "answer", "Select “Somebody else comes in my place”, or empty the name below"
            )
        return data

    def record(self, invitation, **how):
        data = self.cleaned_data
        substitute = (data["substitute_name"], data["substitute_organisation"])
        invitation.record_answer(data["answer"], substitute=substitute, **how)


class AnswerOnBehalfForm(AnswerForm):
    submit_label = "Record the answer"

    note = forms.CharField(
        label="How they answered (optional)",
        max_length=300,
        required=False,
        help_text="Such as by telephone, 4 September.",
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].label = f"What did {person} answer?"
        self.fields["answer"].choices = [
            (Answer.ATTENDING, "Will attend"),
            (Answer.APOLOGIES, "Sends apologies"),
            (Answer.SUBSTITUTE, "Sends somebody else"),
        ]
        self.fields["substitute_name"].label = "Name of who comes instead"

    def record(self, invitation, **how):
        super().record(invitation, note=self.cleaned_data["note"], **how)


def answer_initial(invitation):
    return {
        "answer": invitation.answer,
        "substitute_name": invitation.substitute_name,
        "substitute_organisation": invitation.substitute_organisation,
        "note": invitation.note,
    }
