import pytest

from shop import stock
from tests.factories import make_variant

pytestmark = pytest.mark.django_db


def test_taking_takes_from_each():
    rope, mat = make_variant(stock=5), make_variant(stock=2)

    stock.take({rope.pk: 3, mat.pk: 2})

    rope.refresh_from_db()
    mat.refresh_from_db()
    assert (rope.stock, mat.stock) == (2, 0)


def test_taking_more_than_there_is_takes_nothing_and_names_all_that_is_short():
    rope, mat, ball = make_variant(stock=5), make_variant(stock=2), make_variant(stock=0)

    with pytest.raises(stock.OutOfStock) as short:
        stock.take({rope.pk: 3, mat.pk: 3, ball.pk: 1})

    rope.refresh_from_db()
    assert short.value.left == {mat.pk: 2, ball.pk: 0}
    assert rope.stock == 5


def test_goods_that_are_gone_are_none():
    with pytest.raises(stock.OutOfStock) as short:
        stock.take({0: 1})

    assert short.value.left == {0: 0}


def test_giving_back_adds():
    rope = make_variant(stock=5)

    stock.give_back({rope.pk: 2, 0: 7})

    rope.refresh_from_db()
    assert rope.stock == 7


def test_taking_goes_by_key_however_it_is_asked():
    rope, mat, ball = make_variant(), make_variant(), make_variant()

    keys = [key for key, _ in stock.in_order({ball.pk: 1, rope.pk: 1, mat.pk: 1})]

    assert keys == [rope.pk, mat.pk, ball.pk]
