"""Pictures that a document names by their addresses, fetched once an editor has asked for them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from articles.importing.proposal import Media
from fitblog.lib import fetch
from fitblog.lib.images import accept

MOST_AT_ONCE = 12
MOST_BYTES = 20 * 1024 * 1024  # of all the pictures that wait with one document
SIDE_BY_SIDE = 4


@dataclass
class Fetched:
    pictures: dict[str, bytes] = field(default_factory=dict)  # by the address in Media
    failures: list[str] = field(default_factory=list)  # a sentence each


def may_be_fetched(media: Media) -> bool:
    return media.kind == "picture" and _full(media.address).startswith(("http://", "https://"))


def fetch_pictures(
    wanted: list[Media], room: int = MOST_BYTES, *, allows: Callable = fetch.is_public
) -> Fetched:
    """Up to MOST_AT_ONCE of them, five seconds each, in `room` bytes; what fails is told."""
    found = Fetched()
    load = partial(_loaded, allows=allows)
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        answers = list(pool.map(load, wanted[:MOST_AT_ONCE]))
    for media, answer in zip(wanted, answers, strict=False):
        said = _refusal(answer, room)
        if said:
            found.failures.append(f"{media.address[:120]}: {said}")
        else:
            found.pictures[media.address] = answer.content
            room -= len(answer.content)
    if len(wanted) > MOST_AT_ONCE:
        said = _("%d pictures are fetched at once; ask for the others next.") % MOST_AT_ONCE
        found.failures.append(said)
    return found


def _full(address: str) -> str:
    return f"https:{address}" if address.startswith("//") else address


def _loaded(media: Media, allows: Callable) -> fetch.Answer | Exception:
    try:
        return fetch.load(_full(media.address), allows=allows)
    except (fetch.NotPublic, fetch.NoAnswer, fetch.TooLarge) as error:
        return error


def _refusal(answer: fetch.Answer | Exception, room: int) -> str:
    """Why it is no picture that can be kept; nothing where it is one."""
    if isinstance(answer, fetch.NotPublic):
        return _("This is no address of a public server, and was not asked.")
    if isinstance(answer, fetch.TooLarge):
        return _("The picture is larger than 10 MB.")
    if isinstance(answer, Exception):
        return _("The server did not answer in time, or broke off.")
    if answer.status != 200:
        return _("The server says that there is no such picture (%d).") % answer.status
    if len(answer.content) > room:
        return _("There is no room for more pictures; make the draft, and add this one by hand.")
    try:
        accept(ContentFile(answer.content, name="fetched"))
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return ""
