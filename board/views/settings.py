from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from accounts.authorize import authorize
from board.forms.settings import BoardSettingsForm
from board.models import BoardSettings
from board.views.pages import form_page


@require_http_methods(["GET", "POST"])
def board_settings(request):
    authorize(request.user, "board.change_settings")
    form = BoardSettingsForm(request.POST or None, instance=BoardSettings.current())
    if form.is_valid():
        form.save(commit=False).record(by=request.user)
        messages.success(request, "Settings saved. Papers from now on use them.")
        return redirect("board-settings")
    return form_page(
        request,
        form,
        title="Settings of the Board",
        back="home",
        back_text="",
        lead="The words that pages and papers print. Papers already finished do not change.",
    )
