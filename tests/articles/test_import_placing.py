"""Which topic and whose name: by what an editor says, or as a guess that says why."""

import pytest

from articles.importing.placing import Unknown, guess_author, guess_topic, named
from articles.importing.proposal import Proposal
from articles.models import Author, Topic
from tests.factories import make_author, make_topic, publish_article

pytestmark = pytest.mark.django_db

SLEEP = "<p>The pillow, the pillow case and the dark bedroom matter to a sleeper at night.</p>"
LIFT = "<p>The barbell, the plates and the heavy rack matter to a lifter at the gym.</p>"


def a_library() -> None:
    for _number in range(2):
        publish_article(topic=make_topic("Strength", position=1), introduction=LIFT)
        publish_article(topic=make_topic("Recovery", position=2), introduction=SLEEP)


def test_a_topic_is_guessed_by_shared_words():
    a_library()
    text = Proposal(title="A dark bedroom", introduction="<p>Buy a pillow for the night.</p>")

    guess = guess_topic(text)

    assert guess.choice == make_topic("Recovery")
    assert "pillow" in guess.decision.why
    assert guess.decision.is_guess


def test_all_parts_of_a_text_have_a_say():
    a_library()
    empty = Proposal(title="A title")

    for words in ("barbell and plates", "pillow and bedroom"):
        guess = guess_topic(Proposal.from_json(empty.to_json() | {"introduction": words}))

        assert guess.choice.name == ("Strength" if "plates" in words else "Recovery")


def test_without_shared_words_it_is_the_first_topic():
    a_library()

    guess = guess_topic(Proposal(title="Quantum chromodynamics"))

    assert guess.choice == make_topic("Strength")
    assert guess.decision.confidence == 0.1


def test_drafts_and_past_guides_have_no_say(django_assert_num_queries):
    a_library()

    with django_assert_num_queries(2):
        guess_topic(Proposal(title="A dark bedroom"))


def test_the_only_topic_is_no_guess():
    make_topic()

    assert not guess_topic(Proposal(title="Anything")).decision.is_guess


def test_without_topics_there_is_nothing_to_guess():
    assert guess_topic(Proposal(title="Anything")) is None


def test_a_byline_names_the_author():
    make_author("Abla Deku"), make_author("Ines Marlow")

    guess = guess_author(Proposal(title="x", author="INES MARLOW"), make_topic())

    assert guess.choice.name == "Ines Marlow"
    assert not guess.decision.is_guess


def test_else_it_is_who_writes_most_about_the_topic():
    make_author("Abla Deku")
    for _number in range(2):
        publish_article(author=make_author("Tomas Reyl"))
    publish_article(author=make_author("Ines Marlow"))

    guess = guess_author(Proposal(title="x", author="Nobody Known"), make_topic())

    assert guess.choice.name == "Tomas Reyl"
    assert guess.decision.is_guess


def test_else_the_first_author():
    make_author("Ines Marlow"), make_author("Abla Deku")

    guess = guess_author(Proposal(title="x"), make_topic())

    assert (guess.choice.name, guess.decision.confidence) == ("Abla Deku", 0.1)


def test_without_authors_there_is_nobody_to_guess():
    assert guess_author(Proposal(title="x"), make_topic()) is None


def test_a_slug_comes_before_a_name():
    by_slug = Author.objects.create(name="Somebody", slug="ines")
    Author.objects.create(name="Ines", slug="other")

    assert named(Author, "ines") == by_slug


def test_two_of_one_name_are_told_apart_by_slug():
    Author.objects.create(name="Ines", slug="one")
    Author.objects.create(name="Ines", slug="two")

    with pytest.raises(Unknown) as refused:
        named(Author, "Ines")

    assert str(refused.value) == "More than one author is called “Ines”: Ines (one), Ines (two)."
    assert named(Author, "two").slug == "two"


def test_a_long_list_of_names_is_cut():
    Topic.objects.bulk_create(Topic(name=f"T{n:02}", slug=f"t{n:02}") for n in range(23))

    with pytest.raises(Unknown) as refused:
        named(Topic, "yoga")

    assert str(refused.value).endswith("T19 (t19) and 3 more.")
