"""What waits because something is closed: each as (what, how it stands, address, button)."""

from django.urls import reverse

from meetings.closed_parts import number_due
from meetings.models import ClosedReview, CopyRequest


def for_the_chairman(user):
    proposals = ClosedReview.objects.visible_to(user).proposals().exclude(made_by=user.pk)
    if number := proposals.count():
        yield "Opening what is closed", f"{number} proposed", reverse("closed-parts"), "Decide"


def for_the_secretariat(user, today):
    if number := CopyRequest.objects.waiting().count():
        how = f"{number} {'officer asks' if number == 1 else 'officers ask'} for a copy of minutes"
        yield "Copies of minutes", how, reverse("copies"), "Decide"
    if number := number_due(user, today):
        how = f"{number} last looked at a year ago or longer"
        yield "What is still closed", how, reverse("closed-parts"), "Look at it"


def for_an_officer(user, today):
    if CopyRequest.objects.live(today).filter(officer=user.pk).exists():
        yield "Copies of minutes", "released to you", reverse("copies"), "Read"
