"""Two carts of one shopper: what signing in brought together is parted here, and joined again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from fitblog.lib.csrf import same_origin_post
from shop import cart as carts
from shop import merging
from shop.forms import VersionForm
from shop.sentences import Notice
from shop.views.cart import REFUSED, fragment, tell, unseen


@never_cache
@require_POST
@same_origin_post
def part(request: HttpRequest) -> HttpResponse:
    form = VersionForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else -1
    found = carts.find(request)
    try:
        if found is None or found.owner_id is None:
            raise merging.TooLate
        carts.hold(request, merging.undo(found, version))
    except merging.TooLate:
        sentence = _("Your cart has changed since, so it stays as it is.")
        return tell(request, Notice("bad", sentence), status=REFUSED)
    sentence = _("Your carts are apart again, each as it was. This is the one of this device.")
    return tell(request, Notice("good", sentence))


@never_cache
@require_POST
@same_origin_post
def join(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return tell(request, None)
    carts.bring_together(request)
    if request.headers.get("X-Requested-With") == "drawer":
        found = carts.find(request)
        return fragment(request, found, unseen(found))
    return redirect("shop:cart")
