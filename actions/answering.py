"""Who answers an update request on this page: somebody signed in, or by the link sent to them.

A link opens one request and nothing else; it is looked at anew each time, because it ends when it
is replaced, when its reader no longer answers for the partner, and when links are turned off."""

from dataclasses import dataclass

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils import timezone

from accounts.models import ScopedLink, User
from actions.models import UpdateRequest
from actions.models.rounds import LINKS_OUTLAST_THE_ROUND

SESSION_KEY = "update-request"


@dataclass(frozen=True)
class Answering:
    """One request, and who answers it. `link` when it is answered by link; `is_on_behalf` when the
    secretariat records what it was told."""

    request: UpdateRequest
    user: User
    link: ScopedLink | None = None
    is_on_behalf: bool = False

    def next_row(self, after=None):
        """The next of the partner's own rows without an answer: after this one, or from the top."""
        own = self.request.own_rows
        place = own.index(after) + 1 if after in own else 0
        waiting = [row for row in own[place:] + own[:place] if row != after]
        answered = self.request.answered_ids
        return next((row for row in waiting if row.action_id not in answered), None)


def answering_on(http):
    """Every request that this person may answer here, by link or signed in."""
    link, reader = link_and_reader(http)
    mine = Q(pk__in=asked_of(http.user, http.today)) if http.user.is_authenticated else Q(pk=None)
    by_link = Q(pk=link.object_id, pk__in=asked_of(reader, http.today)) if link else Q(pk=None)
    since = http.today - LINKS_OUTLAST_THE_ROUND
    requests = UpdateRequest.objects.with_rows().filter(mine | by_link, round__closes_on__gte=since)
    told_apart = requests.annotate(is_own=ExpressionWrapper(mine, BooleanField()))
    return [
        Answering(request, http.user) if request.is_own else Answering(request, reader, link)
        for request in told_apart.order_by("-round__closes_on", "pk")
    ]


def answering_one(http, pk):
    """The same for one request; the secretariat answers any, on behalf. None for anybody else."""
    for answering in answering_on(http):
        if answering.request.pk == pk:
            return answering
    if http.user.has_perm("actions.run_update_round"):
        request = UpdateRequest.objects.with_rows().filter(pk=pk).first()
        return Answering(request, http.user, is_on_behalf=True) if request else None
    return None


def asked_of(user, day):
    return UpdateRequest.objects.asked_of(user, day)


def link_and_reader(http):
    """The live link followed in this session and the person it was sent to, or two Nones."""
    pk = http.session.get(SESSION_KEY)
    if pk is None or not http.board.allows_links:
        return None, None
    live = ScopedLink.objects.live(timezone.now()).filter(purpose=UpdateRequest.LINK)
    link = live.filter(pk=pk).first()
    reader = link and User.objects.filter(email__iexact=link.recipient, is_active=True).first()
    return (link, reader) if reader else (None, None)
