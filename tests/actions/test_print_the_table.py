import datetime
import re

import pytest
from django.urls import reverse

from actions.models import Action, ActionRevision, Lead
from actions.table import read_table
from board.models import BoardSettings
from socboard.demo import actions, board, priorities, read
from tests.papers.checks import assert_is_accessible_pdf, page_texts, pdf_texts

PAPER_DAY = datetime.date(2017, 1, 31)
COLUMNS = ["issues", "lead_partner", "actions", "potential_barriers", "expected_outcomes"]


@pytest.fixture
def paper(db):
    """The demonstration Board, and what Annex B prints."""
    from accounts.models import User

    board.load()
    priorities.load()
    actions.load()
    return User.objects.get(email="secretary@example.org"), read("action_table_2017-01-31")


def printed(client, query=""):
    response = client.get(reverse("action-table-pdf") + query)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    return response


def squeezed(text):
    """Without any space: where a line breaks is for the page to say."""
    return re.sub(r"\s", "", text)


def test_the_table_of_january_2017_holds_every_row_of_annex_b_in_order(paper):
    user, source = paper
    table = read_table(
        user,
        as_at=PAPER_DAY,
        today=datetime.date(2018, 9, 5),
        board=BoardSettings(amber_word="Orange"),
    )
    assert table.counts == "14 rows: 0 red · 9 orange · 0 green · 1 complete · 4 not rated"
    assert [
        (row.area, row.issues, row.lead_printed, row.actions, row.barriers, row.outcomes)
        for row in table.rows
    ] == [
        (row["key_crime_area"], *("\n".join(row[column]) for column in COLUMNS))
        for row in source["rows"]
    ]
    words = {"Orange": "Orange", "Blue": "Blue – complete", "": "Not rated"}
    assert [row.word_on_paper for row in table.rows] == [
        words[row["rag_rating"]] for row in source["rows"]
    ]


def test_the_paper_of_january_2017_prints_every_word_in_its_place(paper, sign_in):
    user, source = paper
    content = printed(sign_in(user), "?as_at=2017-01-31").content
    reader = assert_is_accessible_pdf(content, title=source["title"])
    first = reader.pages[0].mediabox
    assert first.width > first.height
    table, key = squeezed("".join(page_texts(content))).split("Keytotheratings")
    place = 0
    for row in source["rows"]:
        for cell in [[row["key_crime_area"]], *(row[column] for column in COLUMNS)]:
            for paragraph in cell:
                if (
                    paragraph != row["key_crime_area"]
                    or not row["key_crime_area_cell_blank_in_source"]
                ):
                    found = table.find(squeezed(paragraph), place)
                    assert found >= 0, paragraph
                    place = found
    assert [table.count(word) for word in ("Orange", "Blue–complete", "Notrated")] == [9, 1, 4]
    for word in ("Red:", "Orange:", "Green:", "Blue:", "Notrated:"):
        assert word in key


def files_of(client):
    names = ["action-table-csv", "action-table-excel", "action-table-word"]
    return [client.get(f"{reverse(name)}?as_at={PAPER_DAY}").content for name in names]


def test_after_a_year_of_updates_the_table_of_january_2017_is_what_it_was(paper, sign_in):
    """Leads, words, places and ratings, on the page and in every file, to the byte."""
    user, _ = paper
    client = sign_in(user)
    before = files_of(client)
    rows = list(Action.objects.with_current().order_by("pk"))
    for month in range(1, 13):
        day = PAPER_DAY + datetime.timedelta(days=30 * month)
        for place, row in enumerate(rows):
            how = {"by": user, "as_at": day, "version": row.current.number}
            if row.current.is_dropped:
                row.reopen(note="Back", **how)
            elif (place + month) % 5 == 0:
                words = dict.fromkeys(["issues", "lead_printed", "actions", "barriers"], f"{day}")
                area = rows[(place + month) % len(rows)].current.area
                leads = [Lead(person=user.person), Lead(collective="all_partners")]
                row.edit(leads=leads, area=area, outcomes=words["issues"], **words, **how)
            elif (place + month) % 7 == 0:
                row.drop(note="Merged", **how)
            else:
                row.rate(["red", "amber", "green", "blue"][(place + month) % 4], note="So", **how)
        Action.objects.create_row(by=user, as_at=day, area=rows[0].current.area, place=1)
        rows = list(Action.objects.with_current().order_by("pk"))
    assert ActionRevision.objects.count() > 14 * 12
    assert files_of(client) == before


def test_every_page_repeats_the_exact_headings(paper, sign_in):
    user, source = paper
    pages = page_texts(printed(sign_in(user), "?as_at=2017-01-31").content)
    assert len(pages) > 1
    headings = squeezed("".join(source["columns_exact"]))
    assert [squeezed(page).count(headings) for page in pages] == [1] * len(pages)


def test_the_same_table_is_the_same_file(paper, sign_in):
    user, _ = paper
    client = sign_in(user)
    first, second = (printed(client, "?as_at=2017-01-31") for _ in range(2))
    assert first.content == second.content
    assert first["Content-Disposition"] == 'inline; filename="action-table-2017-01-31.pdf"'


def test_loading_the_demonstration_again_changes_nothing(paper):
    from actions.models import Action, ActionRevision

    actions.load()
    assert (Action.objects.count(), ActionRevision.objects.count()) == (14, 14)


def test_the_paper_follows_the_filters(annex, cast, sign_in):
    annex.add(issues="Scarlet", rating="red")
    annex.add(issues="Emerald", rating="green")
    text = "".join(page_texts(printed(sign_in(cast.observer), "?rating=red").content))
    assert "Scarlet" in text
    assert "Emerald" not in text


def test_a_paper_with_a_closed_row_is_marked_and_named_so(annex, cast, sign_in):
    annex.add(issues="Open words")
    annex.add(issues="Halcyon", is_closed=True, closed_reason="paragraph 7")
    response = printed(sign_in(cast.member))
    text = "".join(page_texts(response.content))
    assert "NON-PUBLIC" in text
    assert "Halcyon" in text
    assert "closedparagraph7" in squeezed(text).lower()
    assert "action-table-2018-09-05-non-public.pdf" in response["Content-Disposition"]
    assert_is_accessible_pdf(response.content)


@pytest.mark.parametrize(
    ("persona", "query"),
    [
        ("observer", ""),
        ("partner", ""),
        ("partner", "?as_at=2018-04-01"),
        ("member", "?open_only=on"),
    ],
)
def test_nothing_of_a_closed_row_is_on_an_open_paper(annex, cast, sign_in, persona, query):
    row = annex.add(annex.police, issues="Halcyon")
    closed = {"is_closed": True, "closed_reason": "paragraph 7"}
    row.edit(
        by=cast.secretary,
        as_at=datetime.date(2018, 5, 1),
        version=1,
        leads=[annex.police],
        **closed,
    )
    annex.add(issues="Open words")
    response = printed(sign_in(getattr(cast, persona)), query)
    found = {
        where
        for where, text in pdf_texts(response.content).items()
        if "halcyon" in text.lower() or "non-public" in text.lower()
    }
    assert found == set()
    assert "non-public" not in response["Content-Disposition"]


@pytest.mark.parametrize(
    "typed", ["<b>bold</b> & <script>x</script>", "=1+1", "word " * 2_000, "x" * 3_000]
)
def test_whatever_was_typed_is_printed(annex, cast, sign_in, typed):
    annex.add(issues=typed, actions=typed, barriers=typed)
    text = squeezed("".join(page_texts(printed(sign_in(cast.observer)).content)))
    assert squeezed(typed[:40]) in text
