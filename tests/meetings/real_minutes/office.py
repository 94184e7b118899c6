"""The secretariat at work: everything goes through the forms that a person fills in."""

import uuid

from django.urls import reverse

from meetings.models import Meeting


def filled(form, **changes):
    """What a browser posts for a form that was opened and changed in these boxes."""
    data = {}
    for name, field in form.fields.items():
        value = changes.pop(name, form[name].value())
        boxes = getattr(field.widget, "widgets_names", None)
        if boxes:
            parts = value if isinstance(value, list) else field.widget.decompress(value)
            pairs = zip(boxes, parts, strict=True)
            data |= {form.add_prefix(name) + box: part for box, part in pairs}
        elif value not in (None, False):
            data[form.add_prefix(name)] = "on" if value is True else value
    assert not changes, f"There are no such boxes: {changes}"
    return data


class Office:
    def __init__(self, cast, sign_in):
        self.cast = cast
        self.secretary, self.chairman = sign_in(cast.secretary), sign_in(cast.chairman)

    def open(self, name, meeting=None, query="", **kwargs):
        kwargs |= {"slug": meeting.slug} if meeting else {}
        address = reverse(name, kwargs=kwargs) + query
        return address, self.secretary.get(address)

    def save(self, address, data):
        response = self.secretary.post(address, data)
        assert response.status_code == 302, response.content.decode()
        return response

    def meeting(self, day, month):
        address, page = self.open("meeting-new")
        held_on = [day, month, 2018]
        group = self.cast.board.pk
        data = filled(page.context["form"], group=group, held_on=held_on, venue="Guildhall")
        self.save(address, data | {"starts_at": "10:00"})
        return Meeting.objects.get(held_on=f"2018-{month:02}-{day:02}")

    def item(self, meeting, title, **more):
        address, page = self.open("agenda", meeting)
        more = {"is_closed": "open", **more}
        self.save(address, filled(page.context["form"], title=title, **more))
        return meeting.items.get(title=title)

    def change_item(self, item, **changes):
        address, page = self.open("agenda-item", item.meeting, pk=item.pk)
        self.save(address, filled(page.context["form"], **changes))

    def take_before(self, item, places=1):
        address = reverse("agenda-item-move", kwargs={"slug": item.meeting.slug, "pk": item.pk})
        for _ in range(places):
            self.save(address, {"up": "1"})

    def attendance(self, meeting, *, chair, seats, instead=(), guests=()):
        """`seats`: {name of a holder: status}. `instead`: {seat: (name, organisation, for
        whom)} of who came for it. `guests`: (name, organisation)."""
        address, page = self.open("attendance", meeting)
        formset = page.context["formset"]
        data = filled(formset.management_form)
        spare = iter(guests)
        for form in formset:
            row, name = form["row"].value() or "", form["name"].value()
            changes = {"status": seats[name]} if name in seats else {}
            for seat, substitute in dict(instead).items():
                if row == f"s{self.cast.seats[seat].pk}":
                    boxes = ("name", "organisation", "substitute_for")
                    changes = dict(zip(boxes, substitute, strict=True))
            if not row and (guest := next(spare, None)):
                changes = {"name": guest[0], "organisation": guest[1], "status": "in_attendance"}
            data |= filled(form, **changes)
        named = {words: key for key, words in page.context["chair"].fields["chair"].choices}
        self.save(address, data | filled(page.context["chair"], chair=named[chair]))

    def minute(self, item, *rows):
        """Type paragraphs into the empty boxes of an item: texts, or dicts of what is ticked."""
        address, page = self.open("minutes-edit", item.meeting, f"?item={item.pk}")
        data = {}
        written = [form for form in page.context["formset"] if form.paragraph]
        for form in written:
            data |= filled(form)
        for number, row in enumerate(rows, start=len(written)):
            typed = {"text": row} if isinstance(row, str) else row
            empty = {"key": str(uuid.uuid4()), "version": 0, "kind": "note"}
            data |= {f"p-{number}-{name}": value for name, value in (empty | typed).items()}
        total = len(written) + len(rows)
        self.save(address, data | {"p-TOTAL_FORMS": total, "p-INITIAL_FORMS": len(written)})

    def ask(self, item, *, by, due="next_meeting"):
        """Tick an owner and the due date of each reference of the item, as the page offers them."""
        address, page = self.open("minutes-edit", item.meeting, f"?item={item.pk}")
        forms = page.context["formset"].forms
        written = [form for form in forms if form.paragraph]
        data = {"p-TOTAL_FORMS": len(written), "p-INITIAL_FORMS": len(written)}
        for form in written:
            data |= filled(form)
        for form in page.context["reference_forms"]:
            owners = {words: key for key, words in form.fields["owners"].choices}
            data |= filled(form, owners=[owners[by]], due=due)
        self.save(address, data)

    def hold(self, meeting):
        self.save(reverse("meeting-holding", kwargs={"slug": meeting.slug}), {})

    def circulate(self, meeting):
        address, page = self.open("minutes-circulation", meeting)
        self.save(address, filled(page.context["form"]))

    def state(self, meeting, wording, *, paragraph=None):
        """The approving meeting wants a paragraph, or the attendance, otherwise."""
        query = f"?paragraph={paragraph.key}" if paragraph else ""
        address, page = self.open("stated-amendment", meeting, query)
        self.save(address, filled(page.context["form"], wording=wording))

    def approve(self, meeting, *, at):
        address, page = self.open("minutes-approval", meeting)
        writes = at.items.filter(title__startswith="Minutes").exists()
        self.save(address, filled(page.context["form"], meeting=at.pk, writes=writes))

    def publish(self, meeting):
        gate = self.chairman.get(reverse("minutes-publication", kwargs={"slug": meeting.slug}))
        agreement = reverse("minutes-publication-approval", kwargs={"slug": meeting.slug})
        self.chairman.post(agreement, {"sha256": gate.context["sha256"]})
        self.save(reverse("minutes-publication", kwargs={"slug": meeting.slug}), {})

    def finish(self, meeting, *, at):
        """Held, circulated, approved at a later meeting, published."""
        self.hold(meeting)
        self.circulate(meeting)
        self.approve(meeting, at=at)
        self.publish(meeting)
