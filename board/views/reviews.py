from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.authorize import authorize
from board.forms.reviews import EffectivenessReviewForm
from board.models import EffectivenessReview
from board.views.pages import form_page


@require_GET
def effectiveness_reviews(request):
    authorize(request.user, "board.view_reviews")
    reviews = EffectivenessReview.objects.visible_to(request.user)
    due_on = reviews.due_on()
    context = {
        "reviews": reviews,
        "due_on": due_on,
        "is_due": due_on is None or due_on <= request.today,
    }
    return render(request, "board/effectiveness_reviews.html", context)


@require_GET
def effectiveness_review(request, pk):
    review = review_or_404(request, pk)
    return render(request, "board/effectiveness_review.html", {"review": review})


def review_or_404(request, pk):
    reviews = EffectivenessReview.objects.visible_to(request.user).select_related("recorded_by")
    return get_object_or_404(reviews, pk=pk)


@require_http_methods(["GET", "POST"])
def effectiveness_review_new(request):
    authorize(request.user, "board.change_review")
    page = {"title": "Record a review of effectiveness", "back": "effectiveness-reviews"}
    return edited(request, EffectivenessReview(), page | {"back_text": "Reviews"})


@require_http_methods(["GET", "POST"])
def effectiveness_review_edit(request, pk):
    review = review_or_404(request, pk)
    authorize(request.user, "board.change_review", review)
    page = {"title": "Put right what is recorded of the review", "back": review}
    return edited(request, review, page | {"back_text": "Review"})


def edited(request, review, page):
    form = EffectivenessReviewForm(request.POST or None, instance=review, today=request.today)
    if form.is_valid():
        review = form.save(commit=False)
        review.record(by=request.user)
        messages.success(request, "Review saved.")
        return redirect(review)
    lead = "The Board reviews its own effectiveness every year (terms of reference, section 5)."
    return form_page(request, form, **page, lead=lead)
