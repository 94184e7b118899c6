"""The draft goes to the seats, each answers, proposed changes are taken in or not."""

import datetime

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from pytest_django.asserts import assertContains

from audit.models import Event
from background.models import Message
from board.models import SeatHolding
from meetings.circulating import remind, send_reminders
from meetings.document import FULL, minutes_document
from meetings.models import Amendment, ApprovalReply, AskedSeat, Entry, Invitation
from tests.meetings.board_meeting import (
    CANARIES,
    PARAGRAPH_7,
    add_item,
    declare,
    entry,
    meeting_on,
    with_minutes,
    write,
)

TODAY = datetime.date(2018, 9, 5)


def url(name, meeting, **kwargs):
    return reverse(name, kwargs={"slug": meeting.slug, **kwargs})


def on(name, meeting, **query):
    address = url(name, meeting)
    return f"{address}?{'&'.join(f'{k}={v}' for k, v in query.items())}"


@pytest.fixture
def meeting(cast):
    meeting = meeting_on(cast, "2018-07-18")
    item = add_item(cast, meeting, "Sharing of information")
    write(
        cast,
        item,
        entry("Partners to send there contacts. (n)"),
        entry("Members heard of Halcyon.", **PARAGRAPH_7),
    )
    meeting.minutes.circulate(by=cast.secretary)
    return meeting


@pytest.fixture
def asked(meeting):
    return meeting.minutes.approval_round


def first(meeting):
    return meeting.minutes.paragraphs.select_related("current", "item").order_by("pk").first()


def propose(cast, meeting, wording, *, by=None, paragraph=None):
    """Somebody types these words over the first paragraph, signed in."""
    asked, paragraph = meeting.minutes.approval_round, paragraph or first(meeting)
    by = by or cast.member
    change = Amendment(
        item=paragraph.item, paragraph=paragraph, seen=paragraph.current, wording=wording
    )
    asked.propose(asked.seats_of(by), change, person=by.person, by=by)
    return change


def answers(asked):
    return {str(seat): seat.reply.answer if seat.reply else None for seat in asked.seats()}


def test_circulating_writes_to_whoever_sits_in_a_seat_that_is_asked(cast, sign_in):
    meeting = with_minutes(cast, meeting_on(cast, "2018-07-18"))
    day = {"reply_by_day": "14", "reply_by_month": "9", "reply_by_year": "2018"}

    sign_in(cast.secretary).post(url("minutes-circulation", meeting), day)

    told = Message.objects.order_by("to")
    assert [message.to for message in told] == sorted(
        user.email for user in (cast.chairman, cast.deputy, cast.member)
    )
    assert {message.subject for message in told} == {"Draft minutes for your answer"}
    assert "14 September 2018" in told[0].text
    assert url("minutes-answer", meeting) in told[0].text
    assert meeting.minutes.approval_round.reply_by == datetime.date(2018, 9, 14)


def test_without_a_day_the_seats_have_ten_days(cast, sign_in):
    meeting = with_minutes(cast, meeting_on(cast, "2018-07-18"))

    sign_in(cast.secretary).post(url("minutes-circulation", meeting), {})

    assert meeting.minutes.approval_round.reply_by == datetime.date(2018, 9, 15)


def test_a_day_that_is_over_is_no_day_to_answer_by(cast, sign_in):
    meeting = with_minutes(cast, meeting_on(cast, "2018-07-18"))
    day = {"reply_by_day": "4", "reply_by_month": "9", "reply_by_year": "2018"}

    page = sign_in(cast.secretary).post(url("minutes-circulation", meeting), day)

    meeting.minutes.refresh_from_db()
    assert (page.status_code, meeting.minutes.state) == (422, "draft")
    assert "The day to answer by must be today or later" in page.content.decode()


def test_circulating_twice_asks_once(cast, sign_in, meeting):
    sign_in(cast.secretary).post(url("minutes-circulation", meeting), {})

    assert AskedSeat.objects.count() == 3


def test_a_vacant_seat_is_not_asked(cast):
    SeatHolding.objects.filter(seat=cast.seats["member"]).update(ends_on="2018-01-01")
    meeting = with_minutes(cast, meeting_on(cast, "2018-07-18"))
    meeting.minutes.circulate(by=cast.secretary)

    asked = meeting.minutes.approval_round.seats()
    assert [str(seat) for seat in asked] == ["Borough Commander, City of London", "Deputy Chairman"]


def test_a_member_agrees_and_the_secretary_sees_it(cast, sign_in, meeting, asked):
    member = sign_in(cast.member)
    version = member.get(url("minutes-answer", meeting)).context["read"].version

    member.post(url("minutes-answer", meeting), {"version": version})

    assert answers(asked)["Commander of Operations, CoLP"] == "agree"
    page = sign_in(cast.secretary).get(url("minutes-replies", meeting)).content.decode()
    assert "1 of 3 replied" in page
    assert page.count("No reply") == 2


def test_agreeing_twice_is_one_answer(cast, sign_in, meeting):
    for _ in range(2):
        sign_in(cast.member).post(url("minutes-answer", meeting), {})

    assert ApprovalReply.objects.count() == 1


def test_who_reads_an_older_draft_is_shown_what_changed_before_agreeing(
    cast, sign_in, meeting, asked
):
    member = sign_in(cast.member)
    version = member.get(url("minutes-answer", meeting)).context["read"].version
    paragraph = first(meeting)
    write(cast, paragraph.item, Entry.of(paragraph, text="Partners sent all. (n1)"))

    page = member.post(url("minutes-answer", meeting), {"version": version})

    assert page.status_code == 409
    assert "Changed since the draft was sent" in page.content.decode()
    assert set(answers(asked).values()) == {None}


def test_two_holders_of_a_seat_answer_once_for_it_and_the_last_stands(
    cast, sign_in, meeting, asked
):
    colleague = cast.other_partner.person
    SeatHolding.objects.create(seat=cast.seats["member"], person=colleague, capacity="joint_holder")
    sign_in(cast.member).post(url("minutes-answer", meeting), {})
    propose(cast, meeting, "Partners to send their contacts. (n1)", by=cast.other_partner)

    seat = next(seat for seat in asked.seats() if seat.seat == cast.seats["member"])
    assert [reply.answer for reply in seat.all_replies] == ["agree", "change"]
    assert seat.reply.person == colleague


def test_a_change_is_proposed_in_the_words_as_they_print(cast, sign_in, meeting):
    member = sign_in(cast.member)
    address = on("minutes-proposal", meeting, paragraph=first(meeting).key)
    form = member.get(address).context["form"]
    assert form["wording"].value() == "Partners to send there contacts. (1)"

    member.post(address, {"wording": "Partners to send their contacts. (1)", "version": 1})

    change = Amendment.objects.get()
    assert (change.wording, change.outcome) == ("Partners to send their contacts. (n1)", "")


@pytest.mark.parametrize(
    ("wording", "says"),
    [
        ("", "Type how it should read"),
        ("Partners to send there contacts. (1)", "Change the words"),
        ("Partners to send their contacts.", "Keep (1) in the text"),
        ("Partners (1) to send their contacts. (n7)", "(n7) is not in this paragraph"),
    ],
)
def test_a_change_that_cannot_be_taken_in_is_asked_for_again(wording, says, cast, sign_in, meeting):
    address = on("minutes-proposal", meeting, paragraph=first(meeting).key)

    page = sign_in(cast.member).post(address, {"wording": wording})

    assert page.status_code == 422
    assert says in page.content.decode()
    assert Amendment.objects.count() == 0


def test_a_second_proposal_for_a_paragraph_takes_the_place_of_the_first(cast, meeting):
    propose(cast, meeting, "First. (n1)")
    propose(cast, meeting, "Second. (n1)")
    propose(cast, meeting, "Second. (n1)")

    assert list(Amendment.objects.values_list("wording", "outcome")) == [
        ("First. (n1)", "taken_back"),
        ("Second. (n1)", ""),
    ]


def test_agreeing_takes_back_what_was_proposed(cast, sign_in, meeting, asked):
    propose(cast, meeting, "Other words. (n1)")

    sign_in(cast.member).post(url("minutes-answer", meeting), {})

    assert Amendment.objects.get().outcome == "taken_back"
    assert answers(asked)["Commander of Operations, CoLP"] == "agree"


def test_the_secretary_records_an_answer_given_by_telephone(cast, sign_in, meeting, asked):
    holding = SeatHolding.objects.get(person=cast.member.person)
    data = {"holding": holding.pk, "channel": "telephone", "answer": "agree"}

    sign_in(cast.secretary).post(url("reply-on-behalf", meeting), data)

    reply = ApprovalReply.objects.get()
    assert reply.given == "Morgan Member by telephone, recorded by Sam Secretary"


def test_a_change_told_by_e_mail_is_recorded_with_its_paragraph(cast, sign_in, meeting):
    holding = SeatHolding.objects.get(person=cast.member.person)
    data = {
        "holding": holding.pk,
        "channel": "email",
        "answer": "change",
        "place": f"p{first(meeting).key}",
        "wording": "Partners to send their contacts. (1)",
    }
    sign_in(cast.secretary).post(url("reply-on-behalf", meeting), data)

    change = Amendment.objects.get()
    assert (change.paragraph, change.reply.person) == (first(meeting), cast.member.person)


def test_a_change_on_behalf_needs_its_place_and_words(cast, sign_in, meeting):
    holding = SeatHolding.objects.get(person=cast.member.person)
    data = {"holding": holding.pk, "channel": "email", "answer": "change"}

    page = sign_in(cast.secretary).post(url("reply-on-behalf", meeting), data).content.decode()

    assert "Select what the change is about" in page
    assert "Type how it should read" in page


def test_what_a_change_on_behalf_can_be_about_reads_as_printed(cast, sign_in, meeting):
    write(cast, meeting.items.get(), entry("The guide be **adopted** at once", kind="decision"))

    page = sign_in(cast.secretary).get(url("reply-on-behalf", meeting)).content.decode()

    assert "Item 1: RESOLVED – That the guide be adopted at once" in page


def test_taking_in_a_change_edits_the_paragraph_and_says_so(cast, sign_in, meeting):
    change = propose(cast, meeting, "Partners to send their contacts. (n1)")
    secretary = sign_in(cast.secretary)
    form = secretary.get(url("amendment-taking-in", meeting, pk=change.pk)).context["form"]

    secretary.post(
        url("amendment-taking-in", meeting, pk=change.pk),
        {"wording": form["wording"].value(), "version": form["version"].value()},
    )

    change.refresh_from_db()
    paragraph = first(meeting)
    assert paragraph.current.text == "Partners to send their contacts. (n1)"
    assert (change.outcome, change.revision) == ("taken", paragraph.current)
    page = sign_in(cast.member).get(url("minutes-answer", meeting)).content.decode()
    assert "Taken in" in page


def test_not_taking_it_in_needs_a_reason_which_the_proposer_reads(cast, sign_in, meeting):
    change = propose(cast, meeting, "Partners to send nothing. (n1)")
    secretary = sign_in(cast.secretary)
    address = url("amendment-declining", meeting, pk=change.pk)
    refused = secretary.post(address, {"reason": ""})
    assertContains(refused, "Proposed: “Partners to send nothing. (1)”", status_code=422)

    secretary.post(address, {"reason": "The recording says otherwise."})

    page = sign_in(cast.member).get(url("minutes-answer", meeting)).content.decode()
    assert "The recording says otherwise." in page
    assert first(meeting).current.number == 1


def test_what_was_declined_by_mistake_is_taken_in_after_all(cast, sign_in, meeting):
    change = propose(cast, meeting, "Partners to send their contacts. (n1)")
    change.decline(reason="A mistake.", by=cast.secretary)
    secretary = sign_in(cast.secretary)
    assert "Take it in after all" in secretary.get(url("minutes-replies", meeting)).content.decode()

    typed = {"wording": "Partners to send their contacts. (1)", "version": 1}
    secretary.post(url("amendment-taking-in", meeting, pk=change.pk), typed)

    change.refresh_from_db()
    assert (change.outcome, change.reason) == ("taken", "")
    page = secretary.get(url("amendment-taking-in", meeting, pk=change.pk))
    assert page.url == url("minutes-replies", meeting)


def test_a_change_of_the_attendance_is_put_right_elsewhere_and_recorded(cast, sign_in, meeting):
    asked = meeting.minutes.approval_round
    change = Amendment(wording="J Smith was there.")
    asked.propose(asked.seats_of(cast.member), change, person=cast.member.person, by=cast.member)
    address = url("amendment-taking-in", meeting, pk=change.pk)
    secretary = sign_in(cast.secretary)
    page = secretary.get(address)
    assert url("attendance", meeting) in page.content.decode()

    secretary.post(address, {"wording": page.context["form"]["wording"].value()})

    change.refresh_from_db()
    assert (change.outcome, change.revision, first(meeting).current.number) == ("taken", None, 1)


def test_the_link_in_the_mail_leads_to_the_answer_through_sign_in(cast, sign_in, meeting):
    answer = sign_in(None).get(url("minutes-answer", meeting))

    assert answer.url == f"{reverse('account_login')}?next={url('minutes-answer', meeting)}"


@pytest.mark.parametrize("version", ["9" * 30, "x", "", "-1"])
def test_a_version_nobody_was_shown_writes_nothing_wrong(version, cast, sign_in, meeting):
    change = propose(cast, meeting, "Partners to send their contacts. (n1)")
    member, secretary = sign_in(cast.member), sign_in(cast.secretary)
    typed = {"wording": "Partners to send their contacts. (1)", "version": version}

    assert member.post(url("minutes-answer", meeting), {"version": version}).status_code in (
        302,
        409,
    )
    taken = secretary.post(url("amendment-taking-in", meeting, pk=change.pk), typed)
    assert taken.status_code in (302, 409, 422)


def test_taking_in_what_somebody_changed_meanwhile_shows_both_texts(cast, sign_in, meeting):
    change = propose(cast, meeting, "Partners to send their contacts. (n1)")
    paragraph = first(meeting)
    write(cast, paragraph.item, Entry.of(paragraph, text="Partners sent all. (n1)"))
    address = url("amendment-taking-in", meeting, pk=change.pk)
    typed = {"wording": "Partners to send their contacts. (1)", "version": 1}

    page = sign_in(cast.secretary).post(address, typed)

    assert page.status_code == 409
    assert "Partners sent all. (1)" in page.content.decode()
    assert "Partners to send their contacts. (1)" in page.content.decode()
    again = {"wording": typed["wording"], "version": page.context["form"]["version"].value()}
    sign_in(cast.secretary).post(address, again)
    assert first(meeting).current.text == "Partners to send their contacts. (n1)"


def test_two_secretaries_deciding_at_once_decide_once(cast, meeting):
    change = propose(cast, meeting, "Partners to send their contacts. (n1)")
    same = Amendment.objects.get(pk=change.pk)
    change.take_in(wording=change.wording, by=cast.secretary)

    with pytest.raises(Exception, match="decided on this change meanwhile"):
        same.decline(reason="No.", by=cast.secretary)


def test_a_change_to_a_closed_paragraph_leaves_it_closed(cast, meeting):
    closed = meeting.minutes.paragraphs.select_related("current", "item").order_by("pk")[1]
    change = propose(cast, meeting, "Members heard of Halcyon and more.", paragraph=closed)

    change.take_in(wording=change.wording, by=cast.secretary)

    closed.refresh_from_db()
    assert (closed.current.is_closed, closed.current.closed_reason) == (True, "paragraph 7")


def test_one_more_paragraph_is_written_under_its_item(cast, sign_in, meeting):
    item = meeting.items.get()
    address = on("minutes-proposal", meeting, item=item.pk)
    sign_in(cast.member).post(address, {"wording": "Members thanked the partners."})

    change = Amendment.objects.get()
    change.take_in(wording=change.wording, by=cast.secretary)

    document = minutes_document(meeting.minutes, fullness=FULL)
    assert document["items"][0]["paragraphs"][-1]["text"] == "Members thanked the partners."


def test_what_the_members_read_says_what_changed_since_they_were_sent_it(cast, sign_in, meeting):
    paragraph = first(meeting)
    write(cast, paragraph.item, Entry.of(paragraph, text="Partners to send their contacts. (n1)"))

    page = sign_in(cast.member).get(url("minutes-answer", meeting)).context["read"]

    (changed,) = page.changed[0].changed
    assert changed.difference == [
        ("same", "Partners to send "),
        ("del", "there"),
        ("ins", "their"),
        ("same", " contacts. (1)"),
    ]


def test_reminders_go_to_the_seats_without_an_answer_once_a_day(cast, sign_in, meeting, asked):
    sign_in(cast.member).post(url("minutes-answer", meeting), {})

    for _ in range(2):
        sign_in(cast.secretary).post(url("minutes-reminders", meeting))

    told = Message.objects.filter(subject__startswith="A reminder").values_list("to", flat=True)
    assert sorted(told) == [cast.chairman.email, cast.deputy.email]


def test_the_clock_reminds_once_two_days_before_the_last_day(cast, asked):
    assert send_reminders(asked.reply_by - datetime.timedelta(days=3)) == 0
    assert send_reminders(asked.reply_by - datetime.timedelta(days=2)) == 3
    assert send_reminders(asked.reply_by - datetime.timedelta(days=2)) == 0
    assert send_reminders(asked.reply_by) == 0


def test_the_clock_catches_up_when_it_stood_still_but_not_after_the_last_day(cast, asked):
    assert send_reminders(asked.reply_by + datetime.timedelta(days=1)) == 0
    assert send_reminders(asked.reply_by) == 3


def test_a_reminder_by_hand_a_week_before_does_not_stop_the_clock(cast, asked):
    remind(asked, by=cast.secretary, today=asked.reply_by - datetime.timedelta(days=7))

    assert send_reminders(asked.reply_by - datetime.timedelta(days=1)) == 3


def test_send_due_says_what_it_sent(cast, asked, capsys):
    type(asked).objects.update(reply_by=TODAY)

    call_command("send_due")

    assert "Reminders of draft minutes: 3" in capsys.readouterr().out
    assert Message.objects.count() == 3
    assert mail.outbox == []


def test_the_day_to_answer_by_can_be_put_off(cast, sign_in, meeting, asked):
    day = {"reply_by_day": "1", "reply_by_month": "10", "reply_by_year": "2018"}

    sign_in(cast.secretary).post(url("minutes-deadline", meeting), day)

    asked.refresh_from_db()
    assert asked.reply_by == datetime.date(2018, 10, 1)


def test_the_home_pages_say_what_waits(cast, sign_in, meeting):
    propose(cast, meeting, "Other words. (n1)")

    secretary = sign_in(cast.secretary).get("/").content.decode()
    chairman = sign_in(cast.chairman).get("/").content.decode()
    member = sign_in(cast.member).get("/").content.decode()

    assert "circulated · 1 of 3 replied · 1 proposes changes" in secretary
    assert "See replies" in secretary
    assert f"Your answer to the minutes of {meeting}" in chairman
    assert f"Your answer to the minutes of {meeting}" not in member


def test_who_was_kept_out_of_an_item_reads_nothing_proposed_about_it(cast, sign_in, meeting):
    declaration = declare(cast, meeting.items.get(), cast.deputy, "It is my firm.")
    declaration.exclude(by=cast.chairman)
    closed = meeting.minutes.paragraphs.select_related("current", "item").order_by("pk")[1]
    propose(cast, meeting, "Members heard of Halcyon and Marchpane.", paragraph=closed)
    asked = meeting.minutes.approval_round
    elsewhere = Amendment(wording="Ossifrage was there.")
    asked.propose(asked.seats_of(cast.member), elsewhere, person=cast.member.person, by=cast.member)
    Amendment.objects.first().take_in(wording="Halcyon, Gallimaufry.", by=cast.secretary)

    pages = [
        sign_in(cast.deputy).get(url(name, meeting)).content.decode()
        for name in ("minutes-answer", "minutes-changes", "minutes-replies", "minutes-proposal")
    ]
    leaked = {"Halcyon", "Marchpane", "Ossifrage", "Gallimaufry"}
    assert {word for page in pages for word in leaked if word in page} == set()
    shown = sign_in(cast.member).get(url("minutes-changes", meeting)).content.decode()
    assert "Gallimaufry" in shown
    key = on("minutes-proposal", meeting, paragraph=closed.key)
    assert sign_in(cast.deputy).get(key).status_code == 404


def test_reading_closed_parts_to_answer_leaves_a_trace(cast, sign_in, meeting):
    for name in ("minutes-answer", "minutes-replies", "minutes-changes"):
        before = Event.objects.filter(verb="minutes.closed_seen").count()
        sign_in(cast.chairman).get(url(name, meeting))
        assert Event.objects.filter(verb="minutes.closed_seen").count() == before + 1


def test_no_mail_holds_a_word_of_the_minutes(cast, sign_in):
    meeting = with_minutes(cast, meeting_on(cast, "2018-07-18"))
    sign_in(cast.secretary).post(url("minutes-circulation", meeting), {})
    sign_in(cast.secretary).post(url("minutes-reminders", meeting))

    words = {*CANARIES.values(), "contacts", "Sharing"}
    mails = " ".join(f"{m.subject} {m.text}" for m in Message.objects.all())
    assert {word for word in words if word in mails} == set()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_cost_the_same_however_much_was_proposed(
    rows, cast, sign_in, django_assert_max_num_queries
):
    meeting = meeting_on(cast, "2018-07-18")
    item = add_item(cast, meeting, "Sharing of information")
    write(cast, item, *[entry(f"Paragraph {n}. (n)") for n in range(rows)])
    meeting.minutes.circulate(by=cast.secretary)
    for paragraph in meeting.minutes.paragraphs.select_related("current", "item"):
        text = paragraph.current.text
        propose(cast, meeting, f"New. {text}", paragraph=paragraph)
        change = propose(cast, meeting, f"Newer. {text}", paragraph=paragraph, by=cast.chairman)
        change.take_in(wording=change.wording, by=cast.secretary)

    for user, name in (
        (cast.member, "minutes-answer"),
        (cast.member, "minutes-changes"),
        (cast.secretary, "minutes-replies"),
        (cast.secretary, "minutes-approval"),
    ):
        client = sign_in(user)
        with django_assert_max_num_queries(35):
            client.get(url(name, meeting))


def test_an_invited_guest_reads_the_draft_and_is_not_asked(cast, sign_in, meeting):
    Invitation.objects.invite(
        meeting, cast.observer.person, seat=cast.seats["observer"], by=cast.secretary
    )
    assert sign_in(cast.observer).get(url("minutes", meeting)).status_code == 200
    assert sign_in(cast.observer).get(url("minutes-answer", meeting)).status_code == 403
