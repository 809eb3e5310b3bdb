import io
import re

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import call_command

from fitblog.demo.content import read
from fitblog.demo.load import KINDS
from fitblog.demo.models import Loaded

pytestmark = pytest.mark.django_db
User = get_user_model()


@pytest.fixture(autouse=True)
def demo_is_loaded():
    content = read()
    Loaded.objects.bulk_create(
        Loaded(name=f"{kind} {row.slug}") for kind in KINDS for row in getattr(content, kind)
    )


def run(*options: str) -> str:
    out = io.StringIO()
    call_command("load_demo", *options, stdout=out)
    return out.getvalue()


def password_in(said: str) -> str:
    return re.search(r"password +(\S+)", said)[1]


def test_the_login_is_shown_with_its_address_and_works():
    said = run("--editor", "--address", "http://127.0.0.1:8001/")

    assert "http://127.0.0.1:8001/admin/" in said
    editor = authenticate(username="editor", password=password_in(said))
    assert editor.is_staff
    assert editor.is_superuser


def test_the_password_is_another_one_on_every_site():
    first = password_in(run("--editor"))
    User.objects.all().delete()
    second = password_in(run("--editor"))

    assert first != second
    assert min(len(first), len(second)) >= 16


def test_the_second_time_no_password_is_made_or_shown():
    first = run("--editor")
    kept = User.objects.get().password

    second = run("--editor")

    assert User.objects.get().password == kept
    assert password_in(first) not in second
    assert "is there already" in second
    assert "manage.py changepassword editor" in second


def test_an_owner_with_a_login_of_their_own_gets_no_second_one():
    User.objects.create_superuser("owner", password="correct horse battery")

    said = run("--editor")

    assert "'owner'" in said
    assert not User.objects.filter(username="editor").exists()


def test_no_login_is_made_unasked():
    run()

    assert not User.objects.exists()
