"""A guide of the demo as its page reads when somebody copies it: plain lines, no markup."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

BLOCK = re.compile(r"<(p|h4|ul|ol|table|blockquote)>(.*?)</\1>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
MARKS = {"easier": " (easier)", "harder": " (harder)"}


def copied(guide: dict[str, Any], between: str = "\n\n") -> str:
    return between.join(_pieces(guide))


def smaller_headings(guide: dict[str, Any]) -> set[str]:
    """What heads a part of a section, or a table: no section, but a fair mistake."""
    bodies = " ".join(section["body"] for section in guide["sections"])
    return {_plain(text) for _tag, text in re.findall(r"<(h4|caption)>(.*?)</\1>", bodies)}


def _pieces(guide: dict[str, Any]) -> Iterator[str]:
    yield from ("Skip to content", "Cart", "Home / Guides", guide["title"], "4 min read")
    yield from _lines(guide["introduction"])
    yield "Key takeaways"
    yield "\n".join(f"• {point['label']} {point['text']}" for point in guide["takeaways"])
    number = 0
    for section in guide["sections"]:
        number = number + 1 if section["kind"] == "steps" else 0
        step = f"{number}. " if number else ""
        yield f"{step}{section['heading']}{MARKS.get(section['kind'], '')}"
        yield from _lines(section["body"])
    yield "Frequently asked questions"
    for item in guide["faq"]:
        yield item["question"]
        yield from _lines(item["answer"])
    yield "Related guides"
    yield "Some other guide about hips\nMobility"
    yield "A line that says what this other guide is about, in one sentence."


def _lines(html: str) -> Iterator[str]:
    for tag, inner in BLOCK.findall(html):
        if tag in ("ul", "ol"):
            points = re.findall(r"<li>(.*?)</li>", inner, re.DOTALL)
            marks = [f"{n}." if tag == "ol" else "•" for n in range(1, len(points) + 1)]
            yield "\n".join(f"{m} {_plain(p)}" for m, p in zip(marks, points, strict=True))
        elif tag == "table":
            yield from map(_plain, re.findall(r"<caption>(.*?)</caption>", inner))
            rows = re.findall(r"<tr>(.*?)</tr>", inner, re.DOTALL)
            cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
            yield "\n".join("\t".join(map(_plain, row)) for row in cells)
        else:
            yield _plain(inner)


def _plain(html: str) -> str:
    return " ".join(unescape(TAG.sub("", html)).split())
