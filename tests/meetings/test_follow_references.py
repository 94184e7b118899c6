import pytest
from django.urls import reverse

from audit.models import Event
from board.models import Organisation
from meetings.document import FULL, PUBLISHED, minutes_document
from meetings.models import Attendance, Entry, Reference
from tests.meetings.board_meeting import (
    PARAGRAPH_7,
    add_item,
    entry,
    meeting_on,
    with_minutes,
    write,
)
from tests.meetings.test_take_minutes import desk, typed


@pytest.fixture
def item(cast):
    return add_item(cast, meeting_on(cast, "2018-07-18"), "Sharing of information")


def printed(minutes, fullness=FULL):
    document = minutes_document(minutes, fullness=fullness)
    return [paragraph["text"] for item in document["items"] for paragraph in item["paragraphs"]]


def test_marks_follow_printed_order_until_the_draft_is_circulated(cast, item):
    late, early = entry("Late. (n)"), entry("Early. (n)")
    minutes = write(cast, item, late, early)
    minutes.move_up(minutes.paragraphs.get(key=early.key), by=cast.secretary)
    assert printed(minutes) == ["Early. (1)", "Late. (2)"]

    minutes.circulate(by=cast.secretary)
    minutes.move_up(minutes.paragraphs.get(key=late.key), by=cast.secretary)

    assert printed(minutes) == ["Late. (2)", "Early. (1)"]
    serials = Reference.objects.order_by("number").values_list("serial", flat=True)
    assert list(serials) == ["SOCB/2018/01", "SOCB/2018/02"]


def test_a_number_typed_by_hand_stays_as_it_is(cast, item):
    minutes = write(cast, item, entry("As item (2) says. (n)"))

    assert printed(minutes) == ["As item (2) says. (1)"]


def test_closed_references_have_their_own_series_so_both_papers_agree(cast):
    minutes = with_minutes(cast, meeting_on(cast, "2018-07-18")).minutes
    minutes.circulate(by=cast.secretary)

    full = minutes_document(minutes, fullness=FULL)
    public = minutes_document(minutes, fullness=PUBLISHED)

    labels = [reference["label"] for reference in full["references"]]
    assert labels == [reference["label"] for reference in public["references"]] == ["(1)", "(2)"]
    assert [(r["label"], r["serial"]) for r in full["closed_references"]] == [
        ("(C1)", "SOCB/2018/C01"),
        ("(C2)", "SOCB/2018/C02"),
    ]


def test_permanent_numbers_run_on_through_the_year(cast, item):
    write(cast, item, entry("One. (n) Two. (n)")).circulate(by=cast.secretary)
    later = add_item(cast, meeting_on(cast, "2018-09-05"), "Other")
    write(cast, later, entry("Three. (n)")).circulate(by=cast.secretary)
    next_year = add_item(cast, meeting_on(cast, "2019-01-09"), "Other")
    write(cast, next_year, entry("Four. (n)")).circulate(by=cast.secretary)

    found = Reference.objects.order_by("pk").values_list("number", "serial", "text")
    assert list(found) == [
        (1, "SOCB/2018/01", "One."),
        (2, "SOCB/2018/02", "Two."),
        (1, "SOCB/2018/03", "Three."),
        (1, "SOCB/2019/01", "Four."),
    ]


def test_a_mark_added_after_circulation_gets_the_next_number(cast, item):
    one = entry("One. (n)")
    minutes = write(cast, item, one)
    minutes.circulate(by=cast.secretary)

    changed = Entry(one.key, "New. (n) One. (n1)", 1)
    minutes.write_item(item, [changed], by=cast.secretary)

    assert printed(minutes) == ["New. (2) One. (1)"]


def test_a_mark_that_is_nobodys_is_a_form_error(cast, sign_in, item):
    response = sign_in(cast.secretary).post(desk(item), typed({"text": "Report back. (n5)"}))

    assert response.status_code == 422
    assert "(n5) does not belong here: type (n) for a new reference" in response.content.decode()


def test_taking_a_mark_out_of_a_draft_drops_its_reference_and_putting_it_back_keeps_it(cast, item):
    one = entry("One. (n)")
    minutes = write(cast, item, one)
    minutes.write_item(item, [Entry(one.key, "One.", 1)], by=cast.secretary)
    assert list(Reference.objects.visible_to(cast.secretary).outstanding()) == []

    minutes.write_item(item, [Entry(one.key, "One. (n1)", 2)], by=cast.secretary)

    assert Reference.objects.visible_to(cast.secretary).outstanding().count() == 1


def test_a_circulated_mark_stays_in_the_text(cast, sign_in, item):
    one = entry("One. (n)")
    write(cast, item, one).circulate(by=cast.secretary)
    row = {"key": one.key, "version": 1, "text": "One."}

    response = sign_in(cast.secretary).post(desk(item), typed(row, **{"r1-due": "none"}))

    assert response.status_code == 422
    assert "(n1) was circulated as SOCB/2018/01" in response.content.decode()


@pytest.mark.parametrize(
    ("sentence", "first"),
    [
        ("LFB and City of London Police to report back.", ["CoLP", "LFB"]),
        ("Casey Chairman to ask the LFB.", ["LFB", "Casey Chairman"]),
        ("All to report back.", []),
        ("Helfbrand to report back.", []),
    ],
)
def test_whom_the_sentence_names_comes_first_among_the_owners(sentence, first, cast, sign_in, item):
    Attendance.objects.create(
        meeting=item.meeting, person=cast.chairman.person, name="Casey Chairman", status="present"
    )
    write(cast, item, entry(f"{sentence} (n)"))

    [form] = sign_in(cast.secretary).get(desk(item)).context["reference_forms"]

    called = {"CoLP": str(cast.police), "LFB": str(cast.fire)}
    others = [str(owner) for owner in Organisation.objects.all()] + ["Casey Chairman"]
    first = [called.get(name, name) for name in first]
    wanted = first + [name for name in others if name not in first]
    assert [name for _, name in form.fields["owners"].choices] == wanted


def test_the_secretary_says_who_does_it_and_by_when(cast, sign_in, item):
    one = entry("Police to report back. (n)")
    write(cast, item, one)
    client = sign_in(cast.secretary)
    page = client.get(desk(item)).content.decode()
    assert "Outstanding references of this item" in page

    client.post(
        desk(item),
        typed(
            {"key": one.key, "version": 1, "text": "Police to report back. (n1)"},
            **{
                "r1-owners": [f"o{cast.police.pk}", f"o{cast.fire.pk}"],
                "r1-due": "date",
                "r1-due_on_day": "12",
                "r1-due_on_month": "9",
                "r1-due_on_year": "2018",
                "r1-seen": "none;;",
            },
        ),
    )

    document = minutes_document(item.meeting.minutes, fullness=FULL)
    assert document["references"] == [
        {
            "label": "(1)",
            "serial": "",
            "text": "Police to report back.",
            "owners": "City of London Police, London Fire Brigade",
            "due": "By 12 September 2018",
        }
    ]


def test_a_reference_is_closed_at_a_later_meeting(cast, sign_in, item):
    write(cast, item, entry("One. (n)")).circulate(by=cast.secretary)
    later = meeting_on(cast, "2018-09-05")
    reference = Reference.objects.get()
    url = reverse("reference-closing", kwargs={"pk": reference.pk})

    response = sign_in(cast.secretary).post(url, {"meeting": later.pk, "outcome": "It was done."})

    assert response.status_code == 302
    reference.refresh_from_db()
    assert (reference.done_on, reference.closed_at_meeting) == (later.held_on, later)
    assert list(Reference.objects.visible_to(cast.member).outstanding()) == []


def test_an_opened_reference_keeps_its_closed_number(cast, item):
    one = entry("One. (n)", **PARAGRAPH_7)
    minutes = write(cast, item, one)
    minutes.circulate(by=cast.secretary)
    minutes.open_paragraph(minutes.paragraphs.get(), by=cast.chairman)

    assert Reference.objects.get().is_closed
    assert list(Reference.objects.visible_to(cast.secretary).open()) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_however_long(
    rows, cast, sign_in, item, django_assert_max_num_queries
):
    write(cast, item, *[entry(f"Number {n}. (n)") for n in range(rows)]).circulate(
        by=cast.secretary
    )
    client = sign_in(cast.member)
    client.get(reverse("references"))

    with django_assert_max_num_queries(14):
        client.get(reverse("references"))


def test_an_owner_somebody_else_chose_meanwhile_is_not_overwritten(cast, sign_in, item):
    one = entry("Police to report back. (n)")
    minutes = write(cast, item, one)
    minutes.references.get().agree(owners=[cast.fire], due="none", due_on=None, by=cast.deputy)
    row = {"key": one.key, "version": 1, "text": "Police to report back. (n1)"}
    untouched = {"r1-owners": [], "r1-due": "none", "r1-seen": "none;;"}
    mine = untouched | {"r1-owners": [f"o{cast.police.pk}"]}
    client = sign_in(cast.secretary)

    assert client.post(desk(item), typed(row, **untouched)).status_code == 302
    response = client.post(desk(item), typed(row, **mine))

    assert response.status_code == 422
    assert "Somebody else chose London Fire Brigade meanwhile" in response.content.decode()
    owner = Reference.objects.get().owners.get()
    assert owner.organisation == cast.fire


def test_moving_an_item_renumbers_a_draft_and_nothing_after_circulation(cast, item):
    second = add_item(cast, item.meeting, "Any other business")
    minutes = write(cast, item, entry("First item. (n)"))
    write(cast, second, entry("Second item. (n)"))
    item.meeting.move_item(second, up=True, by=cast.secretary)
    assert printed(minutes) == ["Second item. (1)", "First item. (2)"]

    minutes.circulate(by=cast.secretary)
    item.meeting.move_item(second, up=False, by=cast.secretary)

    assert printed(minutes) == ["First item. (2)", "Second item. (1)"]


def test_taking_a_paragraph_out_of_a_draft_closes_the_gap_in_the_numbers(cast, item):
    gone, stays = entry("Gone. (n)"), entry("Stays. (n)")
    minutes = write(cast, item, gone, stays)

    minutes.write_item(item, [Entry(gone.key, "Gone. (n1)", 1, is_removed=True)], by=cast.secretary)

    assert printed(minutes) == ["Stays. (1)"]
    minutes.circulate(by=cast.secretary)
    assert [ref.serial for ref in Reference.objects.exclude(serial="")] == ["SOCB/2018/01"]


def test_closing_after_numbering_keeps_every_number_and_hides_the_closed_one(cast, item):
    first, second = entry("First. (n)"), entry("Second. (n)")
    minutes = write(cast, item, first, second)
    minutes.circulate(by=cast.secretary)

    closing = Entry(first.key, "First. (n1)", 1, **PARAGRAPH_7)
    minutes.write_item(item, [closing], by=cast.secretary)

    full = minutes_document(minutes, fullness=FULL)
    public = minutes_document(minutes, fullness=PUBLISHED)
    assert [ref["label"] for ref in full["closed_references"]] == ["(1)"]
    assert [ref["label"] for ref in full["references"]] == ["(2)"]
    assert [ref["label"] for ref in public["references"]] == ["(2)"]
    assert printed(minutes, PUBLISHED) == ["Second. (2)"]


def test_reading_a_closed_reference_leaves_its_trace(cast, sign_in, item):
    write(cast, item, entry("One. (n)", **PARAGRAPH_7)).circulate(by=cast.secretary)
    reference = Reference.objects.get()

    sign_in(cast.member).get(reference.get_absolute_url())

    event = Event.objects.filter(verb="minutes.closed_seen").first()
    assert (event.by_id, event.subject_type) == (cast.member.pk, "meetings.Reference")
    assert event.subject_id == str(reference.pk)
