"""What a browser reads in an answer: tags with their attributes and text, and the JSON-LD."""

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse

VOID = {"meta", "link", "img", "input", "br", "source", "hr"}


@dataclass
class Tag:
    name: str
    attributes: dict[str, str]
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.pieces).split())

    def __getitem__(self, attribute: str) -> str:
        return self.attributes[attribute]


class Markup(HTMLParser):
    """Tags in the order of the page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[Tag] = []
        self._open: list[Tag] = []
        self.feed(html)

    @classmethod
    def of(cls, response: HttpResponse) -> "Markup":
        return cls(response.content.decode())

    def handle_starttag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        tag = Tag(name, {key: value or "" for key, value in attributes})
        self.tags.append(tag)
        if name not in VOID:
            self._open.append(tag)

    def handle_endtag(self, name: str) -> None:
        while self._open and self._open.pop().name != name:
            pass

    def handle_data(self, text: str) -> None:
        for tag in self._open:
            tag.pieces.append(text)

    def all(self, name: str, /, **attributes: str) -> list[Tag]:
        """Tags of this name; `class_` is one of the classes, other attributes are whole."""
        wanted = attributes.pop("class_", None)
        return [
            tag
            for tag in self.tags
            if tag.name == name
            and (wanted is None or wanted in tag.attributes.get("class", "").split())
            and all(tag.attributes.get(key) == value for key, value in attributes.items())
        ]

    def one(self, name: str, /, **attributes: str) -> Tag:
        (tag,) = self.all(name, **attributes)
        return tag

    def texts(self, name: str, /, **attributes: str) -> list[str]:
        return [tag.text for tag in self.all(name, **attributes)]

    @property
    def graph(self) -> list[dict[str, Any]]:
        """The nodes of the page's one JSON-LD block."""
        return json.loads(self.one("script", type="application/ld+json").text)["@graph"]

    def node(self, kind: str) -> dict[str, Any]:
        (node,) = [node for node in self.graph if node["@type"] == kind]
        return node

    def meta(self, name: str) -> str:
        (tag,) = [
            tag
            for tag in self.all("meta")
            if name in (tag.attributes.get("name"), tag.attributes.get("property"))
        ]
        return tag["content"]
