"""Routes of this app, with their whole addresses."""

from django.urls import path

from library import views

urlpatterns = [
    path("library/", views.library, name="library"),
    path("library/articles/add/", views.edit_article, name="article-add"),
    path("library/articles/<int:pk>/", views.article, name="article"),
    path("library/articles/<int:pk>/edit/", views.edit_article, name="article-edit"),
    path("library/bulletins/add/", views.edit_bulletin, name="bulletin-add"),
    path("library/bulletins/<int:pk>/edit/", views.edit_bulletin, name="bulletin-edit"),
    path("events/", views.events, name="events"),
    path("events/add/", views.edit_event, name="event-add"),
    path("events/<int:pk>/edit/", views.edit_event, name="event-edit"),
]
