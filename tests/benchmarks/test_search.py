"""What it costs to search among a thousand guides and among twenty thousand."""

import random
import time
from datetime import timedelta
from functools import partial
from itertools import accumulate

import pytest
from django.db import connection
from django.utils import timezone

from fitblog.lib.search.engines import engine
from fitblog.lib.search.finding import find
from fitblog.lib.search.models import Entry
from tests.benchmarks.cpu import least, spent

SMALL, LARGE = 1_000, 20_000
VOCABULARY, LENGTH, ASKED = 30_000, 300, 200
SYLLABLES = "ba de fi go lu ma ne pi ro su ta ve wi zo ka le mi no pu ra".split()


def spell(number: int) -> str:
    """A word for each number; the smaller the number, the shorter the word."""
    word = ""
    while True:
        number, rest = divmod(number, len(SYLLABLES))
        word += SYLLABLES[rest]
        if not number:
            return f"{word}x"
        number -= 1


WORDS = [spell(n) for n in range(VOCABULARY)]
SPREAD = list(accumulate(1 / (n + 3) for n in range(VOCABULARY)))


def grow(first: int, size: int) -> None:
    """Entries up to this number, their words as unevenly spread as in a real language."""
    dice, began = random.Random(first), timezone.now() - timedelta(days=900)
    entries = Entry.objects.bulk_create(
        [
            Entry(
                kind="guide",
                owner=n,
                key=n,
                shelf=n % 5 + 1,
                title=" ".join(dice.choices(WORDS, cum_weights=SPREAD, k=5)),
                path=f"/guides/{n}/",
                live_from=began + timedelta(minutes=n),
            )
            for n in range(first, size)
        ],
        batch_size=500,
    )
    for entry in entries:
        text = dice.choices(WORDS, cum_weights=SPREAD, k=LENGTH)
        engine().add(entry, entry.title, "strength ines marlow", " ".join(text))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def questions() -> list[str]:
    """One word, two and three, common and rare, whole and begun."""
    dice = random.Random(1)
    asked = []
    for n in range(ASKED):
        words = dice.choices(WORDS, cum_weights=SPREAD, k=n % 3 + 1)
        asked.append(" ".join([*words[:-1], words[-1][: 4 if n % 4 == 0 else 99]]))
    return asked


def measure(size: int) -> float:
    cpu, clock, found = [], [], 0
    find("warm up")
    for typed in questions():
        began, used = time.perf_counter(), spent()
        found += bool(find(typed).hits)
        cpu.append((spent() - used) * 1000)
        clock.append((time.perf_counter() - began) * 1000)
    cpu.sort(), clock.sort()
    middle, late = ASKED // 2, ASKED * 95 // 100
    print(
        f"{size:>7} guides: CPU {cpu[middle]:.1f} ms, p95 {cpu[late]:.1f}; "
        f"clock {clock[middle]:.1f}, p95 {clock[late]:.1f}; {found} of {ASKED} found"
    )
    return cpu[middle]


@pytest.mark.django_db
def test_a_search_among_1_000_and_20_000_guides():
    print(f"\n{connection.vendor}")
    grow(0, SMALL)
    measure(SMALL)
    grow(SMALL, LARGE)
    measure(LARGE)
    common, nothing = least(partial(find, WORDS[0]), partial(find, "zzzyzx qqq"), rounds=10)
    print(f"a common word: {common:.1f} ms CPU; nothing: {nothing:.1f}")
