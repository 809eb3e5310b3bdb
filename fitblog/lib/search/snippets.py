"""A piece of a text around the words that were looked for, these marked."""

import re
from functools import lru_cache

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from fitblog.lib.search.question import Question
from fitblog.lib.words import fold

ROUND = 90  # characters before and after
LONGEST = 240
WORD = re.compile(r"[^\W_]+")
DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1$")
ENDINGS = re.compile(r"(?:ings?|ed|es|s|e|en|er|ern|n|ies|y|ly|ment|ation)$")


def snippet(text: str, question: Question) -> SafeString:
    """Escaped, and cut at words; the beginning where no word stands in it."""
    hit = next((m for m in WORD.finditer(text) if _is_asked(m.group(), question)), None)
    start = max(0, hit.start() - ROUND) if hit else 0
    if start:
        start = text.find(" ", start) + 1
    end = min(len(text), start + LONGEST)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + ROUND)
    piece = marked(" ".join(text[start:end].split()), question)
    return format_html("{}{}{}", "… " if start else "", piece, " …" if end < len(text) else "")


def marked(text: str, question: Question) -> SafeString:
    """Escaped, with the words in <mark>."""
    pieces, end = [], 0
    for found in WORD.finditer(text):
        if _is_asked(found.group(), question):
            pieces.append((text[end : found.start()], found.group()))
            end = found.end()
    before = format_html_join("", "{}<mark>{}</mark>", pieces)
    return before + conditional_escape(text[end:])


@lru_cache(maxsize=4096)  # texts say the same words again and again
def _is_asked(word: str, question: Question) -> bool:
    word = fold(word)
    return any(_matches(word, asked) for asked in question.words)


def _matches(word: str, asked: str) -> bool:
    """As the databases do it, near enough: the same stem, or a longer word that begins so."""
    if word == asked:
        return True
    if not asked.isascii() and asked in word:
        return True
    if len(asked) < 3:
        return False
    return word.startswith(asked) or _stem(word) == _stem(asked)


def _stem(word: str) -> str:
    stem = DOUBLED.sub(r"\1", ENDINGS.sub("", word))
    return stem if len(stem) >= 3 else word
