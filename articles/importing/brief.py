"""A copywriter's brief above and in a text: “Meta description: …”, “H2: Hips”, “* Knees *”."""

import re

from django.utils.translation import gettext as _

from articles.importing import cues
from articles.importing.lines import Line
from articles.importing.notes import Notes
from articles.importing.proposal import EXCERPT_LIMIT

# The names of entries in a copywriter's brief, by what they hold.
BRIEF = {
    "title": frozenset(
        "title|working title|headline|article title|titel|título|titular".split("|")
    ),
    "author": frozenset("author|writer|autor|autorin|autora".split("|")),
    "excerpt": frozenset(
        "meta description|meta-description|description|excerpt|meta|metabeschreibung"
        "|meta-beschreibung"
        "|beschreibung|metadescripción|meta descripción|descripción|extracto".split("|")
    ),
    "other": frozenset(
        "meta title|seo title|title tag|metatitel|meta-titel|metatítulo|meta título|título seo"
        "|keyword|keywords|primary keyword|secondary keywords|focus keyword|focus keyphrase"
        "|target keyword|main keyword|fokus-keyword|hauptkeyword|schlagwörter|palabra clave"
        "|palabras clave|url|url slug|slug|permalink|canonical|date|published|publish date|updated"
        "|datum|fecha|category|categories|kategorie|categoría|categorías|tags|etiquetas|word count"
        "|wortzahl|target audience|audience|zielgruppe|público|status|client|kunde|cliente|brief"
        "|featured image|alt text|image alt|subject|betreff|asunto|language|sprache|idioma|tone"
        "|internal links|external links|cta|reading time|lesezeit".split("|")
    ),
}

FRAMED = re.compile(r"(([*=~])\2{0,3})\s+([^\W_][^*=~]{1,100}?)\s+\1$")
ENTRY = re.compile(r"(?:[\[(]([^\])]{2,40})[\])]:?|([^:]{2,40}):)\s*(.*)$")
FEWEST = 2  # entries that make a brief
IN_FRONT = re.compile(
    r"(?:\[h([1-6])\]|\(h([1-6])\)|<h([1-6])>|h([1-6])\s?[:–—-])[\s:–—-]*(?=\S)", re.IGNORECASE
)
BEHIND = re.compile(r"\s*(?:</h[1-6]>|\[/?h([1-6])\]|\(h([1-6])\))$", re.IGNORECASE)


def read_brief(lines: list[Line], notes: Notes) -> tuple[list[Line], dict[str, str]]:
    """The lines without the brief, with the levels that it states; its author and excerpt."""
    for line in lines:
        _state(line, notes)
    entries = []
    for line in lines:
        if not (entry := _entry(line)):
            break
        entries.append((line, *entry))
    if len(entries) < FEWEST:
        return lines, {}
    said: dict[str, str] = {}
    stated = any(line.level == 1 for line in lines)
    rest = lines[len(entries) :]
    for line, what, words in reversed(entries):
        if what == "title" and not stated:
            name = line.text[: len(line.text) - len(words)].strip()
            notes.drop(name, line.number, _("the name of an entry"))
            line.text, line.level, stated = words, 1, True
            rest = [line, *rest]
            continue
        if what == "author" or (what == "excerpt" and len(words) <= EXCERPT_LIMIT):
            said.setdefault(what, words)
        notes.leave([(line.number, line.said)], _("in the brief above the text"))
    return rest, said


def _state(line: Line, notes: Notes) -> None:
    if framed := FRAMED.match(line.whole):
        # “= Title =”, “== Hips ==”, but “* Hips *”, “** Knees **”
        line.level = len(framed[1]) + (framed[2] != "=")
        line.text, line.mark, line.gap = framed[3], "", True
        return
    if line.mark or line.rule or line.cells:
        return
    front = IN_FRONT.match(line.text)
    behind = BEHIND.search(line.text)
    level = next((int(n) for found in (front, behind) if found for n in found.groups() if n), 0)
    if not level:
        return
    for found in (front, behind):
        if found:
            notes.drop(found[0].strip(), line.number, _("the mark of a heading"))
    start, end = front.end() if front else 0, behind.start() if behind else len(line.text)
    line.text, line.level = line.text[start:end].strip(), level


def _entry(line: Line) -> tuple[str, str] | None:
    """What an entry of the brief is, and its words."""
    found = ENTRY.match(line.text)
    if not found or line.mark or line.level:
        return None
    known, words = cues.key(found[1] or found[2]), found[3]
    for what, names in BRIEF.items():
        if known in names:
            return what, words.strip()
    return None
