import pytest
from crispy_forms.utils import render_crispy_form
from django import forms
from django.template import Context, Template

from accounts.fields import DateField
from accounts.forms import BoardForm
from tests.look.forms import EveryKindForm, FieldsetForm
from tests.look.page import Page


@pytest.fixture
def failed():
    return Page(render_crispy_form(EveryKindForm({})))


@pytest.fixture
def fresh():
    return Page(render_crispy_form(EveryKindForm()))


def test_every_control_has_one_label(fresh):
    labelled = [found["for"] for found in fresh.all("label")]
    assert sorted(labelled) == sorted(found["id"] for found in fresh.controls)


def test_no_id_comes_twice(failed):
    assert len(failed.ids) == len(set(failed.ids))


def test_every_error_links_to_a_control_that_is_there(failed):
    controls = [found["id"] for found in failed.controls]
    assert failed.error_links == [
        "id_title",
        "id_email",
        "id_password",
        "id_months",
        "id_text",
        "id_lead",
        "id_rating_0",
        "id_public_0",
        "id_strands_0",
        "id_agreed",
        "id_held_on_0",
        "id_paper",
    ]
    assert set(failed.error_links) <= set(controls)


def test_hints_and_errors_are_read_out_with_their_control(failed):
    described = [found.get("aria-describedby") for found in failed.all("input", id="id_title")]
    assert described == ["id_title_helptext id_title_error"]
    described = [
        found["aria-describedby"] for _, found in failed.elements if "aria-describedby" in found
    ]
    named = {identity for several in described for identity in several.split()}
    assert len(described) == 13
    assert named <= set(failed.ids)


def test_choices_and_dates_are_grouped_under_their_legend(fresh):
    assert len(fresh.all("fieldset")) == len(fresh.all("legend")) == 4


def test_the_browser_leaves_checking_to_the_page(fresh):
    form = fresh.all("form")[0]
    assert form == {"method": "post", "enctype": "multipart/form-data", "novalidate": None}
    assert [found for found in fresh.controls if "required" in found] == []


def test_labels_and_hints_are_words_and_never_markup():
    html = render_crispy_form(EveryKindForm({"title": "<script>"}))
    assert "Title &lt;b&gt;bold&lt;/b&gt;" in html
    assert "Not &lt;i&gt;this&lt;/i&gt;." in html
    assert "needs &lt;b&gt;help&lt;/b&gt;" in html
    page = Page(html)
    assert page.all("b", "i", "script") == []


def test_what_was_typed_comes_back():
    typed = {
        "title": "Drugs",
        "text": "A\nB",
        "lead": "fire",
        "rating": "amber",
        "strands": ["2"],
        "agreed": "on",
        "held_on_day": "31",
        "held_on_month": "2",
        "held_on_year": "2018",
    }
    page = Page(render_crispy_form(EveryKindForm(typed)))
    assert [found["value"] for found in page.all("input", name="title")] == ["Drugs"]
    assert [found["name"] for found in page.all("input") if "checked" in found] == [
        "rating",
        "strands",
        "agreed",
    ]
    assert [found["value"] for found in page.all("option") if "selected" in found] == ["fire"]
    boxes = [found.get("value") for found in page.all("input") if found["name"].startswith("held")]
    assert boxes == ["31", "2", "2018"]


def test_a_fieldset_and_a_second_button():
    html = render_crispy_form(FieldsetForm())
    page = Page(html)
    assert "Cover table" in html
    assert [(found["name"], found["class"]) for found in page.all("button")] == [
        ("save", "govuk-button"),
        ("draft", "govuk-button govuk-button--secondary"),
    ]


def test_a_formset_prints_each_of_its_forms():
    formset = forms.formset_factory(FieldsetForm, extra=2)()
    template = Template("{% load crispy_forms_tags %}{{ formset|crispy }}")
    page = Page(template.render(Context({"formset": formset})))
    assert [found["name"] for found in page.controls] == [
        "form-0-one",
        "form-0-two",
        "form-1-one",
        "form-1-two",
    ]
    assert len(page.all("input", type="hidden")) == 4


def test_text_loses_what_nobody_can_see_but_a_password_does_not():
    class TextForm(BoardForm):
        line = forms.CharField()
        text = forms.CharField(widget=forms.Textarea)
        password = forms.CharField(widget=forms.PasswordInput, strip=False)

    typed = "a\x0bb\u202ec\x00"
    form = TextForm({"line": typed, "text": typed, "password": " p\u202e "})
    assert form.is_valid()
    assert form.cleaned_data == {"line": "a bc", "text": "a\nbc", "password": " p\u202e "}


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        (("", "", ""), "Enter the date of the meeting"),
        (("27", "", "2018"), "Date of the meeting must include a month"),
        (("27", "", ""), "Date of the meeting must include a month and a year"),
        (("31", "2", "2018"), "Date of the meeting must be a real date"),
        (("x", "2", "2018"), "Date of the meeting must be numbers, such as 27 3 2018"),
        (("1", "2", "18"), "Date of the meeting: the year must have 4 numbers"),
        (("1", "2", "0000"), "Date of the meeting must be a real date"),
        (("²", "2", "2018"), "Date of the meeting must be numbers, such as 27 3 2018"),
    ],
)
def test_a_wrong_date_says_what_to_do(typed, error):
    assert errors_of(typed) == [error]


@pytest.mark.parametrize("month", ["3", "03", "March", "mar"])
def test_a_month_may_be_a_number_or_a_name(month):
    form = DateForm(dict(zip(BOXES, ("27", month, "2018"), strict=True)))
    assert form.is_valid()
    assert form.cleaned_data["held_on"].isoformat() == "2018-03-27"


class DateForm(BoardForm):
    held_on = DateField(label="Date of the meeting")


BOXES = ["held_on_day", "held_on_month", "held_on_year"]


def errors_of(typed):
    return DateForm(dict(zip(BOXES, typed, strict=True))).errors["held_on"]
