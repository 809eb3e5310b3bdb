"""Which cart belongs to this request: the only reader of session["cart"].

The session holds the key of a guest's cart, or of the account's. Where the two are not together
yet (a sign-in from the checkout, a merge undone), it is the guest's, and the account's waits.
"""

from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from fitblog.lib.prepared import Given, prepared
from shop import merging
from shop.models import Cart, CartLine
from shop.models.cart import CartQuerySet, guests_since

SESSION_KEY = "cart"
DAY_KEY = "cart_day"  # when the session was last told to live on with the cart
COUNT_COOKIE = "cart"  # how many items; scripts read it, so it holds nothing else


def key_of(request: HttpRequest) -> str:
    """The key of the shopper's cart; "" where none was made. Makes no session."""
    # Asked first: a sign-in that is no longer good ends here, and takes the key with it.
    is_signed_in = request.user.is_authenticated
    key = request.session.get(SESSION_KEY, "")
    if not key and is_signed_in:
        # Made on another device since this one signed in.
        key = Cart.objects.filter(owner=request.user).values_list("key", flat=True).first()
    return key or ""


def find(request: HttpRequest) -> Cart | None:
    key = key_of(request)
    if not key:
        return None
    found = _read.first(key=key, since=guests_since(), today=timezone.localdate())
    if found and found.merged_into_id:
        return Cart.objects.for_reading().filter(pk=found.merged_into_id).first()
    return found


@prepared
def _read(key: Given, since: Given, today: Given) -> CartQuerySet:
    return Cart.objects.kept(since).for_reading(today).filter(key=key)


def make(request: HttpRequest) -> Cart:
    """The shopper's cart, made where there is none.

    A guest's key follows from the session's, so first adds that arrive together make one cart.
    Whoever holds a cart's key cannot work out the session, nor the other way round.
    """
    session = request.session
    if SESSION_KEY not in session and request.user.is_authenticated:
        return hold(request, merging.cart_of(request.user))
    if SESSION_KEY not in session:
        if session.session_key is None:
            session.create()
        session[SESSION_KEY] = salted_hmac(
            "shop.cart", session.session_key, algorithm="sha256"
        ).hexdigest()
    Cart.objects.expired().filter(key=session[SESSION_KEY]).delete()
    cart = Cart.objects.get_or_create(key=session[SESSION_KEY])[0]
    return Cart.objects.get(pk=cart.merged_into_id) if cart.merged_into_id else cart


def hold(request: HttpRequest, cart: Cart) -> Cart:
    request.session[SESSION_KEY] = cart.key
    return cart


def live_on(request: HttpRequest) -> None:
    """The session ends no sooner than the cart it leads to; one write a day."""
    today = timezone.now().date().toordinal()
    if SESSION_KEY in request.session and request.session.get(DAY_KEY) != today:
        request.session[DAY_KEY] = today


def bring_together(request: HttpRequest) -> Cart | None:
    """The account's cart, with what the shopper held; for whoever has just signed in."""
    held = find(request)
    if held and not held.owner_id:
        return hold(request, merging.merge(held, request.user))
    own = Cart.objects.filter(owner=request.user).first()
    return hold(request, own) if own else None


def leave(request: HttpRequest) -> None:
    """Before signing out: nothing stays in a cart that only this session knew."""
    held = find(request)
    if request.user.is_authenticated and held and not held.owner_id and held.lines.exists():
        merging.merge(held, request.user)


def waiting(request: HttpRequest, held: Cart | None) -> int:
    """Items in the account's cart while the shopper holds another one. No query for a guest."""
    if held is None or held.owner_id or not request.user.is_authenticated:
        return 0
    return items_of(CartLine.objects.filter(cart__owner=request.user))


def items_of(lines) -> int:
    return lines.aggregate(sum=Sum("quantity"))["sum"] or 0


def remember_count(request: HttpRequest, response: HttpResponse, items: int) -> None:
    """Tell scripts on public pages how many items there are. Says nothing they know already."""
    known = request.COOKIES.get(COUNT_COOKIE)
    if items and known != str(items):
        response.set_cookie(
            COUNT_COOKIE,
            str(items),
            max_age=settings.SESSION_COOKIE_AGE,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
    elif known is not None and not items:
        response.delete_cookie(COUNT_COOKIE, samesite="Lax")
