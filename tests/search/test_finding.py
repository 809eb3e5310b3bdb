"""What is typed and what comes first: the same on both databases."""

import pytest

from fitblog.lib.search.finding import find
from fitblog.lib.search.spelling import did_you_mean
from tests.search.shelf import fill_shelf

pytestmark = pytest.mark.django_db

SQUAT, ANKLE, PULL = (
    "Squat depth without butt wink",
    "Ankle mobility in ten minutes",
    "Your first pull-up",
)
HANG, RUN, PROTEIN = (
    "Dead hang: how long and why",
    "Running easy in zone two",
    "Protein at breakfast",
)
CREAM, KNIE, RUECKEN = (
    "Crème fraîche and other fats",
    "Kniebeugen für Anfänger",
    "Rückenschmerzen beim Kreuzheben",
)
BACK, SLEEP, DEEP = "Lower back pain after deadlifts", "Sleep and recovery", "深蹲入门"
FIVES, JOKES, BELL = "5x5: the oldest plan", "C++ for lifters & other jokes", "Kettlebell"
WEDGES, CHALK, BANDS = "Cork heel wedges", "Chalk ball", "Resistance bands"

FIRST = [
    # plain words, in the title and in the text
    ("squat", SQUAT),
    ("ankle", ANKLE),
    ("protein", PROTEIN),
    ("kettlebell", BELL),
    ("chalk", CHALK),
    ("oats", PROTEIN),
    ("nose", RUN),
    ("iron", BELL),
    ("magnesium", CHALK),
    ("grip", HANG),
    # stems
    ("squats", SQUAT),
    ("squatting", SQUAT),
    ("ankles", ANKLE),
    ("runs", RUN),
    ("run", RUN),
    ("deadlift", BACK),
    ("deadlifting", BACK),
    ("sleeping", SLEEP),
    ("kettlebells", BELL),
    ("hanging", HANG),
    ("bands", BANDS),
    ("wedge", WEDGES),
    # several words, each of them somewhere
    ("squat heels", SQUAT),
    ("back pain", BACK),
    ("pain back lower", BACK),
    ("heel ankle", WEDGES),
    ("first pullup bar hang", PULL),
    ("protein eggs", PROTEIN),
    # small words around them
    ("how to squat", SQUAT),
    ("what is a dead hang", HANG),
    ("the best protein for my breakfast", PROTEIN),
    ("wie geht die kniebeuge", KNIE),
    # upper case and accents, on either side
    ("SQUAT DEPTH", SQUAT),
    ("creme fraiche", CREAM),
    ("crème fraîche", CREAM),
    ("CRÈME", CREAM),
    ("Zoe", CREAM),
    ("prötein", PROTEIN),
    # German
    ("Kniebeuge", KNIE),
    ("kniebeugen", KNIE),
    ("anfanger", KNIE),
    ("Anfänger", KNIE),
    ("Rücken", RUECKEN),
    ("rucken", RUECKEN),
    ("FÜSSE", KNIE),
    ("Füße", KNIE),
    ("grossere Lasten", RUECKEN),
    ("Kreuzheben Rückenschmerzen", RUECKEN),
    # the beginning of a word
    ("squ", SQUAT),
    ("kettle", BELL),
    ("kreuz", RUECKEN),
    ("mobil", ANKLE),
    ("prot break", PROTEIN),
    ("resist", BANDS),
    # phrases
    ('"dead hang"', HANG),
    ('"lower back"', BACK),
    ("“heart rate”", RUN),
    ("„runden Rücken“", RUECKEN),
    ('"zone two" easy', RUN),
    # hyphens, numbers, signs
    ("pull-up", PULL),
    ("pull up", PULL),
    ("5x5", FIVES),
    ("2.5 kg", FIVES),
    ("c++", JOKES),
    ("R&D", JOKES),
    ("100%", JOKES),
    # what would be operators
    ("squat AND depth", SQUAT),
    ("squat -depth", SQUAT),
    ("+squat +depth", SQUAT),
    ("title:squat", SQUAT),
    ("squat*", SQUAT),
    ("^squat", SQUAT),
    ("squat | depth", SQUAT),
    ("(squat", SQUAT),
    ("squat & !ankle:*", SQUAT),
    ("near(squat depth)", SQUAT),
    # quotes that do not close, markup, emoji
    ('"squat', SQUAT),
    ("squat''", SQUAT),
    ('squat"; drop table search_entry', SQUAT),
    ("<b>squat</b>", SQUAT),
    ("squat 🏋️", SQUAT),
    ("🏋️ squat depth 🔥", SQUAT),
    ("squat\x00depth", SQUAT),
    # other scripts
    ("深蹲", DEEP),
    ("深蹲训练", DEEP),
    # too much of it
    ("squat " * 2_000, SQUAT),
    ("squat depth " + "x" * 10_000, SQUAT),
    # nothing holds all of it, so what holds some
    ("squat zzzyzx", SQUAT),
    ("quantum protein", PROTEIN),
    # the author
    ("ines marlow squat", SQUAT),
]
NOTHING = [
    "",
    " ",
    "!!!",
    "🙂🙂",
    '""',
    "%",
    "_",
    "\\",
    "zzzyzx",
    "kindguide",
    "shelf1",
    "'--",
]
MEANT = [
    ("sqaut", "squat"),
    ("squatt depht", "squat depth"),
    ("ankel", "ankle"),
    ("kettlebel", "kettlebell"),
    ("ketllebell", "kettlebell"),
    ("protien", "protein"),
    ("deadlifst", "deadlift"),
    ("nakle", "ankle"),
    ("knibeuge", "kniebeuge"),
    ("recovrey sleep", "recovery sleep"),
    ("zzzyzx", ""),
    ("squat", ""),
    ("sqx", ""),
]


@pytest.fixture(scope="module")
def shelf(django_db_setup, django_db_blocker):
    """Filled once for all that is looked for."""
    from django.db import transaction

    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        fill_shelf()
        yield
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)


@pytest.mark.parametrize(("typed", "first"), FIRST, ids=lambda value: ascii(value)[:40])
def test_the_expected_comes_first(shelf, typed, first):
    assert [hit.title for hit in find(typed).hits][:1] == [first]


@pytest.mark.parametrize("typed", NOTHING, ids=ascii)
def test_nothing_is_found_and_nothing_breaks(shelf, typed):
    assert find(typed).hits == []


@pytest.mark.parametrize(("typed", "meant"), MEANT)
def test_what_may_have_been_meant(shelf, typed, meant):
    assert did_you_mean(find(typed).question) == meant


def test_one_query_finds(shelf, django_assert_num_queries):
    with django_assert_num_queries(1):
        find("squat depth")
    with django_assert_num_queries(1):
        did_you_mean(find("").question.read("sqaut"))


def test_every_term_or_some_is_told(shelf):
    assert not find("squat depth").is_partial
    assert find("squat zzzyzx").is_partial


def test_at_most_twelve_terms_are_looked_for(shelf):
    assert len(find(" ".join(f"w{n}" for n in range(40))).question.terms) == 12


def test_kinds_and_topics_narrow(shelf):
    from articles.models import Topic

    mobility = Topic.objects.get(slug="mobility").pk

    assert {hit.kind for hit in find("ankle").hits} == {"guide", "product"}
    assert [hit.title for hit in find("ankle", kind="product").hits] == [WEDGES]
    assert [hit.title for hit in find("ankle", shelf=mobility).hits] == [ANKLE]
    assert find("zzzyzx ankle", kind="product", shelf=mobility).hits == []
