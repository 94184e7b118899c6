from django import forms

from accounts.fields import DateField
from accounts.forms import BoardForm, BoardModelForm
from library.models import WEB_ONLY, Article, Bulletin, Event
from priorities.models import Priority


class PriorityChoiceField(forms.ModelChoiceField):
    """A heading of one of the lists of priorities, told apart by the name of its list."""

    def __init__(self, **kwargs):
        kwargs.setdefault("queryset", Priority.objects.select_related("scheme"))
        super().__init__(**{"required": False, "empty_label": "None", **kwargs})

    def label_from_instance(self, priority):
        return f"{priority.title} ({priority.scheme.name})"


class LinkField(forms.URLField):
    def __init__(self, **kwargs):
        super().__init__(
            required=False,
            max_length=500,
            assume_scheme="https",
            validators=WEB_ONLY,
            error_messages={"invalid": "Enter a link that begins with https://"},
            **kwargs,
        )


class BulletinForm(BoardModelForm):
    submit_label = "Save the bulletin"
    link = LinkField()

    class Meta:
        model = Bulletin
        fields = ["title", "issue", "publisher", "published_on", "link"]
        field_classes = {"published_on": DateField}


class ArticleForm(BoardModelForm):
    submit_label = "Save the article"
    priority = PriorityChoiceField()
    link = LinkField()

    class Meta:
        model = Article
        fields = ["title", "kind", "summary", "priority", "bulletin", "event", "source", "link"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["bulletin"].empty_label = self.fields["event"].empty_label = "None"
        self.fields["kind"].choices = [("", "Select a kind"), *Article.Kind.choices]


class EventForm(BoardModelForm):
    submit_label = "Save the event"
    priority = PriorityChoiceField()

    class Meta:
        model = Event
        fields = ["title", "organiser", "starts_on", "ends_on", "place", "priority", "notes"]
        field_classes = {"starts_on": DateField, "ends_on": DateField}


class PriorityFilter(BoardForm):
    """Narrows the library to one of the priorities that it holds something on."""

    submit_label = "Show"
    priority = PriorityChoiceField(empty_label="All priorities")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["priority"]
        field.queryset = field.queryset.filter(articles__isnull=False).distinct()
        self.helper.form_method = "get"
        self.helper.disable_csrf = True
