"""Title, description, excerpt and picture: what a reader meets before the text."""

import re

from django.utils.translation import gettext as _

from articles.checks.finding import Place, Said
from articles.checks.guide import Guide
from articles.checks.site import Site
from fitblog.lib.images import WIDTHS
from fitblog.lib.page import DESCRIPTION_SHOWN, TITLE_SHOWN

TITLE_LEAST = 10
DESCRIPTION_LEAST = 50
NO_WORDS = re.compile(
    r"(?:(?:img|dsc|dscn|pxl|photo|image|picture|foto|bild|imagen|untitled|screenshot)"
    r"[\W_]*[\d\W_]*|[\w-]+\.(?:jpe?g|png|gif|webp|avif|svg|heic)|[\d\W_]*)",
    re.IGNORECASE,
)


def title_length(guide: Guide, site: Site) -> Said:
    edition = guide.edition
    place = Place("title" if edition.meta_title == edition.title else "meta_title")
    length = len(edition.meta_title)
    if length > TITLE_SHOWN:
        yield (
            place,
            _(
                "The title has %(length)d characters and search engines show %(shown)d. "
                "Write a shorter title for search results."
            )
            % {"length": length, "shown": TITLE_SHOWN},
        )
    elif length < TITLE_LEAST:
        yield (
            place,
            _("The title has only %(length)d characters. Say in it what the guide is good for.")
            % {"length": length},
        )


def description_length(guide: Guide, site: Site) -> Said:
    length = len(guide.edition.meta_description)
    if not DESCRIPTION_LEAST <= length <= DESCRIPTION_SHOWN:
        yield (
            Place("meta_description"),
            _(
                "The description in search results has %(length)d characters. "
                "Write %(least)d to %(most)d."
            )
            % {"length": length, "least": DESCRIPTION_LEAST, "most": DESCRIPTION_SHOWN},
        )


def missing_excerpt(guide: Guide, site: Site) -> Said:
    if not guide.edition.excerpt.strip():
        yield Place("excerpt"), _("There is no excerpt. Write the sentence that cards show.")


def undescribed_picture(guide: Guide, site: Site) -> Said:
    """An empty description stands for a picture that its editor has called decorative."""
    hero = guide.edition.hero
    if hero and hero.alt and NO_WORDS.fullmatch(hero.alt.strip()):
        yield (
            Place("hero"),
            _(
                "The picture's description says nothing to those who cannot see it. "
                "Describe what it shows, or mark it as decorative."
            ),
        )


def small_picture(guide: Guide, site: Site) -> Said:
    hero, least = guide.edition.hero, WIDTHS[-2]
    if hero and hero.width < least:
        yield (
            Place("hero"),
            _(
                "The picture is %(width)d pixels wide and will look soft at the top of the page. "
                "Upload one of at least %(least)d."
            )
            % {"width": hero.width, "least": least},
        )
