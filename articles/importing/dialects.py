"""What writing programs and site generators add to Markdown → plain Markdown.

Boxes, links between notes and definitions are written as Markdown has them; commands of a site
(shortcodes, imports, comments) are taken out, and listed.
"""

import re
from collections.abc import Iterator
from html import escape

from articles.importing import cues, patience

LONGEST = 10_000  # characters of a line in which anything is looked for
FENCE = re.compile(r"\s{0,3}(```|~~~)")
CALLOUT = re.compile(r"(\s*>[\s>]*)\[!([\w-]+)\][+-]?[ \t]*(.*)$")
ADMONITION = re.compile(r":::+[ \t]*\{?\.?([A-Za-z][\w-]*)\}?[ \t]*(.*)$")
INDENTED = re.compile(
    r"(?:!!!|\?\?\?\+?|===)[ \t]+(?=[\w\"“])([\w-]*)(?:[ \t]+[\w-]+)*[ \t]*"
    r"(?:[\"“](.*)[\"”])?[ \t]*$"
)
MEANING = re.compile(r":[ \t]+(\S.*)$")
IMPORTS = re.compile(r"(?:import\s.+\sfrom\s+['\"].+['\"]|export\s+(?:const|default)\s.+);?\s*$")
TAGS_ALONE = re.compile(r"(?:#[^\W\d_][\w/-]*[ \t]*)+$")
CONTENTS = re.compile(r"(?:[*-]\s+TOC\s*|\{:\s*toc[^}]*\}|\[\[?_?toc_?\]?\])\s*$", re.IGNORECASE)
FIGURE = re.compile(r"\{\{[<%]\s*(?:figure|image|img)\b([^>%]{0,1000})[>%]\}\}", re.IGNORECASE)
NAMED = re.compile(r"(\w+)\s*=\s*\"([^\"]*)\"")
COMMAND = re.compile(r"\{\{.{0,500}?\}\}|\{%.{0,500}?%\}|%%.{0,500}?%%|!\[\[[^\]\n]{1,200}\]\]")
NOTE_LINK = re.compile(r"(?<!!)\[\[([^\[\]|\n]{1,200})(?:\|([^\[\]\n]{1,200}))?\]\]")
MARKER = re.compile(r"==(?=\S)([^=\n]{1,300})(?<=\S)==")


def plainly(text: str) -> tuple[str, list[str]]:
    """The text in plain Markdown, and the commands that were taken out."""
    commands: list[str] = []
    return "\n".join(_lines(text.split("\n"), commands)), commands


def _lines(lines: list[str], commands: list[str]) -> Iterator[str]:
    fence, set_in, opens = "", False, False
    for place, line in enumerate(lines):
        patience.check()
        if found := FENCE.match(line):
            fence = "" if fence == found[1] else fence or found[1]
        if fence or found or len(line) > LONGEST:
            yield line
        elif box := INDENTED.match(line):
            yield from _closed(opens)
            set_in, opens = True, line.startswith("?") and bool(box[2])
            yield from _opened(box[2]) if opens else _titled(box[1], box[2] or "")
        elif set_in and (line.startswith(("    ", "\t")) or not line.strip()):
            yield _spoken(line.removeprefix("\t").removeprefix("    "), commands)
        else:
            yield from _closed(opens)
            set_in = opens = False
            yield from _line(lines, place, commands)
    yield from _closed(opens)


def _opened(title: str) -> list[str]:
    """What opens on a click."""
    return ["<details>", f"<summary>{escape(title)}</summary>", ""]


def _closed(opens: bool) -> list[str]:
    return ["", "</details>", ""] if opens else []


def _line(lines: list[str], place: int, commands: list[str]) -> Iterator[str]:
    line = lines[place]
    if box := CALLOUT.match(line):
        yield from (f"{box[1]}{words}" for words in _titled(box[2], box[3]))
    elif box := ADMONITION.match(line):
        yield from ['<div class="admonition">', "", *_titled(box[1], box[2].strip(" []"))]
    elif line.strip(" \t:") == "" and line.strip().startswith(":::"):
        yield from ["", "</div>", ""]
    elif IMPORTS.match(line) or CONTENTS.match(line.strip()) or TAGS_ALONE.match(line):
        commands.append(line.strip())
        yield ""
    elif _is_term(lines, place):
        yield from ["", f"**{line.strip()}**", ""] if line.strip().endswith("?") else [""]
    elif (meaning := MEANING.match(line)) and _is_meaning(lines, place):
        term = lines[place - 1].strip()
        named = _is_term(lines, place - 1) and not term.endswith("?")
        words = _spoken(meaning[1], commands)
        yield from [f"- **{term}:** {words}"] if named else ["", words]
    else:
        yield _spoken(line, commands)


def _titled(kind: str, title: str) -> Iterator[str]:
    """The line that heads a box: its title, or its kind where that says what the box holds."""
    name = title.strip() or kind.replace("-", " ")
    if title.strip() or cues.takeaways.says(name) or cues.summary.says(name):
        yield f"**{name.strip('*_ ')}**"
    yield ""


def _is_term(lines: list[str], place: int) -> bool:
    """Whether a line is defined by the ones below it that begin with a colon."""
    line, below = lines[place], lines[place + 1] if place + 1 < len(lines) else ""
    begins = place == 0 or not lines[place - 1].strip()
    plain = line.strip() and line[0] not in " \t#>|:-*+"
    return bool(begins and plain and len(line) < 200 and MEANING.match(below))


def _is_meaning(lines: list[str], place: int) -> bool:
    """Whether only meanings stand between this line and the term."""
    while place and MEANING.match(lines[place]):
        place -= 1
    return _is_term(lines, place)


def _spoken(line: str, commands: list[str]) -> str:
    line = FIGURE.sub(_figure, line)
    commands += COMMAND.findall(line)
    line = NOTE_LINK.sub(lambda link: link[2] or link[1], COMMAND.sub("", line))
    return MARKER.sub(r"\1", line)


def _figure(found: re.Match[str]) -> str:
    said = dict(NAMED.findall(found[1]))
    source = said.get("src", "").replace(" ", "%20")
    return f"![{said.get('alt', '')}]({source})" if source else found[0]
