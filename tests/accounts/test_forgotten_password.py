import re

from django.urls import reverse

from background.models import Message

NEW = {"password1": "three random words", "password2": "three random words"}


def ask(client, email):
    return client.post(reverse("account_reset_password"), {"email": email})


def test_the_link_comes_by_mail_and_works_once(client, secretary):
    ask(client, secretary.email)
    message = Message.objects.get()
    assert (message.to, message.subject) == (secretary.email, "Choose a new password")
    address = re.search(r"http://localhost:8000(\S+)", message.text).group(1)
    page = client.get(address, follow=True)
    form_address = page.redirect_chain[0][0]
    client.post(form_address, NEW)
    secretary.refresh_from_db()
    assert secretary.check_password("three random words")
    assert "This link has been used" in client.get(address, follow=True).content.decode()


def test_unknown_and_ended_addresses_get_the_same_answer_and_no_mail(client, secretary, cast):
    known = ask(client, secretary.email)
    Message.objects.all().delete()
    for email in ("nobody@example.org", cast.ended.email):
        answer = ask(client, email)
        assert (answer.status_code, answer.url) == (known.status_code, known.url)
    assert not Message.objects.exists()


def test_changing_a_password_signs_out_everywhere_else(client, secretary, sign_in):
    elsewhere = sign_in(secretary)
    client.force_login(secretary)
    client.post(reverse("account_change_password"), {"oldpassword": "correct horse battery", **NEW})
    assert client.get(reverse("mfa_index")).status_code == 200
    assert elsewhere.get(reverse("mfa_index")).status_code == 302


def test_an_invented_link_opens_nothing(client, cast):
    for invented in ("zzzzzzzzzzzzz-abc-def", "1-set-password", "0-x"):
        page = client.get(f"/accounts/password/reset/key/{invented}/")
        assert "This link has been used, or is out of date." in page.content.decode()
