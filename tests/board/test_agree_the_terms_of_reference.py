import datetime

import pytest

from board.models import Person, TermsOfReference


@pytest.fixture
def secretary(demo_board, sign_in):
    return sign_in(Person.objects.get(name="Sasha Clarke").user)


def agreed(d, m, y):
    return {"agreed_on_day": d, "agreed_on_month": m, "agreed_on_year": y}


def sections():
    posted = {}
    for section in TermsOfReference.objects.first().sections.all():
        posted[f"heading_{section.number}"] = section.heading
        posted[f"text_{section.number}"] = section.text
    return posted | {"heading_7": "", "text_7": ""}


def test_the_version_in_force_is_the_one_of_the_paper(secretary):
    terms = TermsOfReference.objects.get()
    assert [str(section) for section in terms.sections.all()] == [
        "1. Background",
        "2. Purpose",
        "3. Terms of Reference",
        "4. Roles and Responsibilities",
        "5. Governance and Structure",
        "6. Composition",
    ]
    page = secretary.get("/board/terms-of-reference/").content.decode()
    assert "agreed: date not recorded" in page
    assert "<strong>advisory</strong>" in page
    assert "<li>Organised immigration crime, human trafficking and modern slavery</li>" in page
    assert "Ade Adetosoye/Chris Pelham" in page


def test_a_new_version_keeps_the_earlier_one(secretary):
    posted = sections() | {"text_2": "The Board’s functions will be **binding**."}
    secretary.post("/board/terms-of-reference/new/", posted | agreed(1, 9, 2018))
    page = secretary.get("/board/terms-of-reference/").content.decode()
    assert "agreed: 1 September 2018" in page
    assert "<strong>binding</strong>" in page
    earlier = TermsOfReference.objects.last()
    assert f'href="/board/terms-of-reference/{earlier.pk}/"' in page
    old = secretary.get(f"/board/terms-of-reference/{earlier.pk}/").content.decode()
    assert "<strong>advisory</strong>" in old
    assert "The day this version was agreed is not recorded" in old


def test_sections_are_added_and_dropped_and_numbered_anew(secretary):
    posted = sections() | {"heading_1": "", "text_1": ""}
    posted |= {"heading_7": "Review", "text_7": "Every year."}
    secretary.post("/board/terms-of-reference/new/", posted | agreed(1, 9, 2018))
    assert [str(section) for section in TermsOfReference.objects.first().sections.all()] == [
        "1. Purpose",
        "2. Terms of Reference",
        "3. Roles and Responsibilities",
        "4. Governance and Structure",
        "5. Composition",
        "6. Review",
    ]
    assert TermsOfReference.objects.first().agreed_on == datetime.date(2018, 9, 1)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"text_2": ""}, "Enter the text of section 2"),
        ({"heading_2": ""}, "Enter the heading of section 2"),
        (agreed(6, 9, 2018), "Enter a day that is not in the future"),
        (agreed("", "", ""), "Enter the day the Board agreed it"),
    ],
)
def test_a_slip_comes_back_with_what_was_typed(secretary, change, sentence):
    posted = sections() | agreed(1, 9, 2018) | {"text_3": "Typed with care."} | change
    response = secretary.post("/board/terms-of-reference/new/", posted)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert "Typed with care." in response.content.decode()
    assert TermsOfReference.objects.count() == 1
