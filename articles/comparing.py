"""Two states of a guide, part by part, with the words that came and the words that went."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from html.parser import HTMLParser

from django.utils.translation import gettext as _

from articles import body as document
from articles.models import Article, Edition, Section, Tag
from shop.models import Product

BLOCKS = {"p", "li", "h2", "h3", "h4", "blockquote", "tr", "pre", "figure", "ul", "ol", "table"}


@dataclass(frozen=True)
class Words:
    """`kind` is same, added or removed. A line break is a character like any other."""

    kind: str
    text: str


@dataclass(frozen=True)
class Part:
    name: str
    text: str
    html: str = ""  # the same with its formatting, where it has any


@dataclass(frozen=True)
class Change:
    """`kind` is same, added, removed, changed, moved or formatted."""

    name: str
    kind: str
    words: list[Words] = field(default_factory=list)

    @property
    def remark(self) -> str:
        return {
            "added": _("new"),
            "removed": _("gone"),
            "moved": _("in another place"),
            "formatted": _("only its formatting"),
        }.get(self.kind, "")


@dataclass(frozen=True)
class Comparison:
    parts: list[Change]

    @property
    def changes(self) -> list[Change]:
        return [part for part in self.parts if part.kind != "same"]

    @property
    def same(self) -> list[Change]:
        return [part for part in self.parts if part.kind == "same"]


def compare(old: tuple[Edition, list[Tag]], new: tuple[Edition, list[Tag]]) -> Comparison:
    """Each state is an edition, stored or sketched, with its tags. Two queries more."""
    bodies = [edition.body for edition, _tags in (old, new)]
    products = Product.objects.in_bulk({pk for body in bodies for pk in body.products})
    pinned = Article.objects.only("title").in_bulk({pk for body in bodies for pk in body.pins})
    before, after = (dict(_parts(*state, products, pinned)) for state in (old, new))
    return Comparison(list(_changes(before, after)))


def compare_words(old: str, new: str) -> list[Words]:
    """Line by line first: a long text costs little where most of it stayed."""
    found: list[Words] = []
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after).get_opcodes():
        gone, come = "".join(before[i1:i2]), "".join(after[j1:j2])
        found += [Words("same", gone)] if kind == "equal" else _words(gone, come)
    return found


def _words(old: str, new: str) -> Iterator[Words]:
    before, after = (re.findall(r"[^\S\n]*\S+|\s", text) for text in (old, new))
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after).get_opcodes():
        if kind == "equal":
            yield Words("same", "".join(before[i1:i2]))
            continue
        if i1 < i2:
            yield Words("removed", "".join(before[i1:i2]))
        if j1 < j2:
            yield Words("added", "".join(after[j1:j2]))


def _changes(before: dict[str, Part], after: dict[str, Part]) -> Iterator[Change]:
    """In the order of the new state; what is gone stands where it stood."""
    was, now = list(before), list(after)
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        for key in was[i1:i2]:
            if key not in after:
                yield Change(before[key].name, "removed", [Words("removed", before[key].text)])
        for key in now[j1:j2]:
            if key not in before:
                yield Change(after[key].name, "added", [Words("added", after[key].text)])
            else:
                yield _change(before[key], after[key], moved=kind != "equal")


def _change(old: Part, new: Part, *, moved: bool) -> Change:
    if old.text != new.text:
        return Change(new.name, "changed", compare_words(old.text, new.text))
    if moved:
        return Change(new.name, "moved", [Words("same", new.text)])
    if old.html != new.html:
        return Change(new.name, "formatted", [Words("same", new.text)])
    return Change(new.name, "same")


def _parts(
    edition: Edition, tags: list[Tag], products: dict[int, Product], pinned: dict[int, Article]
) -> Iterator[tuple[str, Part]]:
    """Every part that has words, by a key that it keeps when its words change."""
    body, hero = edition.body, edition.hero
    topic, author = edition.topic_id and edition.topic, edition.author_id and edition.author
    reviewer = edition.reviewer_id and edition.reviewer
    parts = {
        "title": Part(_("Title"), edition.title),
        "excerpt": Part(_("Excerpt"), edition.excerpt),
        "topic": Part(_("Topic"), str(topic or "")),
        "tags": Part(_("Tags"), ", ".join(sorted(tag.name for tag in tags))),
        "author": Part(_("Author"), str(author or "")),
        "reviewer": Part(_("Reviewed by"), str(reviewer or "")),
        "reviewer_credentials": Part(_("Reviewer’s credentials"), edition.reviewer_credentials),
        "reviewed_on": Part(_("Reviewed on"), str(edition.reviewed_on or "")),
        "review_due_on": Part(_("Next review due"), str(edition.review_due_on or "")),
        "hero": Part(_("Hero picture"), f"{hero.alt}\n{hero.name}" if hero else ""),
        "introduction": _rich(_("Introduction"), body.introduction),
        "takeaways_heading": Part(_("Heading of the takeaways"), body.takeaways_heading),
        "takeaways": _list(_("Key takeaways"), ((t.label, t.text) for t in body.takeaways)),
    }
    for number, section in enumerate(body.sections):
        parts[f"section {section.anchor or number}"] = _section(section, products)
    parts["faq_heading"] = Part(_("Heading of the questions"), body.faq_heading)
    for number, item in enumerate(body.faq):
        name = _("Question “%(question)s”") % {"question": item.question}
        parts[f"question {item.anchor or number}"] = _rich(name, item.answer, item.question)
    headings = {section.anchor: section.heading for section in body.sections}
    sources = (
        (s.title, s.publisher, str(s.year or ""), s.url, headings.get(s.section, ""))
        for s in body.sources
    )
    corrections = ((c.corrected_on, c.text) for c in body.corrections)
    parts |= {
        "sources": _list(_("Sources"), sources),
        "corrections": _list(_("Corrections"), corrections),
        "pins": _list(_("Related guides"), ([str(pinned.get(pk, ""))] for pk in body.pins)),
        "meta_title": Part(_("Title in search results"), _own_title(edition)),
        "meta_description": Part(_("Description in search results"), edition.meta_description),
    }
    return ((key, part) for key, part in parts.items() if part.text)


def _own_title(edition: Edition) -> str:
    """The title in search results, where that is not the guide's own."""
    return "" if edition.meta_title == edition.title else edition.meta_title


def _section(section: document.Section, products: dict[int, Product]) -> Part:
    name = _("Section “%(heading)s”") % {"heading": section.heading}
    setting = [f"H{section.level}", str(Section.Kind(section.kind).label)]
    if section.product:
        product = products.get(section.product)
        setting += [f"{product or _('a product that was deleted')}: {section.product_reason}"]
    return _rich(name, section.body, f"{section.heading}\n{' · '.join(setting)}")


def _rich(name: str, html: str, above: str = "") -> Part:
    return Part(name, "\n".join(filter(None, (above, _text_of(html)))), html)


def _list(name: str, rows: Iterable[Iterable[str]]) -> Part:
    return Part(name, "\n".join(" · ".join(filter(None, row)) for row in rows))


def _text_of(html: str) -> str:
    """The words, a line a paragraph or point; a link says where it leads."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.pieces).splitlines())
    return "\n".join(filter(None, lines))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.href = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS or tag == "br":
            self.pieces.append("\n")
        if tag == "li":
            self.pieces.append("• ")
        if tag == "a":
            self.href = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.pieces.append("\n")
        elif tag in {"td", "th"}:
            self.pieces.append(" ")
        elif tag == "a" and self.href:
            self.pieces.append(f" ({self.href})")
            self.href = ""

    def handle_data(self, words: str) -> None:
        self.pieces.append(re.sub(r"\s", " ", words))
