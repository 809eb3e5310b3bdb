"""How heavy a word is, in any language."""

import pytest

from articles.models import RelatedTerm
from articles.related.weighing import count_words, pull, rank, weigh, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hang from a bar", ["hang", "from", "bar"]),
        ("don’t, lifter's", ["don’t", "lifter's"]),
        ("ÜBUNG Straße", ["übung", "strasse"]),
        ("Приседания со штангой", ["приседания", "со", "штангой"]),
        ("深蹲训练", ["深蹲", "蹲训", "训练"]),
        ("スクワットsquat", ["スク", "クワ", "ワッ", "ット", "squat"]),
        ("2026 snake_case 5x5", ["2026", "snake", "case", "5x5"]),
        ("a – … 🙂 " + "x" * 41, []),
        ("", []),
    ],
)
def test_words_are_read_without_knowing_the_language(text, expected):
    assert list(words(text)) == expected


def test_the_title_counts_five_times_and_a_tag_once():
    counts = count_words("Dead hang", "Dead hang\n\nA hang is held.", ["Grip-strength"])

    assert counts == {"dead": 5, "hang": 6, "is": 1, "held": 1, "grip": 1, "strength": 1}


def test_what_stands_in_one_guide_or_in_every_fourth_weighs_nothing():
    guides_with = {"rare": 1, "own": 2, "common": 25, "everywhere": 26}

    weights = weigh(dict.fromkeys(guides_with, 1), guides_with, 100)

    assert [word for word, _weight in weights] == ["own", "common"]


def test_a_guides_weights_squared_add_up_to_one_whole():
    weights = weigh({f"word{n}": n for n in range(1, 20)}, {f"word{n}": 2 for n in range(20)}, 50)

    length = sum(weight**2 for _word, weight in weights) ** 0.5
    assert length == pytest.approx(RelatedTerm.WHOLE, rel=0.001)


@pytest.mark.parametrize(("guides", "kept"), [(5_000, 128), (50_000, 96), (50_001, 64)])
def test_so_many_of_the_heaviest_words_are_kept(guides, kept):
    counts = {f"word{n}": n for n in range(1, 300)}

    weights = weigh(counts, dict.fromkeys(counts, 2), guides)

    assert len(weights) == kept
    assert weights[0][0] == "word299"


def test_a_guide_without_words_weighs_nothing():
    assert weigh({}, {}, 0) == []
    assert pull([]) == 0


def test_shared_tags_lift_a_candidate_and_nearness_to_everything_lowers_it():
    plain = rank(0.4, {1, 2}, {3}, 0.25)

    assert rank(0.4, {1, 2}, {1, 2}, 0.25) > plain
    assert rank(0.4, {1, 2}, {3}, 0.5) < plain
    assert rank(0.4, set(), set(), 0) > 0
