"""Words in any language, for search and for what is related."""

import re
import unicodedata
from collections.abc import Iterator

# Scripts that set no spaces between words: read as pairs of letters.
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+")
WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Without case and accents: “Übung” is “ubung”, “Straße” is “strasse”."""
    if text.isascii():
        return text.lower()
    spelled = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in spelled if not unicodedata.combining(letter))


def folded_words(text: str) -> Iterator[str]:
    for word in WORD.findall(fold(text)):
        if word.isascii() or not UNSPACED.search(word):
            yield word
        else:
            yield from pairs(word)


def pairs(run: str) -> Iterator[str]:
    """The pairs of letters of an unspaced script; what stands between such runs as it is."""
    end = 0
    for found in UNSPACED.finditer(run):
        if found.start() > end:
            yield run[end : found.start()]
        letters, end = found.group(), found.end()
        yield from (letters[n : n + 2] for n in range(max(1, len(letters) - 1)))
    if len(run) > end:
        yield run[end:]
