"""Other sites are asked by a task; those here are local servers."""

import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from articles import external_links
from articles.models import Article, ExternalLink
from articles.publishing import note_change
from tests.articles.desk import chief, hand_in, opened
from tests.factories import make_article

pytestmark = pytest.mark.django_db

PAGE = "https://example.org/grip"


@pytest.fixture
def elsewhere():
    """A server that answers with the number in its path."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(int(self.path.lstrip("/")))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def do_HEAD(self):
            self.do_GET()

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def linking(url: str = PAGE) -> Article:
    return make_article(introduction=f'<p><a href="{url}">On grip</a></p>')


def link(url: str = PAGE, **fields) -> ExternalLink:
    return ExternalLink.objects.create(url=url, **{"seen_on": timezone.localdate(), **fields})


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(200, "fine"), (403, "fine"), (429, "fine"), (404, "gone"), (410, "gone"), (503, "silent")],
)
def test_what_a_page_answers_is_kept(elsewhere, status, outcome):
    asked = link(f"{elsewhere}/{status}")

    external_links.ask(asked, allows=lambda address: True)

    asked.refresh_from_db()
    assert asked.outcome == outcome
    assert asked.asked_at


def test_an_address_inside_our_network_is_not_asked(elsewhere):
    asked = link(f"{elsewhere}/200")

    external_links.ask(asked)

    assert asked.outcome == "refused"


def test_saving_a_guide_notes_its_links_and_asks_nobody():
    client, article = chief(), linking()
    article.sources.create(title="On pulling", url="https://example.org/pull")

    hand_in(client, opened(client, article), article)

    assert set(ExternalLink.objects.values_list("url", "asked_at")) == {
        (PAGE, None),
        ("https://example.org/pull", None),
    }


def test_a_link_that_is_named_again_keeps_what_it_answered():
    link(outcome="gone", seen_on=timezone.localdate() - timedelta(days=3))

    note_change(linking())

    known = ExternalLink.objects.get()
    assert (known.outcome, known.seen_on) == ("gone", timezone.localdate())


def test_an_address_that_is_too_long_is_left_alone():
    note_change(linking(PAGE + "x" * 2000))

    assert not ExternalLink.objects.exists()


def test_links_are_asked_once_a_week():
    new, old = link(PAGE), link(PAGE + "/old", asked_at=timezone.now() - timedelta(days=8))
    link(PAGE + "/asked", asked_at=timezone.now() - timedelta(days=6))

    assert set(external_links.due()) == {new.pk, old.pk}


def test_links_that_no_guide_names_any_more_are_forgotten():
    recent = link(seen_on=timezone.localdate() - timedelta(days=30))
    link(PAGE + "/old", seen_on=timezone.localdate() - timedelta(days=91))

    assert external_links.due() == []
    assert list(ExternalLink.objects.all()) == [recent]


def test_the_command_asks_the_links_of_all_guides(capsys):
    # An address that needs no network to be refused.
    linking("http://192.168.0.1/grip")

    call_command("check_guides", "--links")

    assert ExternalLink.objects.get().outcome == "refused"
    assert "dead_external_link" in capsys.readouterr().out


def test_with_a_worker_new_links_are_asked_soon_after_saving(
    settings, django_capture_on_commit_callbacks
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    link(PAGE + "/asked", asked_at=timezone.now())

    with django_capture_on_commit_callbacks(execute=True):
        note_change(linking())

    (queued,) = external_links.default_task_backend.results
    assert queued.args == [ExternalLink.objects.get(url=PAGE).pk]


def test_a_second_task_does_not_ask_again():
    asked = link("http://192.168.0.1/", asked_at=timezone.now() - timedelta(days=6))

    external_links.ask_later.call(asked.pk)

    asked.refresh_from_db()
    assert asked.outcome == ""


def test_a_link_that_was_forgotten_meanwhile_is_no_error():
    external_links.ask_later.call(999)


def test_the_day_is_that_of_the_site(settings):
    settings.TIME_ZONE = "Pacific/Auckland"

    with time_machine.travel("2026-11-02T20:00Z", tick=False):
        note_change(linking())

    assert str(ExternalLink.objects.get().seen_on) == "2026-11-03"
