"""Addresses as an editor would have typed them."""

import re
from urllib.parse import parse_qs, urlsplit

# Where a program leads through itself: host and path → the parameter with the real address.
DETOURS = [
    (re.compile(r"(?:www\.)?google\.[a-z.]+/url$"), ("q", "url")),
    (re.compile(r".*\.safelinks\.protection\.outlook\.com/"), ("url",)),
    (re.compile(r"l\.(?:facebook|instagram)\.com/"), ("u",)),
    (re.compile(r"out\.reddit\.com/"), ("url",)),
]
KEPT = re.compile(r"(?:https?://|//|mailto:|tel:|/)", re.IGNORECASE)
UNSEEN = re.compile(r"[\x00-\x20\x7f]+")
NOTE_MARK = re.compile(
    r"#(?:_?ftn|_?edn|fn|cmnt|footnote|note|cite_note|_msocom|user-content-fn)", re.IGNORECASE
)
LONGEST = 2000


def address_of(href: str | None) -> str:
    """The address, without a detour; nothing where no reader could follow it."""
    address = UNSEEN.sub("", href or "")
    for _turn in range(3):
        further = _behind(address)
        if further == address:
            break
        address = further
    return address if KEPT.match(address) and len(address) <= LONGEST else ""


def _behind(address: str) -> str:
    try:
        parts = urlsplit(address)
        query = parse_qs(parts.query)
    except ValueError:
        return address
    place = f"{parts.netloc.lower()}{parts.path}"
    for detour, names in DETOURS:
        if detour.match(place):
            for name in names:
                if query.get(name, [""])[0].lower().startswith(("http://", "https://")):
                    return query[name][0]
    return address
