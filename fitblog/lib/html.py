"""What HTML an editor may write, and the cleaner that holds to it."""

import re

import nh3
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fitblog.lib.nesting import is_tangled

# One list feeds the cleaner here and CKEditor's filter: tag -> attributes.
ALLOWED: dict[str, set[str]] = {
    "p": set(),
    "br": set(),
    "strong": set(),
    "em": set(),
    "a": {"href"},
    "ul": set(),
    "ol": set(),
    "li": set(),
    "blockquote": set(),
    "h4": set(),
    "table": set(),
    "caption": set(),
    "thead": set(),
    "tbody": set(),
    "tr": set(),
    "th": {"scope"},
    "td": set(),
}
SCHEMES = {"http", "https", "mailto", "tel"}
SCOPES = {"col", "row", "colgroup", "rowgroup"}
# Gone with all that is in them. Of any other tag only the tag goes, and its words stay.
DROPPED = set(
    "script style svg math iframe template select textarea title noscript object "
    "noembed noframes xmp audio video canvas".split()
)
INLINE = {"strong", "em", "a"}

SIZE_MAX = 512 * 1024  # bytes of UTF-8
DEPTH_MAX = 100
LEVELS_MAX = 1_000_000  # the depths of all tags together; see nesting.Tally
PASSES_MAX = 8

SPACES = re.compile(r"[ \t\n\r\f]+")
AROUND_BLOCKS = re.compile(rf" ?(</?(?:{'|'.join(sorted(set(ALLOWED) - INLINE))})\b[^<>]*>) ?")
BARE_LINK = re.compile(r"<a>(.*?)</a>", re.DOTALL)
# A browser takes these out of an address before it reads it.
UNSEEN = re.compile(r"[\t\n\r]|^[\x00-\x20]+|[\x00-\x20]+$")
SLASHES = re.compile(r"[/\\]{2,}")


def refuse_oversized(html: str) -> None:
    """Raise ValidationError, worded for the editor, for what would take nh3 minutes.

    Linear in the length of the text.
    """
    if len(html) > SIZE_MAX or len(html.encode(errors="replace")) > SIZE_MAX:
        raise ValidationError(
            _("This text is longer than %(size)s KB. Split it, or take out what is not text."),
            code="too_long",
            params={"size": SIZE_MAX // 1024},
        )
    if is_tangled(html, DEPTH_MAX, LEVELS_MAX):
        raise ValidationError(
            _("This text nests more than %(depth)s levels deep. Paste it as plain text."),
            code="too_deep",
            params={"depth": DEPTH_MAX},
        )


def clean(html: str) -> str:
    """The same text with nothing but the allowed tags and attributes, always written alike.

    Cleaning what is clean changes nothing. Raises ValidationError as refuse_oversized() does.
    """
    refuse_oversized(html)
    # A lone half of a surrogate pair, which JSON can hold, is no character.
    html = html.encode(errors="replace").decode()
    for _pass in range(PASSES_MAX):
        cleaned = _written_alike(BARE_LINK.sub(r"\1", _sanitised(html)))
        # What is stored is read again, by this function too, and must not be refused then.
        refuse_oversized(cleaned)
        if cleaned == html:
            return cleaned
        html = cleaned
    # Tags that are gone can leave others nested as no browser would nest them again.
    raise ValidationError(
        _("The tags of this text are too tangled. Paste it as plain text."), code="too_tangled"
    )


def _sanitised(html: str) -> str:
    return nh3.clean(
        html,
        tags=set(ALLOWED),
        clean_content_tags=DROPPED,
        # Without the star nh3 would let title and lang stand on every tag.
        attributes={"a": {"href"}, "*": set()},
        tag_attribute_values={"th": {"scope": SCOPES}},
        attribute_filter=_attribute,
        url_schemes=SCHEMES,
        link_rel=None,
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    """An address as a browser reads it, with https where it names a host and no scheme."""
    if name != "href":
        return value
    address = UNSEEN.sub("", value)
    slashes = SLASHES.match(address)
    return f"https://{address[slashes.end() :]}" if slashes else address


def _written_alike(html: str) -> str:
    """Without the white space that no reader sees.

    CKEditor, an importer and a hand lay their tags out differently; opening a text and saving
    it again must not look like a change.
    """
    return AROUND_BLOCKS.sub(r"\1", SPACES.sub(" ", html)).strip(" ")
