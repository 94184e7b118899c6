import re

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from accounts.models import User
from board.models import BoardSettings, Organisation, Person, Seat, SeatHolding
from meetings.models import Admission, AgendaItem
from socboard.demo import DATA
from socboard.demo.password import demo_password

HOUSE = ["accounts", "board", "priorities", "meetings", "actions", "library", "reporting"]


@pytest.fixture
def data_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.DEMO_PASSWORD = ""
    return tmp_path


def counts():
    return {
        model._meta.label: model.objects.count()
        for app in HOUSE
        for model in apps.get_app_config(app).get_models()
    }


@pytest.fixture
def loaded(db, data_folder):
    call_command("load_demo", verbosity=0)


def test_loading_twice_is_loading_once(loaded):
    once = counts()
    call_command("load_demo", verbosity=0)
    assert counts() == once


def test_what_was_changed_in_the_demonstration_is_kept(loaded):
    BoardSettings.objects.update(name="Our Board")
    holding = SeatHolding.objects.get(person__name="Owen Price")
    SeatHolding.objects.filter(pk=holding.pk).update(printed_as="O Price")
    Organisation.objects.filter(name="City of London Police").update(name="Police of the City")
    Seat.objects.filter(label="CoLP Authority").update(label="Police Authority")
    as_left = counts()
    call_command("load_demo", verbosity=0)
    assert counts() == as_left
    assert BoardSettings.objects.get().name == "Our Board"
    assert SeatHolding.objects.get(pk=holding.pk).printed_as == "O Price"


def test_outside_demo_mode_it_is_refused(db, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="loaded in demo mode only"):
        call_command("load_demo")
    assert not User.objects.exists()


def test_ten_people_sign_in_with_one_password(loaded, data_folder, client):
    emails = set(User.objects.values_list("email", flat=True))
    names = "secretary chair deputy police fire trading-standards co-optee observer officer admin"
    assert emails == {f"{name}@example.org" for name in names.split()}
    password = (data_folder / "demo-password").read_text().strip()
    assert (data_folder / "demo-password").stat().st_mode & 0o777 == 0o600
    assert all(user.check_password(password) for user in User.objects.all()[:2])
    assert demo_password() == password


def test_another_password_in_the_environment_holds_from_the_next_loading(loaded, settings):
    settings.DEMO_PASSWORD = "one-of-my-own-choosing"
    call_command("load_demo", verbosity=0)
    assert User.objects.get(email="fire@example.org").check_password("one-of-my-own-choosing")


def test_everybody_who_signs_in_is_plainly_made_up(loaded):
    for person in Person.objects.filter(user__isnull=False):
        assert person.is_made_up
        assert str(person).endswith("(demonstration)")
        assert str(person.user) == str(person)


def test_the_data_hold_no_real_address_or_telephone_number():
    for file in DATA.glob("*.json"):
        text = file.read_text(encoding="utf-8")
        assert re.findall(r"[\w.+-]+@(?!example\.org)[\w-]+\.\w+", text) == []
        assert re.findall(r"\b0\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}\b", text) == []


@pytest.mark.parametrize("word", ["seed", "inferen", "source_file", "INFERENCE", "ambiguit"])
def test_the_data_are_the_papers_words_without_notes_of_copying(word):
    assert [file.name for file in DATA.glob("*.json") if word in file.read_text("utf-8")] == []


def test_the_co_optee_is_admitted_to_the_closed_item_of_july_alone(loaded):
    admission = Admission.objects.get()
    user = User.objects.get(email="co-optee@example.org")
    assert AgendaItem.objects.item_ids_admitted(user) == {admission.item_id}
    assert (admission.item.number, admission.item.meeting.slug) == ("6", "2018-07-18-board")
    assert admission.admitted_by.email == "chair@example.org"
