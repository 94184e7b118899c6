from django.db import models


class Appendix(models.TextChoices):
    """What a report can carry behind its main part, in the order in which it prints."""

    TERMS_OF_REFERENCE = "terms_of_reference", "Terms of reference"
    ACTION_TABLE = "action_table", "Action table"
    RATINGS = "ratings", "Ratings over the quarters"
    ATTENDANCE = "attendance", "Attendance"
    DASHBOARD = "dashboard", "Dashboard"
