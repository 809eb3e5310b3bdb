"""What the head of a public page says of it. A view hands one Page to `base.html` as `page`."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils.text import Truncator

TITLE_SHOWN = 65  # characters of a title that search engines show
DESCRIPTION_SHOWN = 160
SHARE_PICTURE, SHARE_SIZE = "img/share.png", (1200, 630)  # of the site itself


@dataclass(frozen=True)
class Crumb:
    """One step of the way here. The last one, this page, has no path."""

    name: str
    path: str = ""


@dataclass(frozen=True)
class SharePicture:
    """What other sites show beside a link: a raster picture, its size in pixels, what it shows."""

    path: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class Page:
    """Title and description are plain text; paths are without a host.

    `title` comes without the site's name. `current` is the path of the entry in the header's
    menu that this page belongs to. `schema` holds JSON-LD nodes, see `jsonld`; the crumbs are
    added to them.
    """

    title: str
    description: str = ""
    kind: str = "website"  # Open Graph's type
    crumbs: list[Crumb] = field(default_factory=list)
    current: str = ""
    query: str = ""  # what belongs to the canonical address behind the path: “?page=2”
    picture: SharePicture | None = None  # None is the site's own
    schema: list[dict[str, Any]] = field(default_factory=list)
    is_indexed: bool = True

    @property
    def full_title(self) -> str:
        """The title with the site's name where both are shown whole."""
        full = f"{self.title} | {settings.SITE_NAME}"
        return full if len(full) <= TITLE_SHOWN else self.title

    @property
    def share(self) -> SharePicture:
        ours = static(SHARE_PICTURE)
        return self.picture or SharePicture(ours, *SHARE_SIZE, settings.SITE_NAME)

    @property
    def short_description(self) -> str:
        return Truncator(" ".join(self.description.split())).chars(DESCRIPTION_SHOWN)
