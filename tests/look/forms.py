"""A form with every kind of field the house knows."""

from crispy_forms.layout import Fieldset, Layout
from django import forms

from accounts.fields import Checkboxes, DateField, Radios
from accounts.forms import BoardForm, SecondaryButton

RATINGS = [("red", "Red"), ("amber", "Orange"), ("green", "Green")]


class EveryKindForm(BoardForm):
    submit_label = "Save and go on"
    title = forms.CharField(label="Title <b>bold</b>", help_text="Not <i>this</i>.")
    email = forms.EmailField(label="E-mail address")
    password = forms.CharField(widget=forms.PasswordInput)
    months = forms.IntegerField(label="Months between meetings")
    text = forms.CharField(label="What has changed?", widget=forms.Textarea(attrs={"rows": 4}))
    lead = forms.ChoiceField(choices=[("", "Choose"), ("fire", "Fire")], label="Lead partner")
    rating = forms.ChoiceField(
        choices=RATINGS,
        label="How does it stand now?",
        help_text="The word on the paper.",
        widget=Radios(hints={"red": "Off track, needs <b>help</b>"}),
    )
    public = forms.ChoiceField(
        choices=[("y", "Public"), ("n", "Non-public")], widget=Radios(inline=True)
    )
    strands = forms.MultipleChoiceField(
        choices=[("1", "Pursue"), ("2", "Prevent")], label="Four Ps", widget=Checkboxes
    )
    agreed = forms.BooleanField(label="Everybody agreed", help_text="By a show of hands.")
    held_on = DateField(label="Date of the meeting", help_text="For example, 27 3 2018.")
    paper = forms.FileField(label="Paper")
    version = forms.CharField(widget=forms.HiddenInput, required=False)


class FieldsetForm(BoardForm):
    one = forms.CharField()
    two = forms.CharField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(Fieldset("Cover table", "one", "two"))
        self.helper.add_input(SecondaryButton("draft", "Save as draft"))
