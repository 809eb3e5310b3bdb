"""Which elements belong to the page and not to the guide, each by a name an editor knows."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_noop as _
from lxml.etree import _Element

from articles.importing.markup.styles import classes

TAGS = {
    "nav": _("site navigation"),
    "form": _("a form"),
    "button": _("a button"),
    "select": _("a form"),
    "textarea": _("a form"),
    "label": _("a form"),
    "dialog": _("a window above the page"),
    "svg": _("words in a drawing"),
    "noscript": _("what stands there without scripts"),
    "template": _("a template"),
    "datalist": _("a form"),
    "menu": _("site navigation"),
}
ROLES = {
    "navigation": _("site navigation"),
    "menu": _("site navigation"),
    "menubar": _("site navigation"),
    "banner": _("the page's head"),
    "contentinfo": _("the page's foot"),
    "search": _("a form"),
    "dialog": _("a window above the page"),
    "alertdialog": _("a window above the page"),
    "button": _("a button"),
    "doc-toc": _("a contents list"),
}
RELATED = _("links to other guides")
# Firm: whatever it holds. The others go only where they hold little text of their own.
FIRM = {
    _("comments"): "comments|comment-list|commentlist|comment-respond|comments-area|respond"
    "|disqus|disqus-thread|kommentare|comentarios",
    _("a cookie notice"): "cookie|cookies|cookie-banner|cookie-notice|cookie-consent|cookiebar"
    "|consent|gdpr|onetrust|cc-window|cookielaw|cmplz|borlabs",
    _("site navigation"): "breadcrumb|breadcrumbs|skip-link|skip-to-content|pagination|pager"
    "|site-nav|navbar|main-nav|post-navigation|nav-links|brotkrumen",
    _("share buttons"): "share|shares|sharing|share-bar|share-buttons|social-share|sharedaddy"
    "|addtoany|shareaholic|social-icons|social-links|teilen|compartir",
    RELATED: "related|related-posts|related-articles|relatedposts|jp-relatedposts|yarpp"
    "|recommended|recommendations|more-posts|more-stories|more-articles|more-guides|also-like|read-next|you-may-also-like|up-next|crosslinks",
    _("a contents list"): "toc|table-of-contents|ez-toc|ez-toc-container|lwptoc|toc-container"
    "|inhaltsverzeichnis|msotoc1|msotoc2|msotoc3|msotocheading",
    _("a newsletter form"): "newsletter|newsletter-signup|subscribe-form|mailchimp|klaviyo|optin"
    "|email-signup|mc-embed-signup",
    _("an advertisement"): "adsbygoogle|advert|advertisement|ad-slot|ad-container|sponsored"
    "|werbung|anzeige|publicidad",
    _("a link of the editing program"): "mw-editsection|edit-link|post-edit-link",
}
SOFT = {
    _("site navigation"): "nav|navigation|menu|site-header|header-nav|topbar",
    _("share buttons"): "social|follow|follow-us",
    _("a window above the page"): "modal|popup|pop-up|overlay|lightbox|drawer|offcanvas",
    _("beside the text"): "sidebar|widget|widget-area|side-bar",
    _("the page's foot"): "site-footer|page-footer|colophon|footer-widgets",
    _("about the author"): "author-box|author-bio|about-author|author-card|post-author-box",
    _("a newsletter form"): "subscribe|signup|sign-up",
    _(
        "an advertisement"
    ): "ad|ads|promo|banner|promotion|upsell|cta|cta-banner|call-to-action|product-card",
    _("the page's tags"): "tags|post-tags|entry-tags|tagcloud|tag-list|cat-links|tags-links",
    _("what readers gave it"): "rating|ratings|likes|claps|view-count",
}
META = re.compile(
    r"(?:^|[-_])(?:byline|meta|author|published|pubdate|dateline|reading-?time|read-?time|posted-on"
    r"|post-date|entry-date|eyebrow|kicker|dachzeile|category-label)(?:$|[-_])",
    re.IGNORECASE,
)
HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
BY = re.compile(r"(?:(?:written |words |posted )?by|author|von|text|autor(?:in|a)?|por):?\s+", re.I)
SKIPPED = (
    "has-",
    "no-",
    "with-",
    "without-",
    "tag-",
    "category-",
    "topic-",
    "is-",
    "not-",
    "post-type",
    "elementor-widget",
    "elementor-element",
)
NEVER = frozenset(
    "html body main article h1 h2 h3 h4 h5 h6 p li td th tr table tbody a span summary details"
    " dl dt dd".split()
)
# So plain that a part of a class's name is enough.
TELLING = {
    "comments",
    "commentlist",
    "cookie",
    "cookies",
    "consent",
    "related",
    "breadcrumbs",
    "toc",
}
SUBSTANCE = 60  # words in paragraphs that make an element worth keeping


def _by_word(table: dict[str, str]) -> dict[str, str]:
    return {word: name for name, words in table.items() for word in words.split("|")}


FIRM_WORDS, SOFT_WORDS = _by_word(FIRM), _by_word(SOFT)


def named(element: _Element, substance: int) -> str:
    """What this element of a page is; nothing where it may be the guide's.

    `substance` is the number of words in its paragraphs that are no links.
    """
    tag = element.tag
    if tag == "button" and _is_heading(element):
        return ""
    if tag in TAGS:
        return TAGS[tag]
    if tag in ("p", "div") and (name := _toc(element)):
        return name
    if tag in NEVER:
        return ""
    if (role := element.get("role")) in ROLES and (role != "banner" or substance < SUBSTANCE):
        return ROLES[role]
    for word, is_exact in _words(element):
        if word in FIRM_WORDS and (is_exact or word in TELLING or substance < SUBSTANCE):
            return FIRM_WORDS[word]
        if word in SOFT_WORDS and substance < SUBSTANCE:
            return SOFT_WORDS[word]
    return ""


def _is_heading(button: _Element) -> bool:
    """The words of an accordion's heading stand in a button."""
    above = button.getparent()
    return above is not None and above.tag in ("h2", "h3", "h4", "h5", "summary", "dt")


def _toc(element: _Element) -> str:
    """Word's contents lists are paragraphs like others, but for their class."""
    is_toc = any(name.lower().startswith("msotoc") for name in classes(element))
    return FIRM_WORDS["toc"] if is_toc else ""


def _words(element: _Element) -> Iterator[tuple[str, bool]]:
    """“share-bar__inner” as itself, exactly, and by its beginning and end, which say less.

    An id may be made from a heading (“related-exercises”), so only the whole of it counts.
    """
    if identity := element.get("id"):
        yield identity.lower().replace("_", "-"), True
    for name in classes(element):
        low = HUMP.sub("-", name).lower().replace("_", "-").strip("-")
        low = re.sub("-{2,}", "--", low)
        if not low or low.startswith(SKIPPED) or low.endswith(("-open", "-closed")):
            continue
        yield low, True
        base = low.split("--")[0]
        parts = [part for part in base.split("-") if part]
        if 1 < len(parts) <= 4:
            for part in (parts[0], parts[-1], "-".join(parts[1:]), "-".join(parts[:2])):
                yield part, False


def is_meta(element: _Element) -> bool:
    """A byline, a date, a reading time."""
    if element.tag in ("time", "address"):
        return True
    if element.tag in ("article", "main", "body", "html", "section"):
        return False
    said = f"{element.get('itemprop') or ''} {element.get('rel') or ''}"
    if any(word in said.split() for word in ("author", "datePublished", "dateModified")):
        return True
    return any(META.search(name) for name in classes(element))


def writer(element: _Element, text: str) -> str:
    """The name in a byline that only its element marks; nothing for a date."""
    says = (
        f"{element.get('itemprop') or ''} {element.get('rel') or ''} {element.get('class') or ''}"
    )
    name = BY.sub("", text).split("·")[0].split("|")[0].strip(" ,.")
    parts = name.split()
    named = 2 <= len(parts) <= 4 and not any(c.isdigit() for c in name)
    named = named and parts[0][0].isupper() and parts[-1][0].isupper()
    return name if named and ("author" in says or "byline" in says or BY.match(text)) else ""
