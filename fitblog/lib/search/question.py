"""What somebody typed, read as words and phrases."""

import re
from dataclasses import dataclass

from fitblog.lib.words import folded_words

LONGEST = 200  # characters that are read
MOST_TERMS = 12
LONGEST_WORD = 30
PHRASE = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]')
# Said around what is looked for. Left out unless nothing else is there.
SMALL_WORDS = frozenset(
    "a an and are as at be by do does for from how i in is it my of on or that the this to what "
    "when which who why with you your not "
    "der die das ein eine einen und oder ist sind wie was für mit im in zu zum zur auf von den dem "
    "el la los las un una y o es son como que para con en de del al por".split()
) | {"fur"}


@dataclass(frozen=True)
class Question:
    """Each term is one word, or the words of a phrase in their order; folded."""

    terms: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def read(cls, typed: str) -> "Question":
        typed = typed[:LONGEST]
        phrases = [tuple(_words(found)) for found in PHRASE.findall(typed)]
        single = [(word,) for word in _words(PHRASE.sub(" ", typed))]
        terms = list(dict.fromkeys([*filter(None, phrases), *single]))
        telling = [term for term in terms if len(term) > 1 or term[0] not in SMALL_WORDS]
        return cls(tuple((telling or terms)[:MOST_TERMS]))

    def __bool__(self) -> bool:
        return bool(self.terms)

    @property
    def words(self) -> list[str]:
        return [word for term in self.terms for word in term]

    def __str__(self) -> str:
        return " ".join(self.words)


def _words(text: str) -> list[str]:
    return [word[:LONGEST_WORD] for word in folded_words(text)]
