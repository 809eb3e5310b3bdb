"""All stored lists, made from all editions."""

import heapq
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import transaction

from articles.models import Edition, RelatedGuide, RelatedNeighbour, RelatedTerm, RelatedWord
from articles.related.sources import BATCH, batches, current, tags_by_guide, write
from articles.related.weighing import CANDIDATES, KEPT, WHOLE, count_words, pull, rank, weigh

Weights = list[tuple[str, int]]

LANES = 2_500  # guides compared at once
LANE = array("I").itemsize  # bytes: no score is over WHOLE, 2 to the 28th
RARE = 20  # a word in fewer of those guides is added to each of them by itself


@dataclass
class Guides:
    """Guides in the order of their primary keys."""

    keys: list[int] = field(default_factory=list)
    editions: list[int] = field(default_factory=list)
    weights: list[Weights] = field(default_factory=list)
    guides_with: Counter[str] = field(default_factory=Counter)  # by word


def rebuild() -> int:
    """Weigh every guide that readers see or will see anew. Returns how many there are.

    Compares in memory; writes some guides a transaction, so that shoppers' writes come between.
    """
    guides = _weighed()
    near = nearest(guides.weights)
    pulls = [pull(score for score, _place in best) for best in near]
    tags = tags_by_guide(guides.editions)
    words = _write_words(guides)
    _forget(guides)
    for places in batches(range(len(guides.keys)), BATCH // 2):
        with transaction.atomic():
            _write(guides, places, words, pulls)
    for places in batches(range(len(guides.keys)), BATCH // 2):
        with transaction.atomic():
            _write_lists(guides, places, near, pulls, tags)
    return len(guides.keys)


def _weighed() -> Guides:
    guides, counts = Guides(), []
    numbers: dict[str, int] = {}
    for key, edition, title, text, tags in _texts():
        guides.keys.append(key)
        guides.editions.append(edition)
        counted = count_words(title, text, tags)
        guides.guides_with.update(counted.keys())
        # Arrays of numbers, because ten thousand dicts of words would fill the memory.
        met = array("I", (numbers.setdefault(word, len(numbers)) for word in counted))
        counts.append((met, array("I", counted.values())))
    words = list(numbers)
    for met, times in counts:
        counted = dict(zip((words[number] for number in met), times, strict=True))
        guides.weights.append(weigh(counted, guides.guides_with, len(counts)))
    return guides


def _texts() -> Iterator[tuple[int, int, str, str, list[str]]]:
    """Primary keys of guide and edition, title, text and the names of the tags."""
    keys = list(current().order_by("article").values_list("pk", flat=True))
    for some in batches(keys):
        tags = defaultdict(list)
        rows = Edition.tags.through.objects.filter(edition_id__in=some)
        for edition, name in rows.values_list("edition_id", "tag__name"):
            tags[edition].append(name)
        editions = Edition.objects.filter(pk__in=some).order_by("article")
        for key, pk, title, text in editions.values_list("article_id", "pk", "title", "text"):
            yield key, pk, title, text, tags[pk]


def nearest(weights: list[Weights]) -> list[list[tuple[float, int]]]:
    """For each guide its candidates, the nearest first: score and place.

    The same sums as refreshing.nearest() asks the database for. A word's weights in many guides
    stand side by side in one long whole number, a lane each; so multiplying and adding up a
    thousand of them is one step in C. Without numpy that is the fastest there is.
    """
    best: list[list[tuple[int, int]]] = [[] for _guide in weights]
    for start in range(0, len(weights), LANES):
        lanes, rare = _lanes(weights[start : start + LANES])
        width = min(LANES, len(weights) - start)
        for place, words in enumerate(weights):
            sums = _sums(words, lanes, rare, width)
            if start <= place < start + width:
                sums[place - start] = 0
            found = heapq.nlargest(CANDIDATES, range(width), key=sums.__getitem__)
            # The lower key wins among equals, as in the database.
            best[place] += [(sums[lane], -start - lane) for lane in found if sums[lane]]
            if start:
                best[place] = heapq.nlargest(CANDIDATES, best[place])
    return [[(score / WHOLE, -place) for score, place in candidates] for candidates in best]


def _lanes(weights: list[Weights]) -> tuple[dict, dict]:
    """By word: the long number of its weights; of a rare word, the places and weights."""
    by_word: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for lane, words in enumerate(weights):
        for word, weight in words:
            by_word[word].append((lane, weight))
    lanes, rare = {}, {}
    for word, held in by_word.items():
        if len(held) < RARE:
            rare[word] = held
        else:
            row = array("I", bytes(LANE * len(weights)))
            for lane, weight in held:
                row[lane] = weight
            lanes[word] = int.from_bytes(row.tobytes(), "little")
    return lanes, rare


def _sums(words: Weights, lanes: dict, rare: dict, width: int) -> list[int]:
    total = sum(lanes[word] * weight for word, weight in words if word in lanes)
    sums = memoryview(total.to_bytes(LANE * width, "little")).cast("I").tolist()
    for word, weight in words:
        for lane, other in rare.get(word, ()):
            sums[lane] += weight * other
    return sums


def _write_words(guides: Guides) -> dict[str, int]:
    """Returns the primary keys of the words."""
    for some in batches(sorted(guides.guides_with)):
        RelatedWord.objects.bulk_create(
            [RelatedWord(term=word, guides=guides.guides_with[word]) for word in some],
            update_conflicts=True,
            unique_fields=["term"],
            update_fields=["guides"],
        )
    kept = dict(RelatedWord.objects.values_list("term", "pk"))
    for gone in batches(sorted(kept.keys() - guides.guides_with.keys())):
        RelatedWord.objects.filter(term__in=gone).delete()
    return kept


def _forget(guides: Guides) -> None:
    """What is stored of guides that readers see no more."""
    gone = set(RelatedGuide.objects.values_list("pk", flat=True)).difference(guides.keys)
    for some in batches(gone):
        RelatedTerm.objects.filter(article__in=some).delete()
        RelatedNeighbour.objects.filter(target__in=some).delete()
        RelatedNeighbour.objects.filter(article__in=some).delete()
        RelatedGuide.objects.filter(pk__in=some).delete()


def _write(guides: Guides, places: list[int], words: dict[str, int], pulls: list[float]) -> None:
    keys = [guides.keys[place] for place in places]
    RelatedTerm.objects.filter(article__in=keys).delete()
    terms = (
        (words[word], guides.keys[place], weight)
        for place in places
        for word, weight in guides.weights[place]
    )
    write(RelatedTerm, ("word", "article", "weight"), terms)
    RelatedGuide.objects.bulk_create(
        [
            RelatedGuide(
                article_id=guides.keys[place],
                edition_id=guides.editions[place],
                pull=pulls[place],
                among=len(guides.keys),
            )
            for place in places
        ],
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["edition", "pull", "among"],
    )


def _write_lists(
    guides: Guides,
    places: list[int],
    near: list[list[tuple[float, int]]],
    pulls: list[float],
    tags: dict[int, set[int]],
) -> None:
    rows = []
    for place in places:
        own = guides.keys[place]
        ranked = [
            (rank(score, tags[own], tags[guides.keys[other]], pulls[other]), -guides.keys[other])
            for score, other in near[place]
        ]
        rows += [(own, -other, score) for score, other in heapq.nlargest(KEPT, ranked)]
    RelatedNeighbour.objects.filter(article__in=[guides.keys[place] for place in places]).delete()
    write(RelatedNeighbour, ("article", "target", "score"), rows)
