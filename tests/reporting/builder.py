"""What the builder's page posts, read from its own forms."""

from django.urls import reverse

from reporting.forms import ReportBuilder


def address(report):
    return reverse("report-edit", kwargs={"pk": report.pk})


def as_posted(report, **changes):
    """The data of the form as the page shows it; `changes` by the name of the control."""
    data = {}
    builder = ReportBuilder(report)
    bound = [builder.cover, *builder.recipients, builder.blocks.management_form, *builder.blocks]
    for form in bound:
        for field in form:
            value = field.value()
            if value in (None, False, ""):
                continue
            if hasattr(value, "day"):
                parts = {"day": value.day, "month": value.month, "year": value.year}
                data |= {f"{field.html_name}_{name}": part for name, part in parts.items()}
            else:
                data[field.html_name] = "on" if value is True else value
    return data | changes
