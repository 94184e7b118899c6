"""Routes of this app, with their whole addresses."""

from django.urls import path

from meetings.views import (
    agenda,
    approval,
    attendance,
    calendar,
    invitations,
    meetings,
    minutes,
    packs,
    papers,
    publication,
    references,
    rsvp,
    series,
    taking,
)

MEETING = "meetings/<slug:slug>/"

urlpatterns = [
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/new/", meetings.meeting_new, name="meeting-new"),
    path("meetings/series/", series.series, name="meeting-series"),
    path(MEETING, meetings.meeting, name="meeting"),
    path(f"{MEETING}edit/", meetings.meeting_edit, name="meeting-edit"),
    path(f"{MEETING}calling-off/", meetings.meeting_calling_off, name="meeting-calling-off"),
    path(f"{MEETING}reinstatement/", meetings.meeting_reinstatement, name="meeting-reinstatement"),
    path(f"{MEETING}holding/", meetings.meeting_holding, name="meeting-holding"),
    path(f"{MEETING}notice/", meetings.meeting_notice, name="meeting-notice"),
    path(f"{MEETING}agenda/", agenda.agenda, name="agenda"),
    path(f"{MEETING}agenda/<int:pk>/", agenda.agenda_item, name="agenda-item"),
    path(f"{MEETING}agenda/<int:pk>/move/", agenda.agenda_item_move, name="agenda-item-move"),
    path(f"{MEETING}agenda/<int:pk>/papers/", papers.paper_new, name="paper-new"),
    path(f"{MEETING}papers/<int:pk>/", papers.paper, name="paper"),
    path(f"{MEETING}papers/<int:pk>/edit/", papers.paper_edit, name="paper-edit"),
    path(f"{MEETING}papers/<int:pk>/versions/", papers.paper_versions, name="paper-versions"),
    path(
        f"{MEETING}papers/<int:pk>/versions/<int:number>/", papers.paper_file, name="paper-file"
    ),
    path(f"{MEETING}papers/<int:pk>/withdrawal/", papers.paper_withdrawal, name="paper-withdrawal"),
    path(f"{MEETING}papers/<int:pk>/opening/", papers.paper_opening, name="paper-opening"),
    path(f"{MEETING}pack/", packs.pack, name="pack"),
    path(f"{MEETING}pack.pdf", packs.pack_pdf, name="pack-pdf"),
    path(f"{MEETING}attendance/", attendance.attendance, name="attendance"),
    path(f"{MEETING}minutes/", minutes.minutes, name="minutes"),
    path(f"{MEETING}minutes.pdf", minutes.minutes_pdf_file, name="minutes-pdf"),
    path(f"{MEETING}minutes/edit/", taking.minutes_edit, name="minutes-edit"),
    path(f"{MEETING}minutes/openings/", minutes.opening, name="minutes-opening"),
    path(f"{MEETING}circulation/", minutes.circulation, name="minutes-circulation"),
    path(f"{MEETING}approval/", approval.approval, name="minutes-approval"),
    path(f"{MEETING}publication/", publication.publication, name="minutes-publication"),
    path(
        f"{MEETING}publication-approval/",
        publication.publication_approval,
        name="minutes-publication-approval",
    ),
    path(f"{MEETING}invitations/", invitations.invitations, name="invitations"),
    path(
        f"{MEETING}invitations/<int:pk>/answer/",
        invitations.invitation_answer,
        name="invitation-answer",
    ),
    path(
        f"{MEETING}invitations/<int:pk>/withdrawal/",
        invitations.invitation_withdrawal,
        name="invitation-withdrawal",
    ),
    path("rsvp/", rsvp.rsvp, name="rsvp"),
    path("rsvp/<str:token>/", rsvp.rsvp_link, name="rsvp-link"),
    path(f"{MEETING}meeting.ics", calendar.meeting_calendar, name="meeting-calendar"),
    path("calendar.ics", calendar.public_calendar, name="public-calendar"),
    path("calendar/", calendar.calendar_link, name="calendar-link"),
    path("calendar/ending/", calendar.calendar_link_ending, name="calendar-link-ending"),
    path("calendar/<str:token>.ics", calendar.private_calendar, name="private-calendar"),
    path("references/", references.references, name="references"),
    path("references/<int:pk>/closing/", references.reference_closing, name="reference-closing"),
]
