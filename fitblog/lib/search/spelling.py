"""What may have been meant: known words that differ from the typed ones by a slip or two."""

from functools import reduce
from operator import or_

from django.db.models import Q
from django.db.models.functions import Length

from fitblog.lib.search.models import Word
from fitblog.lib.search.question import Question

SHORTEST = 4  # letters: below that every word is near every other
LONG = 8  # letters in which two slips may be
LOOKED_AT = 20_000


def did_you_mean(question: Question) -> str:
    """The question with its unknown words replaced by near ones; "" where none is near.

    One query. Needs no extension of the database.
    """
    typed = {word for word in question.words if len(word) >= SHORTEST and not word.isdecimal()}
    if not typed:
        return ""
    # A slip in the first letters leaves the second or the last ones.
    near = reduce(
        or_,
        (
            Q(letters__range=(len(w) - _slips(w), len(w) + _slips(w)))
            & (Q(term__startswith=w[0]) | Q(term__startswith=w[1]) | Q(term__endswith=w[-3:]))
            for w in sorted(typed)
        ),
    )
    known = set(
        Word.objects.annotate(letters=Length("term"))
        .filter(near)
        .values_list("term", flat=True)[:LOOKED_AT]
    )
    meant = {word: _nearest(word, known) for word in typed - known}
    if not any(meant.values()):
        return ""
    return " ".join(meant.get(word) or word for word in question.words)


def _slips(word: str) -> int:
    return 2 if len(word) >= LONG else 1


def _nearest(word: str, known: set[str]) -> str:
    """The known word with the fewest slips, in alphabetical order among equals."""
    best, fewest = "", _slips(word) + 1
    for other in sorted(known):
        if abs(len(other) - len(word)) >= fewest:
            continue
        slips = distance(word, other, fewest)
        if slips < fewest:
            best, fewest = other, slips
    return best


def distance(one: str, other: str, enough: int = 99) -> int:
    """Letters added, left out, changed or swapped with their neighbour; `enough` ends the count."""
    before, row = [], list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, there in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != there))
            if earlier and j > 1 and letter == other[j - 2] and one[i - 2] == there:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) >= enough:
            return enough
    return row[-1]
