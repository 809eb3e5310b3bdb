"""The page of a guide as far as it never changes: set once, when its edition is made.

What is live is put in when somebody reads: the products with price and stock, the guides to go on
with, and the host of addresses. The rest (text, contents list, people, what search engines read)
is kept beside the edition under a key of all that it was made of: the edition, the rows it names,
the templates. Where the key is another one, because an author has a new role or the site a new
version, the page is set anew in the process that shows it, and `manage.py typeset` keeps it.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

import articles
import fitblog.lib
from articles import schema
from articles.body import Section
from articles.models import Author, Edition, Picture, Tag, Topic, Typeset
from articles.outline import outline
from fitblog.lib import jsonld
from fitblog.lib.images.cards import Card
from fitblog.lib.images.tasks import keep_card
from fitblog.lib.page import Crumb, Page
from fitblog.lib.site import absolute

ORIGIN = "https://origin.invalid"  # stands for scheme and host until somebody asks
HOLE = re.compile(r"<!--kit (\d+|rail)-->")
RAIL = "rail"
MEMORY = 128  # pages that are set in this process
UNSEEN = {"id", "article", "number", "live_until", "note", "created_at", "created_by"}
# Of an edition, all that its page shows; the fingerprint stands for the body.
COLUMNS = [
    column.attname
    for column in Edition._meta.concrete_fields
    if column.name not in UNSEEN | {"body", "text"}
]

_memory: dict[str, "SetPage"] = {}


@dataclass(frozen=True)
class Place:
    """Where a product stands: its key, why it is there, and the anchor above it."""

    product: int
    reason: str
    anchor: str


@dataclass(frozen=True)
class SetPage:
    """`parts` are HTML and, at every second place, which place is to be filled there."""

    head: str
    parts: list[str]
    places: list[Place] = field(default_factory=list)
    pins: list[int] = field(default_factory=list)

    @classmethod
    def from_json(cls, document: dict[str, Any]) -> "SetPage":
        return cls(**{**document, "places": [Place(**place) for place in document["places"]]})


class Nowhere(HttpRequest):
    """Asks for a path, on a host that is not known yet."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = self.path_info = path

    def build_absolute_uri(self, location: str | None = None) -> str:
        return f"{ORIGIN}{location or self.path}"


def page_of(edition: Edition, tags: Sequence[Tag]) -> Page:
    """What the head says, without the words of schema.org."""
    crumbs = [
        Crumb(_("Guides"), reverse("articles:guides")),
        Crumb(edition.topic.name, edition.topic.get_absolute_url()),
        Crumb(edition.title),
    ]
    return Page(
        title=edition.meta_title,
        description=edition.meta_description,
        kind="article",
        crumbs=crumbs,
        current=edition.topic.get_absolute_url(),
        picture=(edition.picture or card_of(edition)).shared,
    )


def card_of(edition: Edition) -> Card:
    """What stands for a picture, on other sites, where a guide has none."""
    return Card(edition.title, edition.topic.name, edition.topic.colour)


def typeset(edition: Edition, tags: Sequence[Tag]) -> SetPage:
    """Set the page. The edition may be unsaved, as `publishing.compose` makes it."""
    page = page_of(edition, tags)
    named = [section for section in edition.body.sections if section.product is not None]
    text = render_to_string(
        "articles/_guide.html",
        {
            "edition": edition,
            "page": page,
            "chapters": outline(edition.body.sections),
            "holes": {section: place for place, section in enumerate(named)},
            "tags": tags,
        },
    )
    return SetPage(
        _head(edition, tags, page),
        HOLE.split(text),
        [_place(section) for section in named],
        edition.body.pins,
    )


def _head(edition: Edition, tags: Sequence[Tag], page: Page) -> str:
    request = Nowhere(edition.get_absolute_url())
    context = {
        "page": replace(page, schema=schema.guide(request, edition, tags, page.share)),
        "request": request,
        "canonical_url": absolute(request, request.path),
        "site_name": settings.SITE_NAME,
    }
    return render_to_string("partials/_meta.html", context)


def _place(section: Section) -> Place:
    return Place(section.product or 0, section.product_reason, section.anchor)


def keep(edition: int) -> None:
    """Set the page of a stored edition and store it. Three or four queries.

    The card that its head may name is drawn after the transaction.
    """
    stored = Edition.objects.for_page().get(pk=edition)
    tags = tags_of(stored)
    document = asdict(typeset(stored, tags))
    Typeset.objects.update_or_create(
        edition=stored, defaults={"key": key_of(stored, tags), "document": document}
    )
    if not stored.picture:
        card = card_of(stored)
        transaction.on_commit(partial(keep_card.enqueue, card.title, card.shelf, card.colour))


def set_page(edition: Edition, tags: Sequence[Tag]) -> SetPage:
    """The page of an edition that `objects.typeset()` found, as it is to be now."""
    if settings.DEBUG:
        return typeset(edition, tags)
    key = key_of(edition, tags)
    if edition.type_key == key:
        return SetPage.from_json(edition.type_document)
    if key not in _memory:
        if len(_memory) >= MEMORY:
            _memory.clear()
        _memory[key] = typeset(edition, tags)
        if not edition.picture:
            card_of(edition).keep()
    return _memory[key]


def tags_of(edition: Edition) -> list[Tag]:
    """Those that came with `objects.for_page()`."""
    return [Tag(**row) for row in edition.tag_rows]


def key_of(edition: Edition, tags: Sequence[Tag]) -> str:
    """Names all that the page is set from."""
    made_of = (
        _version(),
        get_language(),
        settings.SITE_NAME,
        settings.SITE_URL,
        settings.TIME_ZONE,
        default_storage.url("-"),
        static(jsonld.ICON),
        None if edition.picture else card_of(edition).name,
        [_word(getattr(edition, name)) for name in COLUMNS],
        edition.article.slug,
        _topic(edition.topic),
        _author(edition.author),
        edition.reviewer and _author(edition.reviewer, has_face=False),
        [(tag.name, tag.slug) for tag in tags],
    )
    return hashlib.blake2b(repr(made_of).encode(), digest_size=16).hexdigest()


def _word(value: Any) -> Any:
    """The same for the same moment, whatever the zone that a database gives it in."""
    return value.timestamp() if isinstance(value, datetime) else value


def _topic(topic: Topic) -> tuple:
    return topic.name, topic.slug, topic.colour, _picture(topic.picture)


def _author(author: Author, *, has_face: bool = True) -> tuple:
    words = author.name, author.slug, author.role, author.credentials, author.bio
    return *words, _picture(author.portrait) if has_face else None


def _picture(picture: Picture | None) -> dict[str, Any] | None:
    return picture and picture.as_image().to_json()


@lru_cache(maxsize=1)
def _version() -> str:
    """A hash of all templates and modules that have a hand in it: nobody has to remember."""
    own, lib = Path(articles.__file__).parent, Path(fitblog.lib.__file__).parent
    templates = Path(settings.TEMPLATES[0]["DIRS"][0])
    files = [
        *templates.glob("articles/_*.html"),
        *templates.glob("partials/_*.html"),
        *own.glob("*.py"),
        *lib.glob("*.py"),
        *lib.glob("images/*.py"),
        *lib.glob("templatetags/*.py"),
    ]
    told = hashlib.blake2b(digest_size=8)
    for file in sorted(files):
        told.update(file.read_bytes())
    return told.hexdigest()
