"""What varies: up to three options of a product, and each variant's values for them.

Both are one line of text with the same number of parts: “Size / Colour” and “EU 38 / Red”. So
what a cart, an order and a mail show as the variant's title is all that there is to keep.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from shop.models import Variant

SEPARATOR = " / "
MOST = 3


@dataclass(frozen=True)
class Pill:
    name: str
    variant: "Variant"


@dataclass(frozen=True)
class PillGroup:
    """Variants that share the value of the first option: `title`; "" where there is one option."""

    title: str
    pills: list[Pill]


def parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(SEPARATOR) if part.strip()]


def words(names: list[str]) -> str:
    """“Size and colour”, for a heading."""
    return get_text_list([names[0], *(name.lower() for name in names[1:])], _("and"))


def grouped(names: list[str], variants: Iterable["Variant"]) -> list[PillGroup]:
    """In the variants' order. One group where there is one option, or a title does not fit."""
    variants = list(variants)
    if len(names) < 2 or any(len(variant.options) != len(names) for variant in variants):
        return [PillGroup("", [Pill(variant.title, variant) for variant in variants])]
    groups: dict[str, PillGroup] = {}
    for variant in variants:
        first, *others = variant.options
        group = groups.setdefault(first, PillGroup(first, []))
        group.pills.append(Pill(", ".join(others), variant))
    return list(groups.values())


def validate_names(text: str) -> None:
    if len(parts(text)) > MOST:
        raise ValidationError(_("A product varies in three things at most."))


def misfit(names: list[str], title: str) -> str:
    """Why this title cannot tell the variant from the others; "" when it can."""
    if len(names) < 2 or len(parts(title)) == len(names):
        return ""
    return _("Give a value for each of %(names)s, in this order, apart by “%(separator)s”.") % {
        "names": get_text_list(names, _("and")),
        "separator": SEPARATOR,
    }
