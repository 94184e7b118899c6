"""Routes of this app, with their whole addresses."""

from django.urls import path

from board.views import (
    calendar,
    feed,
    members,
    nominations,
    organisations,
    people,
    publications,
    reviews,
    seats,
    settings,
    terms,
)

urlpatterns = [
    path("board/", members.members, name="members"),
    path("board/seats/new/", seats.seat_new, name="seat-new"),
    path("board/seats/<int:pk>/", seats.seat, name="seat"),
    path("board/seats/<int:pk>/edit/", seats.seat_edit, name="seat-edit"),
    path("board/seats/<int:pk>/ending/", seats.seat_ending, name="seat-ending"),
    path("board/seats/<int:pk>/holders/new/", seats.holding_new, name="holding-new"),
    path(
        "board/seats/<int:pk>/nominations/new/", nominations.nomination_new, name="nomination-new"
    ),
    path(
        "board/nominations/<int:pk>/withdrawal/",
        nominations.nomination_withdrawal,
        name="nomination-withdrawal",
    ),
    path("board/holders/<int:pk>/ending/", seats.holding_ending, name="holding-ending"),
    path("board/people/", people.people, name="people"),
    path("board/people/new/", people.person_new, name="person-new"),
    path("board/people/<int:pk>/", people.person, name="person"),
    path("board/people/<int:pk>/edit/", people.person_edit, name="person-edit"),
    path("board/people/<int:pk>/invitation/", people.person_invitation, name="person-invitation"),
    path(
        "board/people/<int:pk>/organisations/new/", people.affiliation_new, name="affiliation-new"
    ),
    path(
        "board/affiliations/<int:pk>/ending/",
        people.affiliation_ending,
        name="affiliation-ending",
    ),
    path("board/organisations/", organisations.organisations, name="organisations"),
    path("board/organisations/new/", organisations.organisation_new, name="organisation-new"),
    path("board/organisations/<int:pk>/", organisations.organisation, name="organisation"),
    path(
        "board/organisations/<int:pk>/edit/",
        organisations.organisation_edit,
        name="organisation-edit",
    ),
    path("board/terms-of-reference/", terms.terms_of_reference, name="terms-of-reference"),
    path(
        "board/terms-of-reference/new/",
        terms.terms_of_reference_new,
        name="terms-of-reference-new",
    ),
    path(
        "board/terms-of-reference/<int:pk>/",
        terms.terms_of_reference_version,
        name="terms-of-reference-version",
    ),
    path("board/reviews/", reviews.effectiveness_reviews, name="effectiveness-reviews"),
    path("board/reviews/new/", reviews.effectiveness_review_new, name="effectiveness-review-new"),
    path("board/reviews/<int:pk>/", reviews.effectiveness_review, name="effectiveness-review"),
    path(
        "board/reviews/<int:pk>/edit/",
        reviews.effectiveness_review_edit,
        name="effectiveness-review-edit",
    ),
    path("board/frequency/", calendar.frequency, name="frequency"),
    path("board/frequency/new/", calendar.frequency_new, name="frequency-new"),
    path("board/frequency/<int:pk>/edit/", calendar.frequency_edit, name="frequency-edit"),
    path("board/holidays/", calendar.holidays, name="holidays"),
    path("board/holidays/<int:pk>/removal/", calendar.holiday_removal, name="holiday-removal"),
    path("board/settings/", settings.board_settings, name="board-settings"),
    path("published/", publications.published, name="published"),
    path("published/feed.atom", feed.published_feed, name="published-feed"),
    path("published/<slug:slug>/", publications.publication, name="publication"),
    path(
        "published/<slug:slug>/withdrawal/",
        publications.publication_withdrawal,
        name="publication-withdrawal",
    ),
    path(
        "published/<slug:slug>/<slug:name>.pdf",
        publications.publication_pdf,
        name="publication-pdf",
    ),
]
