"""What waits because something is closed: each as (what, how it stands, address, button)."""

from django.urls import reverse

from board.models import Publication
from meetings.closed_parts import number_due
from meetings.models import ClosedReview, CopyRequest


def opened_since_published(user):
    """Minutes that are public without what two people have opened in them since."""
    opened = list(ClosedReview.objects.visible_to(user).filter(was_opened=True).for_a_list())
    if not opened:
        return
    live = Publication.objects.live().filter(kind="minutes")
    live = dict(live.values_list("slug", "published_at"))
    meetings = {
        review.meeting
        for review in opened
        if review.meeting.slug in live and review.decided_at > live[review.meeting.slug]
    }
    for meeting in sorted(meetings, key=lambda meeting: meeting.held_on):
        url = reverse("minutes-publication", kwargs={"slug": meeting.slug})
        how = "something was opened since they were published"
        yield f"Minutes of {meeting}", how, url, "Look at both sides"


def for_the_chairman(user):
    yield from opened_since_published(user)
    proposals = ClosedReview.objects.visible_to(user).proposals().exclude(made_by=user.pk)
    if number := proposals.count():
        yield "Opening what is closed", f"{number} proposed", reverse("closed-parts"), "Decide"


def for_the_secretariat(user, today):
    yield from opened_since_published(user)
    if number := CopyRequest.objects.waiting().count():
        how = f"{number} {'officer asks' if number == 1 else 'officers ask'} for a copy of minutes"
        yield "Copies of minutes", how, reverse("copies"), "Decide"
    if number := number_due(user, today):
        how = f"{number} last looked at a year ago or longer"
        yield "What is still closed", how, reverse("closed-parts"), "Look at it"


def for_an_officer(user, today):
    if CopyRequest.objects.live(today).filter(officer=user.pk).exists():
        yield "Copies of minutes", "released to you", reverse("copies"), "Read"
