"""What is published, newest first, for programs that watch it: publications and nothing else."""

import datetime

from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from board.models import Publication
from board.unchanged import known_by
from board.views.publications import all_live, read_by_everybody

LATEST = 50
BEFORE_ANYTHING = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


class PublishedFeed(Atom1Feed):
    """An empty feed says so with the same bytes each time, not with the time of day."""

    def latest_post_date(self):
        return max((item["updateddate"] for item in self.items), default=BEFORE_ANYTHING)


@read_by_everybody
@known_by(all_live)
def published_feed(request):
    board = request.board.name
    feed = PublishedFeed(
        title=f"{board}: published papers",
        link=request.build_absolute_uri(reverse("published")),
        feed_url=request.build_absolute_uri(reverse("published-feed")),
        description=None,
        subtitle="What the Board has made public. Closed items are not part of these papers.",
        author_name=board,
        language="en-GB",
    )
    live = Publication.objects.live().order_by("-published_at", "-pk").defer("document")
    for publication in live[:LATEST]:
        add(feed, publication, request)
    return HttpResponse(
        feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )


def add(feed, publication, request):
    """One entry. Another version is the same entry, changed."""
    address = request.build_absolute_uri(publication.get_absolute_url())
    kind = publication.get_kind_display()
    feed.add_item(
        title=publication.title,
        link=address,
        unique_id=address,
        pubdate=publication.published_at,
        updateddate=publication.published_at,
        description=f"{kind}, version {publication.version}. {publication.note}".strip(),
        categories=[kind],
    )
