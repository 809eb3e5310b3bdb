"""How heavy a word is in a guide, and how near two guides are. Pure functions.

Measured on guides with hand-made links: see docs/operations.md.
"""

import heapq
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from articles.models.related import RelatedTerm
from fitblog.lib.words import UNSPACED, pairs

# A guide's heaviest words that are kept, on a site of up to so many guides: the more guides, the
# less the lightest words tell them apart, and the more it costs to compare them.
KEPT_WORDS = ((5_000, 128), (50_000, 96), (math.inf, 64))
KEPT = 12  # guides in a stored list
CANDIDATES = 40  # nearest by words; from these tags and pull choose
BEST = 10  # of a guide's scores make its pull
TITLE = 5  # a word in the title counts so often
TAG_BONUS = 0.05
DAMPING = 0.5
WHOLE = RelatedTerm.WHOLE**2  # the score of two guides with the very same words

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
SHORTEST, LONGEST = 2, 40


def words(text: str) -> Iterator[str]:
    """The words of any language, in lower case; no stemming, no stop words."""
    for word in WORD.findall(unicodedata.normalize("NFKC", text).casefold()):
        unspaced = not word.isascii() and UNSPACED.search(word)
        for part in pairs(word) if unspaced else (word,):
            if SHORTEST <= len(part) <= LONGEST:
                yield part


def count_words(title: str, text: str, tags: Iterable[str]) -> Counter[str]:
    """How often each word stands in a guide. `text` is an edition's, and so holds the title."""
    counts = Counter(words(text))
    for word in words(title):
        counts[word] += TITLE - 1
    counts.update(words(" ".join(tags).replace("-", " ")))
    return counts


def weigh(
    counts: Mapping[str, int], guides_with: Mapping[str, int], guides: int
) -> list[tuple[str, int]]:
    """The heaviest words with their weights, in units of RelatedTerm.WHOLE.

    `guides_with` says in how many of all the guides a word stands. A word that stands nowhere
    else leads nowhere, one that stands in every fourth guide leads everywhere: both weigh nothing.
    """
    most = max(3, guides / 4)
    weighed = (
        ((1 + math.log(times)) * math.log(1 + guides / guides_with[word]), word)
        for word, times in counts.items()
        if 2 <= guides_with.get(word, 0) <= most
    )
    number = next(number for most_guides, number in KEPT_WORDS if guides <= most_guides)
    kept = heapq.nlargest(number, weighed)
    length = math.sqrt(sum(weight * weight for weight, _word in kept))
    return [(word, int(weight / length * RelatedTerm.WHOLE)) for weight, word in kept]


def pull(scores: Iterable[float]) -> float:
    """How near others are to a guide: the mean of its best scores, the best coming first."""
    best = [score for score, _place in zip(scores, range(BEST), strict=False)]
    return sum(best) / len(best) if best else 0.0


def rank(score: float, tags: set[int], others: set[int], others_pull: float) -> float:
    """A candidate's place in a list: the nearer, the higher; the more it is near to everything,
    the lower, so that no guide is everywhere and none nowhere."""
    if tags and others:
        score += TAG_BONUS * len(tags & others) / math.sqrt(len(tags) * len(others))
    return score / max(others_pull, 1 / WHOLE) ** DAMPING
