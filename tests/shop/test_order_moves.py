"""One table says where an order may go."""

import pytest

from shop.models import Order, OrderMail
from shop.ordering.orders import MOVES, NotAllowed, State, accept, cancel, move, send
from shop.stock import OutOfStock
from tests.factories import make_variant
from tests.shop.ordering import make_order

pytestmark = pytest.mark.django_db

PAIRS = [(was, to) for was in State for to in State]


def order_in(state: str) -> Order:
    order = make_order()
    Order.objects.filter(pk=order.pk).update(state=state)
    order.refresh_from_db()
    return order


@pytest.mark.parametrize(("was", "to"), PAIRS)
def test_an_order_moves_where_the_table_leads_and_nowhere_else(was, to):
    order = order_in(was)

    if to in MOVES[was]:
        move(order, to, by="ines")
    else:
        with pytest.raises(NotAllowed):
            move(order, to, by="ines")

    order.refresh_from_db()
    assert order.state == (to if to in MOVES[was] else was)


def test_every_state_has_its_row():
    assert set(MOVES) == set(State)


def test_nothing_leads_back_from_paid_to_waiting():
    assert not [was for was, to in MOVES.items() if State.PLACED in to]


def test_a_move_is_logged_with_who_and_why():
    order = order_in(State.PAID)

    move(order, State.PACKED, by="ines", note="Bench 2")

    logged = order.moves.get()
    assert (logged.was, logged.state) == (State.PAID, State.PACKED)
    assert (logged.by, logged.note) == ("ines", "Bench 2")


def test_a_move_from_a_state_that_is_over_is_refused_and_tells_the_new_state():
    order = order_in(State.PAID)
    seen_by_somebody_else = Order.objects.get(pk=order.pk)
    move(order, State.PACKED, by="ines")

    with pytest.raises(NotAllowed) as refusal:
        move(seen_by_somebody_else, State.PACKED, by="tom")

    assert refusal.value.order.state == State.PACKED
    assert order.moves.count() == 1


def test_cancelling_gives_the_goods_back():
    variant = make_variant(stock=5)
    order = make_order((variant, 3))

    cancel(order, by="ines")

    variant.refresh_from_db()
    assert variant.stock == 5
    assert Order.objects.get().state == State.CANCELLED


def test_a_paid_order_is_not_cancelled():
    variant = make_variant(stock=5)
    order = make_order((variant, 3), state=State.PAID)

    with pytest.raises(NotAllowed):
        cancel(order, by="ines")

    variant.refresh_from_db()
    assert variant.stock == 2


def test_cancelling_twice_gives_back_once():
    variant = make_variant(stock=5)
    order = make_order((variant, 3))
    cancel(order, by="ines")

    with pytest.raises(NotAllowed):
        cancel(order, by="ines")

    variant.refresh_from_db()
    assert variant.stock == 5


def test_a_cancelled_order_with_a_variant_that_is_gone_gives_back_the_rest():
    gone, kept = make_variant(stock=5), make_variant(stock=5)
    order = make_order((gone, 1), (kept, 2))
    gone.delete()

    cancel(order, by="ines")

    kept.refresh_from_db()
    assert kept.stock == 5


def test_accepting_a_parked_order_takes_what_it_lacks():
    variant = make_variant(stock=5)
    order = make_order((variant, 3), state=State.PARKED)
    order.lines.update(taken=1)

    accept(order, by="ines")

    variant.refresh_from_db()
    assert variant.stock == 0
    assert Order.objects.get().state == State.PAID


def test_a_parked_order_stays_parked_while_the_goods_are_missing():
    variant, scarce = make_variant(stock=5), make_variant(stock=1)
    order = make_order((variant, 3), (scarce, 1), state=State.PARKED)
    order.lines.update(taken=0)

    with pytest.raises(OutOfStock):
        accept(order, by="ines")

    variant.refresh_from_db()
    assert variant.stock == 2
    assert Order.objects.get().state == State.PARKED


def test_a_parked_order_of_goods_that_are_gone_for_good_is_not_accepted():
    gone = make_variant(stock=5)
    order = make_order((gone, 1), state=State.PARKED)
    order.lines.update(taken=0)
    gone.delete()

    with pytest.raises(OutOfStock):
        accept(order, by="ines")


def test_a_parcel_with_everything_sends_the_order():
    order = make_order((make_variant(), 2), (make_variant(), 1), state=State.PAID)

    parcel = send(order, by="ines", carrier="Post", tracking="ZX 1")

    order.refresh_from_db()
    assert order.state == State.SENT
    assert parcel.contents == [[line.pk, line.quantity] for line in order.lines.all()]
    assert not any(line.to_go for line in order.lines.all())


def test_a_parcel_with_a_part_leaves_the_rest_to_go():
    order = make_order((make_variant(), 3), state=State.PAID)
    line = order.lines.get()

    send(order, by="ines", units={line.pk: 2})

    order.refresh_from_db()
    line.refresh_from_db()
    assert order.state == State.PACKED
    assert line.to_go == 1


def test_the_parcel_with_the_rest_sends_the_order():
    order = make_order((make_variant(), 3), state=State.PAID)
    line = order.lines.get()
    send(order, by="ines", units={line.pk: 1})
    send(order, by="ines", units={line.pk: 1})

    send(order, by="ines")

    order.refresh_from_db()
    assert order.state == State.SENT
    assert order.parcels.count() == 3
    assert order.mails.filter(kind=OrderMail.Kind.SENT).count() == 3


@pytest.mark.parametrize("units", [{}, {"line": 0}, {"line": 4}, {"line": -1}, {0: 1}])
def test_a_parcel_holds_what_is_to_go_and_nothing_else(units):
    order = make_order((make_variant(), 3), state=State.PAID)
    line = order.lines.get()

    with pytest.raises(NotAllowed):
        send(order, by="ines", units={line.pk if key else key: n for key, n in units.items()})

    line.refresh_from_db()
    assert line.sent == 0


def test_an_order_that_is_not_paid_is_not_sent():
    order = make_order()

    with pytest.raises(NotAllowed):
        send(order, by="ines")

    assert not order.parcels.exists()
    assert order.lines.get().sent == 0


def test_goods_that_are_lost_stay_off_the_shelf_when_their_order_is_cancelled():
    variant = make_variant(stock=5)
    order = make_order((variant, 2))

    cancel(order, by="ines", restock=False)

    variant.refresh_from_db()
    assert variant.stock == 3
    assert order.lines.get().taken == 2
