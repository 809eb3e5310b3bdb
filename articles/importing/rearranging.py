"""What an editor changes in a proposal before anything is written. Pure functions.

A proposal is taken apart into parts in reading order, one of them is changed, and all are put
together again, so that every decision goes on belonging to the part it is about.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from html import escape, unescape

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from lxml import html as lxml_html

from articles.importing.points import parted
from articles.importing.proposal import (
    EXCERPT_LIMIT,
    HEADING_LIMIT,
    LABEL_LIMIT,
    QUESTION_LIMIT,
    TEXT_LIMIT,
    Decision,
    FaqItem,
    Proposal,
    Section,
    Takeaway,
    Words,
)

SECTION_KINDS = ("text", "steps", "easier", "harder", "story", "conclusion")
KINDS = (*SECTION_KINDS, "takeaway", "question", "introduction", "excerpt")
ORDER = ("introduction", "takeaway", "section", "question")
BLOCK_END = re.compile(r"</(?:p|li|h4|tr|td|th|ul|ol|table|blockquote)>|<br>")
WORDS_OF_HEADING = 8


class CannotDo(ValueError):
    """Nothing was changed. Worded for the editor."""


@dataclass
class Part:
    kind: str  # one of ORDER
    heading: str = ""  # of a takeaway its label, of a question the question
    text: str = ""  # HTML
    where: int = 0
    level: int = 2
    section_kind: str = "text"
    decisions: list[tuple[str, Decision]] = field(default_factory=list)  # by what they decided

    @property
    def plain(self) -> str:
        return plain(self.text)

    @property
    def choice(self) -> str:
        """Its kind among KINDS."""
        return self.section_kind if self.kind == "section" else self.kind

    @property
    def blocks(self) -> list[str]:
        return blocks_of(self.text)

    @property
    def confidence(self) -> float:
        return min((decision.confidence for _what, decision in self.decisions), default=1.0)


def plain(html: str) -> str:
    return " ".join(unescape(strip_tags(BLOCK_END.sub(" ", html))).split())


def blocks_of(html: str) -> list[str]:
    """Paragraphs, lists and tables, one by one."""
    if not html.strip():
        return []
    found = []
    for one in lxml_html.fragments_fromstring(html):
        if isinstance(one, str):
            found.append(f"<p>{escape(one.strip(), quote=False)}</p>" if one.strip() else "")
        else:
            tail, one.tail = one.tail, None
            found.append(lxml_html.tostring(one, encoding="unicode"))
            if tail and tail.strip():
                found.append(f"<p>{escape(tail.strip(), quote=False)}</p>")
    return [block for block in found if block]


def parts_of(proposal: Proposal) -> list[Part]:
    parts = []
    if proposal.introduction:
        parts.append(Part("introduction", text=proposal.introduction))
    for takeaway in proposal.takeaways:
        text = escape(takeaway.text, quote=False)
        parts.append(Part("takeaway", takeaway.label, text, takeaway.where))
    parts += [
        Part("section", one.heading, one.body, one.where, one.level, one.kind)
        for one in proposal.sections
    ]
    parts += [Part("question", item.question, item.answer, item.where) for item in proposal.faq]
    paths = {path: part for part, path in zip(parts, _paths(parts), strict=True)}
    for decision in proposal.decisions:
        path, what = _path_of(decision.part)
        if path in paths:
            paths[path].decisions.append((what, decision))
    return parts


def with_parts(proposal: Proposal, parts: list[Part]) -> Proposal:
    parts = sorted(parts, key=lambda part: ORDER.index(part.kind))
    sections = [part for part in parts if part.kind == "section"]
    if sections:
        sections[0].level = 2
    decisions = [d for d in proposal.decisions if _path_of(d.part)[0] not in _all_paths(proposal)]
    for part, path in zip(parts, _paths(parts), strict=True):
        decisions += [
            replace(decision, part=f"{path}.{what}" if what else path)
            for what, decision in part.decisions
        ]
    return replace(
        proposal,
        introduction="".join(p.text for p in parts if p.kind == "introduction"),
        takeaways=[Takeaway(p.heading, p.plain, p.where) for p in parts if p.kind == "takeaway"],
        sections=[Section(p.heading, p.level, p.section_kind, p.text, p.where) for p in sections],
        faq=[FaqItem(p.heading, p.text, p.where) for p in parts if p.kind == "question"],
        decisions=decisions,
    )


NAMES = {"takeaway": "takeaways", "section": "sections", "question": "faq"}


def _paths(parts: list[Part]) -> list[str]:
    counts = dict.fromkeys(NAMES, -1)
    paths = []
    for part in parts:
        if part.kind in NAMES:
            counts[part.kind] += 1
            paths.append(f"{NAMES[part.kind]}.{counts[part.kind]}")
        else:
            paths.append("introduction")
    return paths


def _all_paths(proposal: Proposal) -> set[str]:
    return set(_paths(parts_of(replace(proposal, decisions=[])))) | {"introduction"}


def _path_of(said: str) -> tuple[str, str]:
    """“sections.3.level” as the path of the part and what was decided about it."""
    name, _dot, rest = said.partition(".")
    number, _dot, what = rest.partition(".")
    return (f"{name}.{number}", what) if number.isdigit() else (said, "")


def rearrange(proposal: Proposal, act: str, number: int, value: str = "") -> Proposal:
    """Do one act to one part, or to one piece that found no place. Raises CannotDo."""
    if act in ("place-dropped", "place-leftovers"):
        return _place(proposal, act.removeprefix("place-"), number, value)
    if act == "uncite":
        return _uncite(proposal, number)
    parts = parts_of(proposal)
    acts: dict[str, Callable[[], Proposal]] = {
        "raise": lambda: _level(proposal, parts, number, 2),
        "lower": lambda: _level(proposal, parts, number, 3),
        "kind": lambda: _change(proposal, parts, number, value),
        "join": lambda: _join(proposal, parts, number),
        "split": lambda: _split(proposal, parts, number, value),
        "drop": lambda: _drop(proposal, parts, number),
    }
    if act not in acts or not 0 <= number < len(parts):
        raise CannotDo(_("This part is not there any more; look at the outline again."))
    return acts[act]()


def _level(proposal: Proposal, parts: list[Part], number: int, level: int) -> Proposal:
    part = parts[number]
    if part.kind != "section":
        raise CannotDo(_("Only sections have a level."))
    first = next(one for one in parts if one.kind == "section")
    if part is first and level == 3:
        raise CannotDo(_("The first section cannot stand below another one."))
    part.level = level
    _decide(part, "level", _("“%(part)s” is of level %(level)d.") % _said(part, level))
    return with_parts(proposal, parts)


def _change(proposal: Proposal, parts: list[Part], number: int, kind: str) -> Proposal:
    part = parts[number]
    if kind not in KINDS:
        raise CannotDo(_("There is no such kind of part."))
    if kind == part.choice:
        return proposal
    if kind == "excerpt":
        return _to_excerpt(proposal, parts, number)
    if part.kind == "section" and kind in SECTION_KINDS:
        part.section_kind = kind
        _decide(part, "kind", _("“%(part)s” is of the kind %(kind)s.") % _said(part, kind=kind))
        return with_parts(proposal, parts)
    del parts[number]
    new = _made(part, kind)
    new.where = part.where
    _decide(new, "kind" if new.kind == "section" else "", _("An editor said what this is."))
    if kind == "introduction":
        return with_parts(proposal, _into_introduction(parts, new))
    _insert(parts, new)
    return with_parts(proposal, parts)


def _made(part: Part, kind: str) -> Part:
    """The part as another kind. Raises CannotDo where it does not fit."""
    if kind == "introduction":
        head = (
            f"<p><strong>{escape(part.heading, quote=False)}</strong></p>" if part.heading else ""
        )
        return Part("introduction", text=head + _as_html(part))
    if kind == "takeaway":
        return _takeaway(part)
    heading, text = (part.heading, _as_html(part)) if part.heading else _headed(part.blocks)
    if kind == "question":
        _must_fit(heading, QUESTION_LIMIT)
        if not plain(text):
            raise CannotDo(_("A question needs an answer below it."))
        return Part("question", heading, text)
    _must_fit(heading, HEADING_LIMIT)
    return Part("section", heading, text, section_kind=kind)


def _as_html(part: Part) -> str:
    return f"<p>{part.text}</p>" if part.kind == "takeaway" and part.text else part.text


def _takeaway(part: Part) -> Part:
    label, text = part.heading, part.plain
    if not label:
        point = parted(text, part.where)
        label, text = (point.takeaway.label, point.takeaway.text) if point else (text, "")
    _must_fit(label, LABEL_LIMIT)
    _must_fit(text, TEXT_LIMIT)
    return Part("takeaway", label, escape(text, quote=False))


def _must_fit(text: str, limit: int) -> None:
    if not text or len(text) > limit:
        raise CannotDo(
            _("“%(text)s…” has %(length)d characters, and here is room for %(limit)d.")
            % {"text": text[:40], "length": len(text), "limit": limit}
        )


def _headed(blocks: list[str]) -> tuple[str, str]:
    """A heading out of the first block: all of it where it is short, else its first words."""
    first = plain(blocks[0]) if blocks else ""
    if len(first) <= HEADING_LIMIT and not blocks[0].startswith(("<ul", "<ol", "<table")):
        return first, "".join(blocks[1:])
    return " ".join(first.split()[:WORDS_OF_HEADING])[:HEADING_LIMIT], "".join(blocks)


def _to_excerpt(proposal: Proposal, parts: list[Part], number: int) -> Proposal:
    part = parts.pop(number)
    said = f"{part.heading} {part.plain}".strip()
    _must_fit(said, EXCERPT_LIMIT)
    return replace(with_parts(proposal, parts), excerpt=said)


def _insert(parts: list[Part], new: Part) -> None:
    """Among its kind, by the line it came from."""
    place = next(
        (i for i, part in enumerate(parts) if part.kind == new.kind and part.where > new.where),
        len(parts),
    )
    parts.insert(place, new)


def _into_introduction(parts: list[Part], new: Part) -> list[Part]:
    if parts and parts[0].kind == "introduction":
        parts[0].text += new.text
        return parts
    return [new, *parts]


def _join(proposal: Proposal, parts: list[Part], number: int) -> Proposal:
    part = parts[number]
    above = parts[number - 1] if number else None
    joins = above and (above.kind == part.kind or (above.kind, part.kind) == (ORDER[0], ORDER[2]))
    if not joins:
        raise CannotDo(_("There is no part of the same kind above it to join."))
    if part.kind == "takeaway":
        text = f"{above.plain} {part.heading} {part.plain}".strip()
        _must_fit(text, TEXT_LIMIT)
        above.text = escape(text, quote=False)
    else:
        above.text += f"<h4>{escape(part.heading, quote=False)}</h4>{part.text}"
    del parts[number]
    return with_parts(proposal, parts)


def _split(proposal: Proposal, parts: list[Part], number: int, value: str) -> Proposal:
    part = parts[number]
    blocks, place = part.blocks, int(value) if value.isdigit() else -1
    if part.kind == "takeaway" or not 0 <= place < len(blocks) or (part.heading and not blocks):
        raise CannotDo(_("This part cannot be parted there."))
    heading, text = _headed(blocks[place:])
    if part.kind == "question":
        _must_fit(heading, QUESTION_LIMIT)
        if not plain(text) or place == 0:
            raise CannotDo(_("A question needs an answer below it."))
    new = Part("question" if part.kind == "question" else "section", heading, text, part.where)
    new.level = part.level if part.kind == "section" else 2
    _decide(new, "heading", _("“%s” is a heading.") % heading)
    part.text = "".join(blocks[:place])
    after = [new]
    if part.kind == "introduction":
        parts = [one for one in parts if one is not part or part.text]
        place = next((i for i, one in enumerate(parts) if one.kind == "section"), len(parts))
        parts[place:place] = after
    else:
        parts[number + 1 : number + 1] = after
    return with_parts(proposal, parts)


def _drop(proposal: Proposal, parts: list[Part], number: int) -> Proposal:
    part = parts.pop(number)
    words = Words(f"{part.heading} {part.plain}".strip(), part.where, _("left out by hand"))
    proposal = with_parts(proposal, parts)
    return replace(proposal, dropped=[*proposal.dropped, words])


def _place(proposal: Proposal, which: str, number: int, kind: str) -> Proposal:
    """Give words that found no place one: as a part, or at the end of the part above them."""
    pieces = list(getattr(proposal, which))
    if not 0 <= number < len(pieces):
        raise CannotDo(_("These words are not there any more; look at the outline again."))
    words = pieces.pop(number)
    html = f"<p>{escape(words.text, quote=False)}</p>"
    parts = parts_of(proposal)
    if kind in ("takeaway", "section"):
        loose = Part("introduction", text=html, where=words.where)
        new = _made(loose, "takeaway" if kind == "takeaway" else "text")
        new.where = words.where
        _decide(new, "heading" if kind == "section" else "", _("An editor said what this is."))
        _insert(parts, new)
    elif kind == "introduction":
        parts = _into_introduction(parts, Part("introduction", text=html))
    else:
        parts = _append_above(parts, words.where, html)
    return replace(with_parts(proposal, parts), **{which: pieces})


def _uncite(proposal: Proposal, number: int) -> Proposal:
    """A source that is none goes to the words that found no place."""
    sources = list(proposal.sources)
    if not 0 <= number < len(sources):
        raise CannotDo(_("This source is not there any more; look at the outline again."))
    source = sources.pop(number)
    said = " ".join(str(part) for part in (source.title, source.year, source.url) if part)
    words = Words(said, source.where, _("no source, an editor said"))
    return replace(proposal, sources=sources, leftovers=[*proposal.leftovers, words])


def _append_above(parts: list[Part], where: int, html: str) -> list[Part]:
    above = [p for p in parts if p.kind in ("section", "question") and p.where <= where]
    if not above:
        return _into_introduction(parts, Part("introduction", text=html))
    max(above, key=lambda part: part.where).text += html
    return parts


def _decide(part: Part, what: str, said: str) -> None:
    """An editor's decision is sure, and stands in place of the guess before it."""
    decision = Decision("", said, part.where, 1.0, _("decided by hand"))
    others = [(name, one) for name, one in part.decisions if name != what]
    part.decisions = [*others, (what, decision)]


def _said(part: Part, level: int = 0, kind: str = "") -> dict[str, object]:
    return {"part": part.heading, "level": level, "kind": kind}
