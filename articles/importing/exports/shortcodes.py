"""What WordPress keeps in place of HTML: blank lines, shortcodes, addresses to embed."""

import re

BLOCK = re.compile(
    r"<(?:p|div|h[1-6]|ul|ol|table|blockquote|figure|section|details|dl|pre|iframe)\b", re.I
)
PARAGRAPH = re.compile(r"<p\b", re.IGNORECASE)
# Each looks so far and no further: what is never closed would be read to its end from every place.
CAPTION = re.compile(r"\[caption[^\]]{0,1000}\](.{0,5000}?)\[/caption\]", re.DOTALL)
EMBEDDED = re.compile(r"\[embed[^\]]{0,1000}\]\s*(\S+?)\s*\[/embed\]")
EMBED_BLOCK = re.compile(
    r"<figure[^>]*\bwp-block-embed\b[^>]*>.*?(https?://[^\s<]+).*?</figure>", re.DOTALL
)
LONE_ADDRESS = re.compile(r"^\s*(https?://\S+)\s*$", re.MULTILINE)
PICTURE = re.compile(r"(?:<a\b[^>]*>)?\s*<img\b[^>]*>\s*(?:</a>)?", re.IGNORECASE)
SHORTCODE = re.compile(
    r"\[/?(?:gallery|contact-form(?:-7)?|audio|video|playlist|vc_[a-z_]+|et_pb_[a-z_]+|su_[a-z_]+"
    r"|toc|ez-toc|button|row|column|one_half|one_third|two_third|spacer|divider|elementor-template"
    r"|products?|add_to_cart|sharethis|social|mc4wp_form|gravityform|wpforms)\b[^\]]{0,2000}\]",
    re.IGNORECASE,
)

# What opens on a click, and other parts whose heading stands in the shortcode itself.
OPENER = (
    r"[a-z_-]{0,40}(?:accordion[_-]?(?:item|section|tab)|toggle|tta_section|spoiler|faq_item"
    r"|collapse)"
)
OPENED = re.compile(rf"\[{OPENER}\b([^\]]{{0,2000}})\]", re.IGNORECASE)
OPENED_END = re.compile(rf"\[/{OPENER}\]", re.IGNORECASE)
TITLED = re.compile(
    r"\[(?:et_pb_(?:blurb|heading|cta|tab|slide)|vc_custom_heading|vc_tta_section|fusion_title|tab"
    r"|su_(?:tab|heading))\b([^\]]{0,2000})\]",
    re.IGNORECASE,
)
SAID = re.compile(
    r"\b(?:title|heading|question|text)=(?:\"([^\"]{0,300})\"|'([^']{0,300})'|“([^”]{0,300})”)",
    re.IGNORECASE,
)


def paragraphs(content: str) -> str:
    """The HTML that WordPress would show. Shortcodes of layout go; their words stay."""
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    content = EMBEDDED.sub(r'<iframe src="\1"></iframe>', content)
    content = EMBED_BLOCK.sub(r'<iframe src="\1"></iframe>', content)
    content = LONE_ADDRESS.sub(r'<iframe src="\1"></iframe>', content)
    content = CAPTION.sub(_figure, content)
    content = OPENED.sub(_opened, OPENED_END.sub("</details>", content))
    content = TITLED.sub(_headed, content)
    content = SHORTCODE.sub("\n", content)
    if "<!-- wp:" in content or PARAGRAPH.search(content):
        return content
    pieces = []
    for piece in map(str.strip, re.split(r"\n\s*\n", content)):
        if not piece:
            continue
        if BLOCK.match(piece):
            pieces.append(_with_breaks_outside(piece))
        else:
            broken = piece.replace("\n", "<br>")
            pieces.append(f"<p>{broken}</p>")
    return "\n".join(pieces)


def _opened(found: re.Match[str]) -> str:
    said = SAID.search(found[1])
    return f"\n<details><summary>{_words(said)}</summary>" if said else found[0]


def _headed(found: re.Match[str]) -> str:
    said = SAID.search(found[1])
    return f"\n<h3>{_words(said)}</h3>\n" if said and _words(said).strip() else "\n"


def _words(said: re.Match[str]) -> str:
    return next(words for words in said.groups() if words is not None)


def _with_breaks_outside(piece: str) -> str:
    """“<h2>Hips</h2>\\nThey move.” is a heading and a paragraph."""
    return re.sub(r"(</h[1-6]>)\n(?=[^<\s])", r"\1<p>", piece)


def _figure(found: re.Match[str]) -> str:
    picture = PICTURE.match(found[1].lstrip())
    if not picture:
        return found[1]
    words = found[1].lstrip()[picture.end() :].strip()
    return f"<figure>{picture[0]}<figcaption>{words}</figcaption></figure>"
