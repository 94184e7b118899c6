"""Routes of this app, with their whole addresses."""

from django.urls import path

from priorities import views

urlpatterns = [path("priorities/", views.priorities, name="priorities")]
