"""No kept page outlives a change that the clock alone brings."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection

from articles.publishing import expire, publish
from shop.models import Order
from tests.factories import make_article, make_product, make_variant, publish_article
from tests.fitblog.asking import Door
from tests.shop.ordering import make_order

pytestmark = pytest.mark.django_db(transaction=True)

START = datetime(2026, 6, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
JUST = timedelta(seconds=1)
EVERYWHERE = ["/", "/guides/", "/topics/strength/", "/authors/ines-marlow/", "/feed/"]


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


def test_a_scheduled_guide_appears_on_every_page_at_its_moment(clock):
    publish_article("First")
    publish(make_article("Hang first"), at=START + HOUR)
    door = Door()
    for page in EVERYWHERE:
        assert "Hang first" not in door.ask(page).text

    clock.move_to(START + HOUR - JUST)
    before = {page: "Hang first" in door.ask(page).text for page in EVERYWHERE}
    clock.move_to(START + HOUR)
    after = {page: "Hang first" in door.ask(page).text for page in EVERYWHERE}

    assert not any(before.values())
    assert all(after.values())
    assert door.ask("/guides/hang-first/").status == 200


def test_a_guide_leaves_every_page_at_its_end(clock):
    publish_article("First")
    article = make_article("Hang first")
    publish(article)
    expire(article, START + HOUR)
    door = Door()
    pages = [*EVERYWHERE, "/guides/hang-first/"]
    assert all("Hang first" in door.ask(page).text for page in pages)

    clock.move_to(START + HOUR)

    assert not any("Hang first" in door.ask(page).text for page in pages)
    assert door.ask("/guides/hang-first/").status == 410


def test_the_next_edition_takes_over_at_its_moment(clock):
    article = make_article("Hang", excerpt="The first words.")
    publish(article)
    article.excerpt = "The second words."
    article.save()
    publish(article, at=START + HOUR)
    door = Door()
    door.ask("/guides/hang/")

    clock.move_to(START + HOUR)

    assert "The second words." in door.ask("/guides/hang/").text


def test_goods_of_a_lapsed_order_can_be_had_again_at_its_moment(clock):
    variant = make_variant(make_product("Ring"), stock=2)
    make_order((variant, 2), expires_at=START + HOUR)
    door = Door()
    assert "Sold out" in door.ask("/shop/ring/").text

    clock.move_to(START + HOUR)

    assert "Only 2 left" in door.ask("/shop/ring/").text


def test_a_late_payment_takes_them_away_again(clock):
    variant = make_variant(make_product("Ring"), stock=2)
    order = make_order((variant, 2), expires_at=START + HOUR)
    door = Door()
    clock.move_to(START + 2 * HOUR)
    assert "Only 2 left" in door.ask("/shop/ring/").text

    Order.objects.filter(pk=order.pk).update(state=Order.State.PAID)

    assert "Sold out" in door.ask("/shop/ring/").text


def test_an_order_that_was_placed_under_kept_pages_lapses_under_them(clock):
    variant = make_variant(make_product("Ring"), stock=8)
    door = Door()
    door.ask("/shop/ring/")
    make_order((variant, 1), expires_at=START + HOUR)  # seven left: nobody sees it
    make_order((variant, 6), expires_at=START + 3 * HOUR)
    assert "Only 1 left" in door.ask("/shop/ring/").text

    clock.move_to(START + HOUR)

    assert "Only 2 left" in door.ask("/shop/ring/").text


def test_the_year_changes_at_midnight_of_the_site(clock, settings):
    settings.TIME_ZONE = "America/New_York"
    publish_article("First")
    door = Door()
    clock.move_to(datetime(2027, 1, 1, 4, 59, 59, tzinfo=UTC))
    assert "© 2026" in door.ask("/guides/").text

    clock.move_to(datetime(2027, 1, 1, 5, tzinfo=UTC))

    assert "© 2027" in door.ask("/guides/").text


@pytest.mark.parametrize(
    ("left", "control"),
    [
        (3000, "s-maxage=30, stale-while-revalidate=30"),
        (45, "s-maxage=30, stale-while-revalidate=15"),
        (20, "s-maxage=20, stale-while-revalidate=0"),
        (0, "s-maxage=0, stale-while-revalidate=0"),
    ],
)
@pytest.mark.parametrize("address", ["/guides/", "/guides/?utm_source=mail", "/guides/gone/"])
def test_no_other_cache_is_asked_to_keep_it_longer(clock, left, control, address):
    gone = make_article("Gone")
    publish(gone)
    expire(gone, START + JUST)
    publish(make_article("Hang first"), at=START + HOUR)
    clock.move_to(START + JUST)
    door = Door()
    door.ask(address)

    clock.move_to(START + HOUR - timedelta(seconds=left + 0.5))

    assert door.ask(address).headers["Cache-Control"] == f"public, max-age=0, {control}"


def test_what_comes_next_is_asked_once_for_all_pages(clock):
    publish_article("First")
    door = Door()
    door.ask("/guides/")
    asked = []

    def count(execute, *arguments):
        asked.append(arguments[0])
        return execute(*arguments)

    with connection.execute_wrapper(count):
        door.ask("/guides/first/")

    assert not [sql for sql in asked if "MIN(" in sql]
