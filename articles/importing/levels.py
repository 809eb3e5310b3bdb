"""Which sections stand below which, from numbers, neighbours and likeness."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.importing import cues, patience
from articles.importing.notes import Notes
from articles.importing.passages import INNER, Passage, capitals_of

DECIMAL = re.compile(r"[1-9][0-9]?(?:\.[1-9][0-9]?)+\.?\s")
EMPHASIS = re.compile(r"\([^()]*\)$")


@dataclass
class Group:
    """The level 3s below one level 2, so far."""

    parent: Passage
    last: Passage | None = None
    size: int = 0
    length: int = 0  # of all their texts
    most_words: int = 0  # in one of their headings

    def add(self, passage: Passage) -> None:
        self.last, self.size = passage, self.size + 1
        self.length += passage.length
        self.most_words = max(self.most_words, len(passage.words.split()))


def set_levels(passages: list[Passage], title: str) -> None:
    """Decide level 2 or 3 for each; the first is always a level 2. Kinds are known before."""
    runs = numbered_runs(passages)
    stated = {p.heading.level for p in passages} - {0}
    decimals = any(DECIMAL.match(p.words) for p in passages)
    capitals = _parted_by_capitals(passages)
    group: Group | None = None
    for place, passage in enumerate(passages):
        patience.check()
        decimal = bool(DECIMAL.match(passage.words))
        if group is None:
            passage.stand(2, 0.98, _("the first section"))
        elif passage.heading.level:
            top = passage.heading.level == min(stated)
            passage.stand(2 if top else 3, 0.97, _("the text states it"))
        elif decimal or (decimals and passage.heading.ordinal and not passage.heading.label):
            passage.stand(3 if decimal else 2, 0.92, _("its number says so"))
        elif passage.kind == "conclusion":
            passage.stand(2, 0.95, _("a conclusion closes the whole guide"))
        elif passage.in_run:
            first = passages[runs[place][0]]
            if first is passage:
                passage.stand(*_level_of_run(runs[place], passages, title))
            else:
                passage.stand(first.level, first.level_sure, first.level_why)
        elif capitals:
            level = 2 if passage.words.isupper() else 3
            passage.stand(level, 0.75, _("some headings are in capitals and some are not"))
        else:
            passage.stand(*_level_by_neighbours(passage, passages[place - 1], group))
        if passage.level == 2 or group is None:
            group = Group(passage)
        else:
            group.add(passage)


def numbered_runs(passages: list[Passage]) -> dict[int, list[int]]:
    """Place of each heading in a row 1, 2, 3… → the places of its row; notes `in_run`."""
    rows: list[list[int]] = []
    going: dict[str, list[int]] = {}
    for place, passage in enumerate(passages):
        number, label = passage.heading.ordinal, passage.heading.label
        row = going.get(label)
        if number == 1:
            going[label] = [place]
            rows.append(going[label])
        elif number and row and passages[row[-1]].heading.ordinal == number - 1:
            row.append(place)
    runs = {place: row for row in rows if len(row) > 1 for place in row}
    for place, passage in enumerate(passages):
        passage.in_run = place in runs
    return runs


def has_strangers(run: list[int]) -> bool:
    """Whether other headings stand between the numbers."""
    return run[-1] - run[0] + 1 > len(run)


def fold_strangers(passages: list[Passage], title: str, notes: Notes) -> None:
    """Headings between the numbers of a row become part of the text above them.

    Only where another heading stands above the row and the strangers are fewer than the
    numbers; else the numbers are the larger parts, and the strangers stand below them.
    """
    for run in {id(run): run for run in numbered_runs(passages).values()}.values():
        strangers = set(range(run[0], run[-1])) - set(run)
        if not strangers or run[0] == 0 or len(strangers) >= len(run):
            continue
        if any(passages[place].in_run for place in strangers):
            continue
        if passages[run[0] - 1].body and announced(title) == len(run):
            continue
        for place in strangers:
            heading = passages[place].heading
            heading.level = INNER
            notes.decide(
                "sections",
                _("“%s” heads a part of one section's text.") % passages[place].words,
                heading.where,
                0.6,
                _("it stands between numbered headings"),
            )
    place = len(passages) - 1
    while place > 0:
        if passages[place].heading.level == INNER:
            passages[place - 1].body += [passages[place].heading, *passages[place].body]
            del passages[place]
        place -= 1


def _parted_by_capitals(passages: list[Passage]) -> bool:
    kinds = [passage.words.isupper() for passage in passages if passage.kind != "conclusion"]
    return len(kinds) > 2 and kinds[0] and not all(kinds) and kinds.count(True) > 1


def _level_of_run(run: list[int], passages: list[Passage], title: str) -> tuple[int, float, str]:
    parent = passages[run[0] - 1]
    if has_strangers(run):
        return 2, 0.7, _("other headings stand between the numbers")
    if not parent.body:
        return 3, 0.95, _("numbered, below a heading without a text of its own")
    if announced(title) == len(run):
        return 2, 0.8, _("the title announces as many")
    if announced(parent.words) == len(run) or _announces_more(parent):
        return 3, 0.88, _("numbered, below a heading that announces steps or a count")
    if parent.body[-1].text.endswith(":"):
        return 3, 0.85, _("numbered, below a text that ends in a colon")
    return 3, 0.55, _("numbered headings often stand below the one before them")


def _announces_more(passage: Passage) -> bool:
    return not cues.announcing_words.isdisjoint(cues.words(passage.words))


def announced(heading: str) -> int:
    """How many things a heading announces (“Three mistakes”), or 0."""
    words = cues.words(heading)
    return 0 if cues.announcing_words.isdisjoint(words) else _first_number(words)


def _first_number(words: list[str]) -> int:
    for word in words:
        if re.fullmatch("[1-9][0-9]?", word) and word != "1":
            return int(word)
        if cues.number_words.get(word, 0) > 1:
            return cues.number_words[word]
    return 0


def _level_by_neighbours(passage: Passage, above: Passage, group: Group) -> tuple[int, float, str]:
    if passage.kind in ("easier", "harder"):
        return 3, 0.9, _("a variation stands below what it varies")
    if not passage.body:
        return 2, 0.85, _("it has no text of its own, so others stand below it")
    if above is group.parent and not above.body:
        return 3, 0.85, _("the heading before it has no text of its own")
    if group.last is None:
        return 2, 0.8, _("nothing sets it below another")
    if passage.kind == "story" or group.last.kind in ("easier", "harder"):
        return 2, 0.85, _("it is of another kind than the ones before it")
    if group.last.in_run:
        return 2, 0.8, _("the numbers end before it")
    count = announced(group.parent.words)
    if not (count or group.parent.body):  # “Three Positions That Work”, with nothing but them
        count = _first_number(cues.words(group.parent.words)[:2])
    if count:
        level = 3 if group.size < count else 2
        return level, 0.75, _("“%s” announces how many") % group.parent.words
    if _likeness(passage, group) > 0:
        return 3, 0.6, _("it is worded like the ones before it")
    return 2, 0.6, _("it is worded unlike the ones before it")


def _likeness(passage: Passage, group: Group) -> int:
    """Above 0: like its neighbours in the group rather than like the heading above them."""
    own, other = passage.words, group.last.words
    score = 0
    above, beside, here = map(capitals_of, (group.parent.words, other, own))
    if "unknown" not in (above, here):
        if here != above:
            score += 3
        elif beside not in (above, "unknown"):
            score -= 3
    score += 2 * (bool(EMPHASIS.search(own)) and bool(EMPHASIS.search(other)))
    first, others = own.split()[0].casefold(), other.split()[0].casefold()
    score += 2 * (first == others) + (first[-3:] == others[-3:] and len(first) > 4)
    score -= 2 * ((":" in own) != (":" in other)) + 2 * (own.endswith("?") != other.endswith("?"))
    score += 3 * (group.size == 1 and not group.parent.body)  # hardly ever is one alone
    score -= 2 * (first in cues.how_to_words and others not in cues.how_to_words)
    score += 1 if len(own.split()) <= group.most_words + 1 else -2
    return score - 2 * (passage.length > 2.5 * group.length / group.size)
