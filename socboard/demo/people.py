"""The made-up people who sign in to the demonstration. None of them exists."""

import datetime

from django.contrib.auth.hashers import check_password, make_password

from accounts.models import User
from board.models import Affiliation, Person, SeatHolding
from socboard.demo.password import demo_password

# After the day of every paper: the Board as at 3 November 2017 is the paper's own.
STARTS_ON = datetime.date(2018, 7, 1)

# sign-in, name, post
PEOPLE = [
    ("secretary", "Sasha Clarke", "Secretariat"),
    ("chair", "Robin Hayes", "Acting Chairman"),
    ("deputy", "Jordan Webb", "Acting Deputy Chairman"),
    ("police", "Priya Nair", "Superintendent"),
    ("fire", "Tom Okafor", "Station Manager"),
    ("trading-standards", "Helen Marsh", "Trading Standards Officer"),
    ("co-optee", "Nadia Ferris", "Liaison Officer"),
    ("observer", "Owen Price", "Observer"),
    ("officer", "Farah Rahman", "Policy Officer"),
    ("admin", "Chris Doyle", "System administrator"),
]
# sign-in: category and label of the seat, capacity
SEATS = {
    "secretary": ("secretariat", "Community Safety Team", "holder"),
    "chair": ("chairman", "Borough Commander, City of London", "acting"),
    "deputy": ("deputy_chairman", "Deputy Chairman", "acting"),
    "police": ("member", "Commander of Operations, CoLP", "standing_deputy"),
    "co-optee": (
        "co_optee",
        "Law enforcement agency leads (HMRC/DWP/UKBA/NCA) - co-optees only",
        "holder",
    ),
    "observer": ("observer", "To be determined by the Chairman", "holder"),
}
# sign-in: organisation, whether they answer for it
WORKS_FOR = {
    "secretary": ("Community Safety Team", False),
    "police": ("City of London Police", True),
    "fire": ("London Fire Brigade", True),
    "trading-standards": ("Trading Standards", True),
}


def load(organisations, seats):
    """Make the people who are missing, and see that they all sign in with today's password."""
    made = {}
    for sign_in, name, post in PEOPLE:
        person, _ = Person.objects.get_or_create(
            name=name, is_made_up=True, defaults={"title": post}
        )
        if person.user is None:
            person.user, _ = User.objects.get_or_create(
                email=f"{sign_in}@example.org",
                defaults={"name": str(person), "is_administrator": sign_in == "admin"},
            )
            person.save(update_fields=["user"])
        made[sign_in] = person
    set_password([person.user for person in made.values()])
    for sign_in, (category, label, capacity) in SEATS.items():
        SeatHolding.objects.get_or_create(
            seat=seats[category, label],
            person=made[sign_in],
            defaults={"capacity": capacity, "starts_on": STARTS_ON, "position": 10},
        )
    for sign_in, (organisation, is_contact) in WORKS_FOR.items():
        Affiliation.objects.get_or_create(
            person=made[sign_in],
            organisation=organisations[organisation],
            defaults={"is_contact": is_contact, "starts_on": STARTS_ON},
        )


def renew_password():
    """See that whoever is here of them signs in with today's password."""
    emails = [f"{sign_in}@example.org" for sign_in, _, _ in PEOPLE]
    users = User.objects.filter(email__in=emails, person__is_made_up=True)
    if users:
        set_password(users)


def set_password(users):
    """One password and one hash for all: hashing ten times would hold up every start."""
    password = demo_password()
    kept = users[0].password
    encoded = kept if check_password(password, kept) else make_password(password)
    for user in users:
        if user.password != encoded:
            user.password = encoded
            user.save(update_fields=["password"])
