from django import forms
from django.db import transaction

from accounts.fields import Radios
from actions.models import Rating
from actions.models.rounds import note_replies
from board.models import Organisation
from board.roles import roles_of

from .versions import VersionForm, as_at_field, cell

NO_CHANGE = "no_change"
WHAT_CHANGED = "Say in a sentence what has changed"
WHAT_CAME_OF_IT = "Say in a sentence what came of it"
COLOURS = [Rating.RED, Rating.AMBER, Rating.GREEN, Rating.BLUE]
ASKED_OF_BLUE = "Say below what came of it. It reads “to be confirmed” until a meeting agrees."


def note_that_is_missing(rating):
    """What to ask of who changes a rating without a word."""
    return WHAT_CAME_OF_IT if rating == Rating.BLUE else WHAT_CHANGED


def hints(board):
    """What each choice means, as the Board words it."""
    of_ratings = {rating.value: rating.meaning(board) for rating in COLOURS}
    of_ratings[Rating.BLUE.value] = f"{Rating.BLUE.meaning(board).rstrip('.')}. {ASKED_OF_BLUE}"
    return of_ratings | {NO_CHANGE: "It stands as it stood last time"}


def rating_choices(amber_word):
    words = [(rating.value, rating.colour(amber_word)) for rating in COLOURS]
    return [*words, (NO_CHANGE, "No change")]


class UpdateForm(VersionForm):
    """How a row stands, told by its lead partner or by the secretariat for a partner."""

    submit_label = "Save the update"
    compared = ("rating", "note", "barriers", "outcomes")

    rating = forms.ChoiceField(
        label="How does it stand now?",
        widget=Radios,
        error_messages={"required": "Select how it stands now"},
    )
    note = cell("What has changed?", hint="A sentence or two, read by the whole Board.")
    barriers = cell("What is in the way?", hint="The potential barriers, as the table prints them.")
    outcomes = cell(
        "What is expected of it?", hint="The expected outcomes, as the table prints them."
    )
    on_behalf_of = forms.ModelChoiceField(
        Organisation.objects.all(),
        required=False,
        label="On behalf of",
        help_text="The partner who told you, by telephone or e-mail.",
        empty_label="Nobody: the secretariat’s own",
    )
    as_at = as_at_field()

    def __init__(self, *args, row, user, today, board, **kwargs):
        initial = {"barriers": row.barriers, "outcomes": row.outcomes, "as_at": today}
        super().__init__(*args, row=row, user=user, today=today, initial=initial, **kwargs)
        self.may_rate = self.is_its_to_rate()
        self.fields["rating"].choices = rating_choices(board.amber_word)
        self.fields["rating"].widget.hints = hints(board)
        if not self.may_rate:
            for name in ("rating", "barriers", "outcomes"):
                del self.fields[name]
            self.fields["note"].required = True
            self.fields["note"].error_messages["required"] = "Say what has changed"
        if not roles_of(user).is_secretariat:
            del self.fields["on_behalf_of"], self.fields["as_at"]

    def is_its_to_rate(self):
        return self.user.has_perm("actions.rate_row", self.row)

    def clean(self):
        typed = super().clean()
        rating = typed.get("rating")
        changed = rating not in {None, NO_CHANGE, self.row.rating}
        if changed and "note" in typed and not typed["note"]:
            self.add_error("note", note_that_is_missing(rating))
        return typed

    def change(self):
        """The new state of the row; it answers the update round too, if it was asked for there."""
        with transaction.atomic():
            revision = self.change_row()
            self.answer_round(revision)
        return revision

    def answer_round(self, revision):
        on_behalf_of = self.cleaned_data.get("on_behalf_of")
        note_replies(revision, by=self.user, on_behalf_of=on_behalf_of, today=self.today)

    def change_row(self):
        typed = self.cleaned_data
        how = {
            "by": self.user,
            "as_at": typed.get("as_at", self.today),
            "version": typed["version"],
            "on_behalf_of": typed.get("on_behalf_of"),
        }
        if not self.may_rate:
            return self.row.action.add_note(typed["note"], **how)
        texts = {name: typed[name] for name in ("note", "barriers", "outcomes")}
        if typed["rating"] == NO_CHANGE:
            return self.row.action.confirm_rating(**how, **texts)
        return self.row.action.rate(typed["rating"], **how, **texts)
