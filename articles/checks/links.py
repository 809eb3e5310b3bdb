"""Where links lead, and what they are called."""

from django.utils.translation import gettext as _

from articles.checks.cues import VAGUE_LINKS
from articles.checks.finding import Said
from articles.checks.guide import Guide
from articles.checks.site import Site
from articles.models import ExternalLink
from articles.outline import RESERVED_ANCHORS


def broken_link(guide: Guide, site: Site) -> Said:
    for link in guide.links:
        if link.path in site.missing:
            yield (
                link.place,
                _("The link “%(words)s” leads to %(href)s, where there is no page. Mend it.")
                % {"words": link.words, "href": link.href},
            )


def lost_anchor(guide: Guide, site: Site) -> Said:
    known = RESERVED_ANCHORS | {part.anchor for part in (*guide.body.sections, *guide.body.faq)}
    for link in guide.links:
        if link.href.startswith("#") and link.href[1:] not in known:
            yield (
                link.place,
                _("The link “%(words)s” leads to %(href)s, and no part of this guide is called so.")
                % {"words": link.words, "href": link.href},
            )


def unpublished_guide(guide: Guide, site: Site) -> Said:
    for link in guide.links:
        if link.path in site.unpublished:
            yield (
                link.place,
                _("The link “%(words)s” leads to “%(title)s”, which readers cannot see now.")
                % {"words": link.words, "title": site.unpublished[link.path]},
            )


def vague_link(guide: Guide, site: Site) -> Said:
    for link in guide.links:
        if link.words.casefold().strip(" .:…→»>") in VAGUE_LINKS:
            yield (
                link.place,
                _("A link is called “%s”. Name it after what it leads to.") % (link.words or "…"),
            )


def dead_external_link(guide: Guide, site: Site) -> Said:
    for link in guide.links:
        if site.outcome(link.url) in {ExternalLink.Outcome.GONE, ExternalLink.Outcome.REFUSED}:
            yield (
                link.place,
                _("The page at %(href)s is gone or not public. Find another one for “%(words)s”.")
                % {"words": link.words, "href": link.href},
            )


def silent_external_link(guide: Guide, site: Site) -> Said:
    for link in guide.links:
        if site.outcome(link.url) == ExternalLink.Outcome.SILENT:
            yield (
                link.place,
                _("The page at %(href)s did not answer when it was last asked. Have a look at it.")
                % {"href": link.href},
            )
