"""What moves the site's stamp, and what does not."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from articles.models import Article, Author, Edition, FormerSlug, Topic
from articles.publishing import expire, publish, unpublish
from fitblog.lib import stamp
from shop import stock
from shop.catalogue.prices import set_price
from shop.models import Order, Product, Variant
from shop.ordering.orders import move
from tests.factories import (
    make_article,
    make_cart,
    make_product,
    make_variant,
    publish_article,
)
from tests.shop.ordering import make_order

OURS = {"articles", "shop"}
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def moves(transactional_db):
    """Whether an act moves the stamp, as another connection sees it: after its commit."""

    def has_moved(act) -> bool:
        before = stamp.current()
        act()
        return stamp.current() != before

    return has_moved


def test_publishing_moves_it(moves):
    article = make_article("Hang")

    assert moves(lambda: publish(article))


def test_taking_down_and_ending_move_it(moves):
    article = make_article("Hang")
    publish(article)

    assert moves(lambda: expire(article, timezone.now() + timedelta(days=1)))
    assert moves(lambda: unpublish(article))


def test_writing_at_the_desk_does_not(moves):
    article = make_article("Hang")

    assert not moves(lambda: make_article("Another draft", sections=["One"], faq=["Why?"]))
    assert not moves(article.save)


def test_an_address_that_changes_does(moves):
    article = make_article("Hang")

    assert moves(lambda: Article.objects.filter(pk=article.pk).update(slug="hang-longer"))
    assert moves(lambda: FormerSlug.objects.create(article=article, slug="hang"))


@pytest.mark.parametrize("model", [Topic, Author])
def test_words_on_shelves_and_people_do(moves, model):
    publish_article("Hang")

    assert moves(lambda: model.objects.update(name="Renamed"))


def test_a_price_does_by_the_act_and_by_a_bare_update(moves):
    variant = make_variant(price="20.00")

    assert moves(lambda: set_price(variant, Decimal("18.00")))
    assert moves(lambda: Variant.objects.update(price=Decimal("17.00")))


@pytest.mark.parametrize(
    ("before", "taken", "is_seen"),
    [(90, 1, False), (7, 1, False), (6, 1, True), (5, 1, True), (1, 1, True)],
)
def test_of_stock_what_its_words_can_show_does(moves, before, taken, is_seen):
    variant = make_variant(stock=before)

    assert moves(lambda: stock.take({variant.pk: taken})) is is_seen
    assert moves(lambda: stock.give_back({variant.pk: taken})) is is_seen


def test_goods_sold_in_tens_are_sold_out_with_nine(moves):
    variant = make_variant(make_product(quantity_min=10), stock=12)

    assert not moves(lambda: stock.take({variant.pk: 1}))
    assert moves(lambda: stock.take({variant.pk: 2}))


def test_a_price_beside_an_unseen_stock_does(moves):
    variant = make_variant(stock=90)

    assert moves(lambda: Variant.objects.filter(pk=variant.pk).update(stock=80, price=5))


def test_a_cart_does_not(moves):
    variant = make_variant()

    assert not moves(lambda: make_cart(variant))


def test_a_lapsed_order_that_is_paid_after_all_does(moves):
    variant = make_variant(stock=3)
    order = make_order((variant, 2))
    Order.objects.update(expires_at=timezone.now() - timedelta(hours=1))

    assert moves(lambda: move(order, Order.State.PAID, by="test"))


def test_what_is_rolled_back_does_not(moves):
    def change_mind():
        with transaction.atomic():
            Product.objects.update(title="Other")
            transaction.set_rollback(True)

    make_product()

    assert not moves(change_mind)


def test_it_moves_with_the_change_and_not_before(transactional_db):
    make_product()
    before, other = stamp.current(), connection.copy()

    with transaction.atomic():
        Product.objects.update(title="Other")
        with other.cursor() as cursor:
            cursor.execute(stamp.READ)
            seen_by_others = cursor.fetchone()[0]
    other.close()

    assert seen_by_others == before
    assert stamp.current() != before


def test_after_a_flush_it_is_none_that_was_before(transactional_db):
    make_product()
    before = stamp.current()

    call_command("flush", interactive=False, verbosity=0)

    assert stamp.current() > before


def test_migrations_run_without_it_and_leave_it_new(transactional_db):
    before = stamp.current()

    stamp.stop(using="default", plan=["a migration"])
    during = stamp.current()
    make_product()
    stamp.start(using="default")

    assert during is None
    assert stamp.current() > before
    make_product()
    assert stamp.current() > before + 1 or connection.vendor == "postgresql"


def test_every_room_with_tables_says_what_is_unseen():
    ours = [app for app in apps.get_app_configs() if app.name in OURS or "fitblog" in app.name]

    assert not [a.name for a in ours if list(a.get_models()) and not hasattr(a, "unseen")]


def test_what_is_called_unseen_exists():
    for app in apps.get_app_configs():
        names = {model.__name__ for model in app.get_models(include_auto_created=True)}
        told = {*getattr(app, "unseen", ()), *getattr(app, "seen_when", ())}

        assert told <= names, app.name


@pytest.mark.django_db
def test_the_next_change_is_an_edition_that_begins_or_ends():
    article = make_article("Hang")
    publish(article)
    Edition.objects.update(live_from=NOW + timedelta(hours=2), live_until=NOW + timedelta(hours=5))

    assert stamp.next_change(NOW) == NOW + timedelta(hours=2)
    assert stamp.next_change(NOW + timedelta(hours=2)) == NOW + timedelta(hours=5)


@pytest.mark.django_db
def test_the_next_change_is_an_order_that_lapses():
    make_order((make_variant(stock=3), 2))
    Order.objects.update(expires_at=NOW + timedelta(minutes=30))

    assert stamp.next_change(NOW) == NOW + timedelta(minutes=30)


@pytest.mark.django_db
def test_the_next_change_is_the_year_in_the_footer():
    assert stamp.next_change(NOW) == datetime(2027, 1, 1, tzinfo=UTC)
