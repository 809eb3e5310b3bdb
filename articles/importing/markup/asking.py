"""Which elements hold a question: accordions, definitions, schema.org."""

import re

from lxml.etree import _Element

from articles.importing.markup.styles import classes

LONGEST = 220
QUESTION_CLASS = re.compile(
    r"(?:^|[-_])(?:faq|accordion|collapse|toggle|qa|q-a|schema-faq)[-_]*"
    r"(?:item[-_]*)?(?:question|title|header|heading|button|trigger|toggle|q|summary|head)(?:$|[-_])"
    r"|^(?:question|faq-q|frage|pregunta)$",
    re.IGNORECASE,
)
FAQ_CLASS = re.compile(r"(?:^|[-_])(?:faqs?|questions|fragen|preguntas)(?:$|[-_])", re.IGNORECASE)
HEADINGS = ("h2", "h3", "h4", "h5", "h6")
BLOCKS = ("p", "ul", "ol", "table", "details", "dl", "h1", "h2", "h3", "h4", "h5", "h6")


def asks(element: _Element, in_questions: bool = False) -> bool:
    tag = element.tag
    if not isinstance(tag, str) or tag in (
        "html",
        "body",
        "main",
        "article",
        "section",
        "ul",
        "ol",
        "dl",
        "details",
        "a",
    ):
        return False
    if tag in ("dt", "summary"):
        return in_questions or _ends_asking(element) or _is_schema(element) or _one_of_many(element)
    if _is_schema(element):
        return tag not in ("div", "span") or _is_short(element)
    if tag == "button" or element.get("role") in ("button", "tab"):
        named = any(_classed(inner) for inner in element.iter())
        opens = element.get("aria-expanded") is not None or element.get("aria-controls")
        inner = any(above.tag in ("h2", "h3", "h4", "h5") for above in element.iterancestors())
        told = _ends_asking(element) or (in_questions and _is_short(element))
        return (named and told) or (bool(opens) and told and not inner)
    if tag in HEADINGS and _ends_asking(element) and _below_faq(element):
        return True
    if tag in ("div", "span", "p", "h2", "h3", "h4", "h5", "h6", "strong") and _classed(element):
        return _is_short(element) and (_ends_asking(element) or _below_faq(element))
    return False


def is_questions(dl: _Element, in_questions: bool) -> bool:
    """Whether a list of definitions asks and answers."""
    terms = list(dl.iter("dt"))
    asking = sum(_ends_asking(term) for term in terms)
    return bool(terms) and (in_questions or 2 * asking >= len(terms) or _below_faq(dl))


def _said(element: _Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _ends_asking(element: _Element) -> bool:
    text = _said(element)
    return len(text) <= LONGEST and text.rstrip(' +–-▼▾⌄›"”’)').endswith("?")


def _is_short(element: _Element) -> bool:
    return len(_said(element)) <= LONGEST and next(element.iter(*BLOCKS), element) is element


def _classed(element: _Element) -> bool:
    return any(QUESTION_CLASS.search(name) for name in classes(element))


def _below_faq(element: _Element) -> bool:
    around = [element, *element.iterancestors()][:6]
    return any(FAQ_CLASS.search(name) for one in around for name in classes(one))


def _is_schema(element: _Element) -> bool:
    """The name of a schema.org Question."""
    if "name" not in (element.get("itemprop") or "").split():
        return False
    for around in list(element.iterancestors())[:6]:
        kind = around.get("itemtype") or ""
        if kind:
            return kind.rstrip("/").endswith("Question")
    return False


def _one_of_many(element: _Element) -> bool:
    """A summary beside others of which most ask."""
    if element.tag != "summary":
        return False
    details = element.getparent()
    group = details.getparent() if details is not None else None
    if group is None:
        return False
    heads = [head for one in group.findall("details") for head in one.findall("summary")]
    return len(heads) > 1 and 2 * sum(map(_ends_asking, heads)) >= len(heads)
