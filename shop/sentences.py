"""What the shopper is told of a change to the cart."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shop.filling import Change, Fact
from shop.models import CartLine


@dataclass(frozen=True)
class Notice:
    """One sentence. `kind` is good (done), changed (done, but not as asked) or bad (not done)."""

    kind: str
    text: str


def notice(change: Change) -> Notice | None:
    """None where there is nothing to tell."""
    if change.fact is Fact.UNCHANGED:
        return None
    if change.is_refused:
        return Notice("bad", _refused(change))
    if change.done < change.asked:
        return Notice("changed", _fewer(change))
    return Notice("good", f"{_done(change)} {_whole_cart(change.items)}")


def two_carts(coming: Iterable[CartLine], staying: Iterable[CartLine]) -> list[Notice]:
    """Of two that met at sign-in: what came into the account's, and what lay there before."""
    found = [
        (_("From this device: %(lines)s."), coming),
        (_("Was in your account: %(lines)s."), staying),
    ]
    together = _("Your two carts are one now, with the larger quantity of each thing.")
    return [
        Notice("changed", together),
        *(
            Notice("changed", sentence % {"lines": get_text_list(list(map(str, lines)), _("and"))})
            for sentence, lines in found
            if lines
        ),
    ]


def _done(change: Change) -> str:
    words = {
        Fact.ADDED: _("%(name)s added."),
        Fact.SET: _("%(name)s: %(count)d now."),
        Fact.REMOVED: _("%(name)s removed."),
    }
    return words[change.fact] % {"name": change.name, "count": change.done}


def _whole_cart(items: int) -> str:
    if not items:
        return _("Your cart is empty.")
    return ngettext("%(count)d item in your cart.", "%(count)d items in your cart.", items) % {
        "count": items
    }


def _fewer(change: Change) -> str:
    if change.fact is Fact.ADDED:
        done = ngettext("%(count)d was added.", "%(count)d were added.", change.done)
    else:
        done = _("Your cart holds %(count)d now.")
    return f"{_limit(change)} {done % {'count': change.done}}"


def _limit(change: Change) -> str:
    """Why not as asked: the stock, the product's rule, or that one cart takes only so many."""
    facts = {"name": change.name, "count": change.left}
    if change.is_short:
        return (
            ngettext(
                "Only %(count)d of %(name)s is left.",
                "Only %(count)d of %(name)s are left.",
                change.left,
            )
            % facts
        )
    if change.rule:
        return _("%(name)s: %(rule)s.") % {"name": change.name, "rule": change.rule.lower()}
    return _("One order takes no more of %(name)s.") % facts


def _refused(change: Change) -> str:
    facts = {"name": change.name, "count": change.done}
    if change.fact is Fact.FULL and not change.done:
        return _limit(change)
    if change.fact is Fact.FULL:
        held = _("Your cart holds %(count)d already.") % facts
        return f"{_limit(change)} {held}"
    words = {
        Fact.SOLD_OUT: _("%(name)s is sold out."),
        Fact.WITHDRAWN: _("%(name)s is no longer sold."),
        Fact.UNKNOWN: _("We do not know these goods, so nothing was added."),
        Fact.GONE: _("That line is no longer in your cart."),
        Fact.STALE: _(
            "Your cart has changed since this page was shown, so nothing was changed now. "
            "This is how it stands."
        ),
    }
    return words[change.fact] % facts
