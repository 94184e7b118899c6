"""Routes of this app, with their whole addresses."""

urlpatterns = []
