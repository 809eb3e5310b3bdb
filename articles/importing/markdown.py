"""Markdown → HTML → a Proposal."""

import re
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from articles.importing import patience
from articles.importing.dialects import plainly
from articles.importing.markup.read import Read, read_html
from articles.importing.proposal import EXCERPT_LIMIT, TITLE_LIMIT, Proposal, Words

FRONT = re.compile(r"\s*(---|\+\+\+)[ \t]*\n(.{0,20000}?)\n(?:\1|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
PAIR = re.compile(r"([A-Za-z_][\w-]*)\s*[:=]\s*(.*)$")
NOTE = re.compile(r"^\[\^([\w-]{1,40})\]:[ \t]*(.*)$", re.MULTILINE)
NOTE_MARK = re.compile(r"\[\^([\w-]{1,40})\](?!:)")
TASK = re.compile(r"^(\s*(?:[-*+]|\d+[.)])\s+)\[[ xX]\][ \t]+", re.MULTILINE)
TAGGED = re.compile(r"\s*\{[#.:][\w\s#.:=\"'-]*\}[ \t]*$", re.MULTILINE)
MOST_MARKS = 50_000  # of emphasis, in one paragraph
EXCERPTS = ("description", "excerpt", "summary", "subtitle", "descripcion", "beschreibung")


def read_markdown(text: str, title: str = "") -> Read:
    """Raises NothingToRead, and TooTangled."""
    front, body, said = parted(text)
    title = title or said.get("title", "")[:TITLE_LIMIT]
    body, commands = plainly(body)
    read = read_html(to_html(body), "markdown", title)
    dropped = [Words(said, 0, _("a command to the site it comes from")) for said in commands]
    proposal = replace(read.proposal, dropped=[*dropped, *read.proposal.dropped])
    read = replace(read, proposal=proposal)
    return replace(read, proposal=_with_front(read, front, said)) if front else read


def parted(text: str) -> tuple[str, str, dict[str, str]]:
    """The file's own head, its text, and what the head says."""
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if (found := FRONT.match(text)) and (said := _pairs(found[2])):
        return found[2], text[found.end() :], said
    return "", text, {}


def to_html(text: str) -> str:
    text = TASK.sub(r"\1", TAGGED.sub("", text))
    notes = [(name, words) for name, words in NOTE.findall(text)]
    text = NOTE_MARK.sub(r'<sup><a href="#fn-\1">\1</a></sup>', NOTE.sub("", text))
    markdown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    # Every paragraph and every mark asks the clock: the parser itself cannot be stopped.
    markdown.block.ruler.before("table", "patience", _patience)
    markdown.inline.ruler.before("text", "patience", _patience_within)
    markdown.inline.ruler2.before("balance_pairs", "patience", _patience)
    below = "".join(
        f'<div class="footnote">{name} {markdown.renderInline(words)}</div>'
        for name, words in notes
    )
    return f"{markdown.render(text)}{below}"


def _patience_within(state: Any, _silent: bool) -> bool:
    if state.pos % 64 == 0:  # the clock costs more than most marks do
        patience.check()
    if len(state.delimiters) > MOST_MARKS:  # they are matched in one step that asks no clock
        raise patience.TookTooLong
    return False


def _patience(*_state: Any) -> bool:
    patience.check()
    return False


def _pairs(front: str) -> dict[str, str]:
    """The simple entries of a YAML or TOML head."""
    said: dict[str, str] = {}
    for line in front.split("\n"):
        if pair := PAIR.match(line):
            said[pair[1].lower()] = pair[2].strip().strip("\"'").strip()
    return said


def _with_front(read: Read, front: str, said: dict[str, str]) -> Proposal:
    """The proposal with what the file's head says; its other lines are listed."""
    proposal = read.proposal
    dropped = []
    for line in front.split("\n"):
        pair = PAIR.match(line)
        words = pair[1] if pair and pair[1].lower() == "title" else line
        if any(map(str.isalnum, words)):
            dropped.append(Words(" ".join(words.split()), 0, _("the file's own head")))
    excerpt = next((said[name] for name in EXCERPTS if said.get(name)), "")
    return replace(
        proposal,
        author=proposal.author or said.get("author", "")[:60],
        excerpt=excerpt if 0 < len(excerpt) <= EXCERPT_LIMIT else proposal.excerpt,
        dropped=[*dropped, *proposal.dropped],
    )
