"""HTML text → a tree. lxml reads what browsers read; comments and processing instructions go."""

import re

from lxml import etree

DEEPEST = 400  # elements inside one another; a page that people read has 40

# lxml ends the document at these, a browser does not.
EARLY_ENDS = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
# Word parts its text with these; some parsers take them for a tag.
CONDITIONS = re.compile(r"<!\[(?:if[^>]*|endif)\]>", re.IGNORECASE)
DECLARATION = re.compile(r"\s*<\?xml[^>]*>")


class TooTangled(Exception):
    """Elements nest deeper than any page that people read."""


def parse(html: str) -> etree._Element | None:
    """The root, or None where there is nothing to read. Raises TooTangled."""
    html = DECLARATION.sub("", EARLY_ENDS.sub("", CONDITIONS.sub("", html)), count=1)
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        root = etree.fromstring(html.encode(errors="replace"), parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error).lower():
            raise TooTangled from error
        return None
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise TooTangled
    depth = 0
    for event, _element in (
        etree.iterwalk(root, events=("start", "end")) if root is not None else ()
    ):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            raise TooTangled
    return root
