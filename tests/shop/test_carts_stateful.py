"""Whatever a shopper, the shop and a stale tab do, in whatever order: a cart stays honest."""

import itertools
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from shop import filling, merging
from shop.filling import Fact
from shop.models import Cart, CartLine, Product, Variant
from tests.factories import make_variant

MOST = 6  # units of one variant in one cart
VARIANTS = st.integers(0, 2)
WANTED = st.dictionaries(VARIANTS, st.integers(1, MOST), min_size=1)
numbers = itertools.count(1)

Lines = dict[int, int]  # variant → quantity


class TwoCarts(RuleBasedStateMachine):
    """A guest's cart and an account's, held against plain dictionaries.

    `is_merged` says which of the two the shopper's session leads to.
    """

    def __init__(self):
        super().__init__()
        self.variants = [make_variant(stock=MOST + 1) for _ in range(3)]
        self.account = get_user_model().objects.create_user(f"maya{next(numbers)}")
        self.own = merging.cart_of(self.account)
        self.guest = Cart.objects.create()
        self.is_merged = False
        self.guests, self.owns = {}, {}  # what each must hold
        self.way_back = None  # of the last merge, while it is good: both carts as they were
        self.stale = (None, 0)  # a line and a version that some tab shows

    @initialize(guest=WANTED, own=WANTED)
    def have_two_carts(self, guest, own):
        self.fill(self.guest, guest, self.guests)
        self.fill(self.own, own, self.owns)

    def fill(self, cart, wanted, expected):
        for which, quantity in wanted.items():
            variant = self.variants[which]
            CartLine.objects.create(cart=cart, variant=variant, quantity=quantity)
            expected[variant.pk] = quantity

    # What the shopper does

    @property
    def cart(self) -> Cart:
        """The one that writes reach, read afresh."""
        return Cart.objects.get(pk=(self.own if self.is_merged else self.guest).pk)

    @property
    def lines(self) -> Lines:
        return self.owns if self.is_merged else self.guests

    @rule(which=VARIANTS, quantity=st.integers(1, MOST + 3))
    def add(self, which, quantity):
        variant, held = self.read(which)
        change = filling.add(self.guest.key, variant.sku, quantity)  # also after it was merged
        room = max(min(variant.stock, MOST) - held, 0)
        added = 0 if variant.product.withdrawn_at else min(quantity, room)
        assert change.done == (added if change.fact is Fact.ADDED else change.done)
        assert (change.fact is Fact.ADDED) == bool(added)
        self.expect(variant, held + added)

    @rule(which=VARIANTS, quantity=st.integers(0, MOST + 3))
    def set_quantity(self, which, quantity):
        variant, held = self.read(which)
        line = CartLine.objects.filter(cart=self.cart, variant=variant).first()
        if line is None:
            return
        change = filling.set_quantity(self.cart.key, line.pk, quantity, self.cart.version)
        if quantity in {0, held}:
            wanted = quantity
        elif variant.product.withdrawn_at or not variant.stock:
            wanted = held
            assert change.is_refused
        else:
            wanted = min(quantity, variant.stock, MOST)
        self.expect(variant, wanted)

    @rule(which=VARIANTS)
    def open_a_tab(self, which):
        line = CartLine.objects.filter(cart=self.cart, variant=self.variants[which]).first()
        self.stale = (line and line.pk, self.cart.version)

    @rule(quantity=st.integers(1, MOST))
    def use_the_tab(self, quantity):
        """Of a version that is over, nothing is done."""
        line, version = self.stale
        if line is None or version == self.cart.version:
            return
        before = self.cart.version
        change = filling.set_quantity(self.cart.key, line, quantity, version)
        assert change.fact in {Fact.STALE, Fact.GONE, Fact.UNCHANGED}
        assert self.cart.version == before

    @precondition(lambda self: not self.is_merged)
    @rule()
    def sign_in(self):
        version = self.version(self.own)
        merging.merge(self.guest, self.account)
        keys = self.guests.keys() | self.owns.keys()
        merged = {key: max(self.guests.get(key, 0), self.owns.get(key, 0)) for key in keys}
        assert self.version(self.own) == version + (merged != self.owns)
        if self.guests and self.owns and self.guests != self.owns:
            self.way_back = self.guest, dict(self.guests), self.owns
        elif merged != self.owns:
            self.way_back = None
        self.owns, self.is_merged = merged, True

    @precondition(lambda self: self.is_merged)
    @rule()
    def undo(self):
        own, version = self.cart, self.cart.version
        if self.way_back is None:
            with pytest.raises(merging.TooLate):
                merging.undo(own, version)
            assert self.cart.version == version
            return
        self.guest, self.guests, self.owns = self.way_back
        assert merging.undo(own, version) == self.guest
        self.way_back, self.is_merged = None, False

    @precondition(lambda self: self.is_merged)
    @rule(wanted=WANTED)
    def sign_out_and_begin_anew(self, wanted):
        self.guest, self.guests, self.is_merged = Cart.objects.create(), {}, False
        self.fill(self.guest, wanted, self.guests)

    # What the shop does meanwhile

    @rule(
        which=VARIANTS,
        price=st.sampled_from(["0.00", "9.99", "120.00"]),
        stock=st.integers(0, MOST + 1),
        is_withdrawn=st.booleans(),
    )
    def change_what_is_sold(self, which, price, stock, is_withdrawn):
        self.of(which).update(price=Decimal(price), stock=stock)
        product = Product.objects.filter(pk=self.variants[which].product_id)
        product.update(withdrawn_at=timezone.now() if is_withdrawn else None)

    # Means

    def of(self, which):
        return Variant.objects.filter(pk=self.variants[which].pk)

    def read(self, which) -> tuple[Variant, int]:
        """With how many the cart must hold; and what the version must be after the next act."""
        self.seen = self.cart.version
        variant = self.of(which).select_related("product").get()
        return variant, self.lines.get(variant.pk, 0)

    def expect(self, variant, quantity):
        """The act left so many, and counted one change if that is another number."""
        changed = self.lines.get(variant.pk, 0) != quantity
        self.lines.pop(variant.pk, None)
        if quantity:
            self.lines[variant.pk] = quantity
        assert self.cart.version == self.seen + changed
        if changed and self.is_merged:
            self.way_back = None

    def version(self, cart) -> int:
        return Cart.objects.get(pk=cart.pk).version

    @invariant()
    def each_cart_holds_what_it_must(self):
        for cart, expected in ((self.guest, self.guests), (self.own, self.owns)):
            rows = list(CartLine.objects.filter(cart=cart).values_list("variant", "quantity"))
            assert len(rows) == len(dict(rows)), "one line a variant"
            assert dict(rows) == expected
            assert all(1 <= quantity <= MOST for _variant, quantity in rows)


@pytest.mark.django_db
def test_a_cart_stays_honest_whatever_happens(settings_with_small_carts):
    run_state_machine_as_test(
        TwoCarts,
        settings=settings(
            max_examples=40,
            stateful_step_count=25,
            derandomize=True,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.fixture
def settings_with_small_carts(settings):
    settings.CART_LINE_MAX = MOST
