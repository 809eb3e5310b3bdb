"""Headings, takeaways and questions: the bones of a guide."""

from django.utils.translation import gettext as _

from articles.checks.finding import Place, Said
from articles.checks.guide import Guide
from articles.checks.site import Site

TAKEAWAYS_LEAST, TAKEAWAYS_MOST = 3, 6


def heading_order(guide: Guide, site: Site) -> Said:
    for row, section in enumerate(guide.body.sections):
        if section.level == 2:
            return
        yield (
            Place("level", "sections", row),
            _("“%s” is an H3 without an H2 before it. Make it an H2.") % section.heading,
        )


def skipped_level(guide: Guide, site: Site) -> Said:
    for text in guide.texts:
        if text.level < 3 and text.markup.headings:
            yield (
                text.place,
                _(
                    "“%(heading)s” in “%(part)s” is a small heading where no H3 stands above it. "
                    "Make it a section of level H3."
                )
                % {"heading": text.markup.headings[0], "part": text.name},
            )


def double_heading(guide: Guide, site: Site) -> Said:
    seen: set[tuple[str, str]] = set()
    chapter = ""
    for row, section in enumerate(guide.body.sections):
        words = _plain(section.heading)
        if section.level == 2:
            chapter = words
        key = ("" if section.level == 2 else chapter, words)
        if key in seen:
            yield (
                Place("heading", "sections", row),
                _("“%s” is a heading twice. Give one of them other words.") % section.heading,
            )
        seen.add(key)


def empty_section(guide: Guide, site: Site) -> Said:
    sections = guide.body.sections
    texts = [text for text in guide.texts if text.place.group == "sections"]
    for row, (section, text) in enumerate(zip(sections, texts, strict=True)):
        following = sections[row + 1 : row + 2]
        is_parent = section.level == 2 and any(s.level == 3 for s in following)
        if text.markup.is_empty and not is_parent and section.product is None:
            yield (
                Place("body", "sections", row),
                _("“%s” has no text. Write some, or delete the section.") % section.heading,
            )


def takeaway_count(guide: Guide, site: Site) -> Said:
    count = len(guide.body.takeaways)
    if not TAKEAWAYS_LEAST <= count <= TAKEAWAYS_MOST:
        yield (
            Place(group="takeaways"),
            _("There are %(count)d key takeaways. Readers keep %(least)d to %(most)d.")
            % {"count": count, "least": TAKEAWAYS_LEAST, "most": TAKEAWAYS_MOST},
        )


def takeaway_without_text(guide: Guide, site: Site) -> Said:
    for row, takeaway in enumerate(guide.body.takeaways):
        if not takeaway.text.strip():
            yield (
                Place("text", "takeaways", row),
                _("The takeaway “%s” does not say why. Add a sentence.") % takeaway.label,
            )


def unanswered_question(guide: Guide, site: Site) -> Said:
    for text in guide.texts:
        if text.place.group == "faq_items" and text.markup.is_empty:
            yield text.place, _("“%s” has no answer. Write one, or delete it.") % text.name


def _plain(heading: str) -> str:
    return " ".join(heading.casefold().split()).rstrip(".:!?")
