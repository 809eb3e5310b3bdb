"""Two worker processes with warm memories: each shows a change with its very next answer."""

import http.client
import time
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from articles.models import Topic
from articles.publishing import expire, publish, unpublish
from shop import stock
from shop.catalogue.prices import set_price
from tests.factories import make_article, make_product, make_variant, publish_article
from tests.load.serving import served

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

WORKERS = 2


class Readers:
    """A connection to each worker process, which stays with it."""

    def __init__(self, site: str) -> None:
        self.by_worker: dict[str, http.client.HTTPConnection] = {}
        until = time.monotonic() + 30
        while len(self.by_worker) < WORKERS and time.monotonic() < until:
            connection = http.client.HTTPConnection(site, timeout=30)
            connection.request("GET", "/robots.txt")
            answer = connection.getresponse()
            answer.read()
            worker = answer.headers["X-Worker"]
            if self.by_worker.setdefault(worker, connection) is not connection:
                connection.close()
        assert len(self.by_worker) == WORKERS

    def read(self, path: str) -> list[tuple[int, str, str]]:
        """What each worker answers: status, text, and whether the page was made or kept."""
        answers = []
        for connection in self.by_worker.values():
            connection.request("GET", path)
            answer = connection.getresponse()
            answers.append((answer.status, answer.read().decode(), answer.headers["X-Page"]))
        return answers

    def warm(self, path: str) -> list[str]:
        """The page as each worker has it ready."""
        self.read(path)
        answers = self.read(path)
        assert {how for _status, _text, how in answers} == {"kept"}, path
        return [text for _status, text, _how in answers]

    def leave(self) -> None:
        for connection in self.by_worker.values():
            connection.close()

    def see(self, words: str, path: str) -> bool:
        return all(words in text for _status, text, _how in self.read(path))


@pytest.fixture(scope="module")
def telling(django_db_setup):
    with served("tests.load.telling:application") as server:
        yield server.site


@pytest.fixture
def readers(telling, transactional_db):
    crowd = Readers(telling)
    yield crowd
    crowd.leave()


def test_publishing_and_taking_down_are_seen_at_once(readers):
    article = make_article("Hang first")
    publish_article("Other")
    for _round in range(5):
        assert not any("Hang first" in text for text in readers.warm("/guides/"))

        publish(article)
        assert readers.see("Hang first", "/guides/")
        assert not any("no longer here" in text for text in readers.warm("/guides/hang-first/"))

        unpublish(article)
        assert readers.see("no longer here", "/guides/hang-first/")


def test_what_is_scheduled_begins_and_ends_by_the_clock(readers):
    article = make_article("Hang first")
    publish_article("Other")
    begins = timezone.now() + timedelta(seconds=3)
    publish(article, at=begins)
    expire(article, begins + timedelta(seconds=3))
    assert not any("Hang first" in text for text in readers.warm("/guides/"))

    wait_for(begins)
    assert readers.see("Hang first", "/guides/")
    readers.warm("/guides/")

    wait_for(begins + timedelta(seconds=3))
    assert not any("Hang first" in text for _status, text, _how in readers.read("/guides/"))


def wait_for(moment) -> None:
    time.sleep(max(0, (moment - timezone.now()).total_seconds()))


def test_prices_and_stock_are_seen_at_once(readers):
    variant = make_variant(make_product("Ring"), price="20.00", stock=7)
    readers.warm("/shop/ring/")

    set_price(variant, Decimal("18.50"))
    assert readers.see("$18.50", "/shop/ring/")
    readers.warm("/shop/ring/")

    for left in (4, 1):
        stock.take({variant.pk: 3})
        assert readers.see(f"Only {left} left", "/shop/ring/")
        readers.warm("/shop/ring/")
    stock.take({variant.pk: 1})
    assert readers.see("Sold out", "/shop/ring/")


def test_a_unit_of_many_leaves_the_pages_as_they_are(readers):
    variant = make_variant(make_product("Ring"), stock=90)
    readers.warm("/shop/ring/")

    stock.take({variant.pk: 1})

    assert {how for _status, _text, how in readers.read("/shop/ring/")} == {"kept"}


def test_sixty_changes_are_seen_sixty_times(readers):
    publish_article("Hang")
    readers.warm("/guides/hang/")

    seen = []
    for number in range(60):
        Topic.objects.update(name=f"Shelf {number}")
        seen.append(readers.see(f"Shelf {number}<", "/guides/hang/"))

    assert seen == [True] * 60
