"""What the Board watches: three schemes of priorities, the crosswalk between them, its focus."""

from django.db import models
from django.db.models import F, Q

from board.models.dated import MembershipQuerySet


class SchemeQuerySet(MembershipQuerySet):
    def with_crosswalk(self):
        """With every heading, and the headings of other lists that speak of the same crime."""
        return self.prefetch_related(
            "priorities__links__other__scheme", "priorities__reverse_links__one__scheme"
        )


class Scheme(models.Model):
    """A list of priorities as one paper prints it. No two papers print the same list."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    source = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField("order", default=0)

    objects = SchemeQuerySet.as_manager()

    class Meta:
        ordering = ["position"]

    def __str__(self):
        return self.name


class Priority(models.Model):
    """One heading of a scheme, spelt as its paper spells it."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="priorities")
    title = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField("order")

    class Meta:
        ordering = ["scheme__position", "position"]
        verbose_name_plural = "priorities"
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "title"],
                name="priority_title_once",
                violation_error_message="The list holds this heading already.",
            )
        ]

    def __str__(self):
        return self.title

    @property
    def same_elsewhere(self):
        """Headings of the other lists that speak of the same crime, in the order of the lists."""
        others = [link.other for link in self.links.all()]
        others += [link.one for link in self.reverse_links.all()]
        return sorted(others, key=lambda other: (other.scheme.position, other.position))


class PriorityLink(models.Model):
    """The crosswalk: a heading of one scheme speaks of the same crime as one of another."""

    one = models.ForeignKey(Priority, models.PROTECT, related_name="links")
    other = models.ForeignKey(Priority, models.PROTECT, related_name="reverse_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="priority_link_once"),
            models.CheckConstraint(condition=~Q(one=F("other")), name="priority_link_two_ends"),
        ]

    def __str__(self):
        return f"{self.one} – {self.other}"


class FocusSet(models.Model):
    """The few areas a meeting resolved to concentrate on; a decision, not a scheme."""

    agreed_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = [F("agreed_on").desc(nulls_last=True), "-pk"]

    def __str__(self):
        return f"Focus areas agreed on {self.agreed_on}" if self.agreed_on else "Focus areas"


class FocusArea(models.Model):
    """One area of a focus set, in the words of the decision."""

    focus_set = models.ForeignKey(FocusSet, models.PROTECT, related_name="areas")
    title = models.CharField(max_length=200)
    priority = models.ForeignKey(
        Priority, models.PROTECT, null=True, blank=True, related_name="focus_areas"
    )
    position = models.PositiveSmallIntegerField("order")

    class Meta:
        ordering = ["position"]

    def __str__(self):
        return self.title
