"""What surrounds a guide on the page it was copied from."""

import pytest

from tests.articles.imported import headings, read

TEXT = "What stands here is a text of some length that ends with a full stop."
GUIDE = ["A Title of Words", TEXT, "A Heading", TEXT, "Another Heading", TEXT]
CARD = ["Own the Bottom of Your Squat", "Wall rocks, goblet pauses and a heel that stays down."]


def proposal(*pieces: str):
    return read("\n\n".join(pieces))


def dropped(found) -> list[str]:
    return [words.text for words in found.dropped]


def left(found) -> list[str]:
    return [words.text for words in found.leftovers]


class TestFurniture:
    @pytest.mark.parametrize(
        "line",
        [
            "Skip to content",
            "SKIP TO CONTENT",
            "Your cart is empty",
            "Share on Facebook",
            "Zum Inhalt springen",
            "Dein Warenkorb ist leer",
            "Ir al contenido",
            "Advertisement",
        ],
    )
    def test_is_dropped_wherever_it_stands_alone(self, line):
        found = proposal(line, *GUIDE[:3], TEXT, line, *GUIDE[4:])

        assert dropped(found) == [line, line]
        assert headings(found) == ["H2 text A Heading", "H2 text Another Heading"]

    def test_of_one_word_is_dropped_above_the_text_only(self):
        found = proposal("Menu", "Cart", *GUIDE, "Search", TEXT)

        assert dropped(found) == ["Menu", "Cart"]
        assert headings(found)[-1] == "H2 text Search"

    def test_in_a_sentence_is_no_furniture(self):
        found = proposal(*GUIDE, "Your cart is empty, and that is how we like it here.")

        assert "cart is empty" in found.sections[-1].body

    def test_stands_in_for_a_picture(self):
        found = proposal(GUIDE[0], "[Image: a woman on a mat]", *GUIDE[1:])

        assert left(found) == ["[Image: a woman on a mat]"]

    def test_every_line_that_is_dropped_says_why(self):
        found = proposal("Menu", *GUIDE)

        assert [(w.where, w.why) for w in found.dropped] == [(1, "page furniture")]


class TestTitle:
    def test_is_the_first_line_that_reads_like_one(self):
        found = proposal(*GUIDE)

        assert (found.title, found.title_where) == ("A Title of Words", 1)

    @pytest.mark.parametrize("prefix", ["Article:", "Title:", "Titel:", "Título:"])
    def test_may_say_so_itself(self, prefix):
        found = proposal("Strength and Love", f"{prefix} {GUIDE[0]}", *GUIDE)

        assert found.title == "A Title of Words"
        assert dropped(found) == [prefix, "A Title of Words"]
        assert left(found) == ["Strength and Love"]

    def test_that_is_repeated_is_taken_once(self):
        found = proposal("Some of Our Offers", GUIDE[0], GUIDE[0], *GUIDE)

        assert found.title == "A Title of Words"
        assert dropped(found) == ["A Title of Words", "A Title of Words"]

    def test_is_not_the_offer_that_a_shop_repeats_above_it(self):
        offer = "Free shipping over fifty dollars"

        found = proposal(offer, offer, GUIDE[0], *GUIDE)

        assert found.title == "A Title of Words"
        assert left(found) == [offer, offer]

    def test_is_not_the_shelf_above_it(self):
        found = proposal("Menu", "Strength", *GUIDE)

        assert found.title == "A Title of Words"
        assert left(found) == ["Strength"]

    def test_of_one_word_may_head_a_section_too(self):
        found = proposal("Plank", TEXT, "Why", TEXT, "Plank", TEXT)

        assert headings(found) == ["H2 text Why", "H2 text Plank"]

    def test_may_be_a_short_sentence(self):
        found = proposal("Hang before you pull.", TEXT * 3, TEXT)

        assert found.title == "Hang before you pull."
        assert next(guess.part for guess in found.guesses) == "title"

    def test_may_be_all_there_is(self):
        found = proposal("Carry Something Heavy")

        assert (found.title, found.introduction, found.sections) == (
            "Carry Something Heavy",
            "",
            [],
        )

    def test_is_made_of_the_first_words_where_there_is_none(self):
        found = proposal(TEXT * 3, TEXT * 2)

        assert (found.title, found.title_where) == (
            "What stands here is a text of some length that ends with a",
            0,
        )
        assert found.introduction.count("<p>") == 2
        assert next(guess.confidence for guess in found.guesses) == 0.2

    def test_that_asks(self):
        assert proposal("Why does my knee hurt when I squat down?", *GUIDE[1:]).title == (
            "Why does my knee hurt when I squat down?"
        )


class TestAboveTheText:
    @pytest.mark.parametrize(
        "line",
        [
            "By Ines Marlow",
            "Written by Ines Marlow",
            "By: Ines Marlow | 3 May 2024",
            "Von Ines Marlow",
        ],
    )
    def test_a_byline_names_the_author(self, line):
        found = proposal(GUIDE[0], line, *GUIDE[1:])

        assert found.author == "Ines Marlow"
        assert [(w.text, w.why) for w in found.leftovers] == [(line, "a byline")]

    @pytest.mark.parametrize("line", ["By the sea", "By Sunday at the latest we know", "von vorn"])
    def test_not_every_by_is_a_byline(self, line):
        assert proposal(GUIDE[0], line, *GUIDE[1:]).author == ""

    @pytest.mark.parametrize("line", ["March 3, 2024", "Updated 12. Mai 2023", "03/05/2024"])
    def test_a_date_is_left_over(self, line):
        assert left(proposal(GUIDE[0], line, *GUIDE[1:])) == [line]

    @pytest.mark.parametrize("line", ["5 min read", "12 Minuten Lesezeit", "Lesezeit: 5 Minuten"])
    def test_a_reading_time_is_dropped(self, line):
        assert dropped(proposal(GUIDE[0], line, *GUIDE[1:])) == [line]

    @pytest.mark.parametrize("line", ["Home / Blog / Hips", "Home > Guides", "Shop › Mats › Long"])
    def test_a_trail_of_links_is_dropped(self, line):
        assert dropped(proposal(line, *GUIDE)) == [line]

    def test_the_heading_introduction_is_dropped(self):
        found = proposal(GUIDE[0], "Introduction", *GUIDE[1:])

        assert dropped(found) == ["Introduction"]
        assert found.introduction == f"<p>{TEXT}</p>"

    def test_a_text_that_begins_with_a_heading_has_no_introduction(self):
        found = proposal(GUIDE[0], *GUIDE[2:])

        assert found.introduction == ""
        assert headings(found)[0] == "H2 text A Heading"

    def test_the_excerpt_is_the_first_sentences_as_a_guess(self):
        found = proposal(
            GUIDE[0], "One sentence. Another one. " + "And a third of some length. " * 9
        )

        assert found.excerpt.startswith("One sentence. Another one. And a third")
        assert 110 <= len(found.excerpt) <= 200
        assert "excerpt" in {guess.part for guess in found.guesses}

    def test_the_excerpt_keeps_quotes_and_is_not_cut_after_an_abbreviation(self):
        said = "“Hang, and then hang longer, and only then pull,” she said. “Not before.” Hold on"
        said += " for ten seconds, approx. as long as this sentence, and then go home."

        assert proposal(GUIDE[0], said).excerpt == said

    def test_an_endless_first_sentence_is_cut_at_a_word(self):
        found = proposal(GUIDE[0], "word " * 100 + "end.")

        assert found.excerpt.endswith("word…")
        assert len(found.excerpt) <= 200


class TestEnd:
    @pytest.mark.parametrize(
        "heading", ["Read more", "Related Guides", "You may also like", "Weiterlesen", "Leer más"]
    )
    def test_cards_below_it_are_hints(self, heading):
        found = proposal(*GUIDE, heading, *CARD)

        assert [(hint.title, hint.excerpt) for hint in found.related] == [tuple(CARD)]
        assert dropped(found) == [heading]

    def test_cards_are_told_apart_by_their_links(self):
        card = "Own Your Squat\nMobility\n\nOwn Your Squat\n\nThe heel stays down."
        other = "Hang First, Pull Later\nStrength\n\nHang First, Pull Later\n\nTen seconds count."

        found = proposal(*GUIDE, *GUIDE[2:], "Read more", card, "Read more\n" + other, "Read more")

        assert [(h.title, h.label) for h in found.related] == [
            ("Own Your Squat", "Mobility"),
            ("Hang First, Pull Later", "Strength"),
        ]

    def test_cards_are_told_apart_by_their_texts(self):
        found = proposal(
            *GUIDE,
            *GUIDE[2:],
            "Related guides",
            *CARD,
            "Hang First",
            "Ten seconds of it count, more are better.",
        )

        assert [hint.title for hint in found.related] == [CARD[0], "Hang First"]

    def test_titles_alone_are_hints(self):
        found = proposal(*GUIDE, "Related guides", "• Own Your Squat\n• Hang First, Then Pull")

        assert [hint.title for hint in found.related] == ["Own Your Squat", "Hang First, Then Pull"]

    def test_a_label_may_stand_above_the_title(self):
        found = proposal(*GUIDE, "Related guides", "Mobility", *CARD)

        assert (found.related[0].title, found.related[0].label) == (CARD[0], "Mobility")

    def test_a_link_in_the_text_is_a_hint_and_ends_nothing(self):
        found = proposal(*GUIDE, "Read also: Heel Wedges Compared", *GUIDE[2:])

        assert [hint.title for hint in found.related] == ["Heel Wedges Compared"]
        assert len(found.sections) == 4

    def test_read_more_in_the_midst_is_only_a_link(self):
        found = proposal(*GUIDE[:4], "Read more", *GUIDE[4:], *GUIDE[2:], TEXT, TEXT)

        assert dropped(found) == ["Read more"]
        assert len(found.sections) == 4

    def test_the_page_below_the_guide_is_left_over(self):
        found = proposal(
            *GUIDE, "Leave a comment", "Name", "Email", "Be kind to each other", "© 2024 The Club"
        )

        assert left(found) == ["Be kind to each other", "© 2024 The Club"]
        assert dropped(found) == ["Leave a comment", "Name", "Email"]

    def test_comments_count_as_the_end(self):
        found = proposal(*GUIDE, "12 comments", "Ann", "Nice one")

        assert left(found) == ["12 comments", "Ann", "Nice one"]

    def test_a_part_of_the_guide_below_a_link_is_never_cut(self):
        found = proposal(*GUIDE, "Read more", "FAQ", "Does it hurt?", "No.")

        assert [item.question for item in found.faq] == ["Does it hurt?"]

    def test_a_card_with_a_title_too_long_is_left_over(self):
        found = proposal(*GUIDE, *GUIDE[2:], *GUIDE[2:], *GUIDE[2:], "Read more", "Word " * 40)

        assert not found.related
        assert left(found) == [("Word " * 40).strip()]


@pytest.mark.parametrize("line", ["Tags: bar, hang", "Filed under: Strength", "Etiquetas: barra"])
def test_the_pages_tags_are_listed(line):
    found = read(f"Hang First\n\n{LONG}\n\nWhy\n\n{LONG}\n\n{line}\n")

    assert [(words.text, words.why) for words in found.leftovers] == [(line, "the page's tags")]


@pytest.mark.parametrize("line", ["Back to Journal", "Zurück zum Magazin", "Volver al inicio"])
def test_the_way_back_is_furniture(line):
    found = read(f"Hang First\n\n{LONG}\n\nWhy\n\n{LONG}\n\n{line}\n")

    assert (line, "page furniture") in [(words.text, words.why) for words in found.dropped]


LONG = "Most people meet the bar with a pull, and the shoulders would rather hang a while first."
