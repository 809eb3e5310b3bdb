import pytest

from articles.models import Article
from articles.publishing import note_change
from tests.articles.desk import add_row, chief, hand_in, opened, sentences
from tests.factories import make_article, make_author, make_product, make_topic, publish_article

pytestmark = pytest.mark.django_db


def status_of(article: Article) -> str:
    return Article.objects.with_status().get(pk=article.pk).status.kind


def test_a_guide_is_written_from_beginning_to_end_in_one_form():
    client, other = chief(), make_article("Walk it off")
    fields = opened(client) | {
        "title": "Hang first",
        "slug": "hang-first",
        "topic": make_topic().pk,
        "author": make_author().pk,
        "introduction": "<p>Grip comes first.</p>",
    }
    add_row(fields, "takeaways", label="Hang daily", text="Grip lasts.")
    add_row(fields, "sections", heading="Grip", level=2, kind="text", body="<p>Hold on.</p>")
    add_row(fields, "faq_items", question="How long?", answer="<p>A minute.</p>")
    add_row(fields, "sources", title="On grip")
    add_row(fields, "pins", target=other.pk)

    hand_in(client, fields)

    article = Article.objects.get(slug="hang-first")
    assert article.introduction == "<p>Grip comes first.</p>"
    assert article.takeaways.get().text == "Grip lasts."
    assert article.sections.get().body == "<p>Hold on.</p>"
    assert article.faq_items.get().answer == "<p>A minute.</p>"
    assert article.sources.get().title == "On grip"
    assert article.pins.get().target == other


def test_a_draft_needs_no_more_than_a_title_and_an_address():
    client = chief()

    hand_in(client, opened(client) | {"title": "Hang first", "slug": "hang-first"})

    assert status_of(Article.objects.get()) == "draft"


def test_saving_a_live_guide_changes_nothing_that_readers_see():
    client, edition = chief(), publish_article("Hang first")
    fields = opened(client, edition.article) | {"title": "Hang last"}

    hand_in(client, fields, edition.article)

    assert status_of(edition.article) == "changed"
    assert b"Hang first" in client.get(edition.get_absolute_url()).content


def test_saving_without_a_change_leaves_the_guide_plainly_live():
    client, edition = chief(), publish_article(sections=["Grip"], faq=["Why?"], tags=["hang"])

    hand_in(client, opened(client, edition.article), edition.article)

    assert status_of(edition.article) == "live"


def test_the_editor_stays_on_the_form_after_saving():
    client, article = chief(), make_article()

    response = hand_in(client, opened(client, article), article)

    assert response.url == f"/admin/articles/article/{article.pk}/change/"


def test_rows_stand_in_the_order_of_their_positions():
    client, article = chief(), make_article(sections=["One", "Two", "Three"])
    fields = opened(client, article)
    fields |= {"sections-0-position": 3, "sections-1-position": 1, "sections-2-position": 2}

    hand_in(client, fields, article)

    assert [s.heading for s in article.sections.all()] == ["Two", "Three", "One"]


def test_a_new_row_can_stand_before_the_old_ones():
    client, article = chief(), make_article(sections=["Old"])
    fields = opened(client, article) | {"sections-0-position": 2}
    add_row(fields, "sections", heading="New", level=2, kind="text", body="", position=1)

    hand_in(client, fields, article)

    assert [s.heading for s in article.sections.all()] == ["New", "Old"]


def test_new_rows_without_a_position_stand_last_in_the_order_of_writing():
    client, article = chief(), make_article(takeaways=["One", "Two"])
    fields = opened(client, article)
    add_row(fields, "takeaways", label="Three")
    add_row(fields, "takeaways", label="Four")

    hand_in(client, fields, article)

    assert [t.label for t in article.takeaways.all()] == ["One", "Two", "Three", "Four"]


def test_a_position_that_is_taken_out_puts_the_row_last():
    client, article = chief(), make_article(takeaways=["One", "Two"])

    hand_in(client, opened(client, article) | {"takeaways-0-position": ""}, article)

    assert [t.label for t in article.takeaways.all()] == ["Two", "One"]


def test_an_empty_row_that_was_only_moved_is_left_out():
    client, article = chief(), make_article()
    fields = opened(client, article)
    add_row(fields, "sections", heading="", level=2, kind="text", body="", position=4)

    response = hand_in(client, fields, article)

    assert response.status_code == 302
    assert not article.sections.exists()


def test_a_new_row_that_is_marked_for_deletion_is_left_out():
    client, article = chief(), make_article()
    fields = opened(client, article)
    add_row(fields, "sections", heading="Grip", level=2, kind="text", DELETE="on")

    hand_in(client, fields, article)

    assert not article.sections.exists()


def test_an_h3_before_any_h2_is_refused_beside_its_level():
    client, article = chief(), make_article(sections=["Grip", "Pull"])

    response = hand_in(client, opened(client, article) | {"sections-0-level": 3}, article)

    assert sentences(response) == {
        "sections-0-level": ["An H3 needs an H2 before it: make this one an H2."]
    }


def test_the_h2_must_come_first_by_position_not_by_the_order_of_writing():
    client = chief()
    article = make_article(sections=["Grip", {"heading": "Thumb", "level": 3}])
    fields = opened(client, article) | {"sections-0-position": 5, "sections-1-position": 4}

    response = hand_in(client, fields, article)

    assert list(sentences(response)) == ["sections-1-level"]


def test_an_h2_that_goes_leaves_its_h3s_without_one():
    client = chief()
    article = make_article(sections=["Grip", {"heading": "Thumb", "level": 3}])

    response = hand_in(client, opened(client, article) | {"sections-0-DELETE": "on"}, article)

    assert list(sentences(response)) == ["sections-1-level"]


def test_an_h3_that_goes_needs_no_h2():
    client = chief()
    article = make_article(sections=[{"heading": "Thumb", "level": 3}, "Grip"])

    hand_in(client, opened(client, article) | {"sections-0-DELETE": "on"}, article)

    assert [s.heading for s in article.sections.all()] == ["Grip"]


def test_nobody_reviews_their_own_guide():
    client, article = chief(), make_article()

    response = hand_in(client, opened(client, article) | {"reviewer": article.author_id}, article)

    assert sentences(response) == {
        "reviewer": ["Nobody reviews their own guide. Choose somebody else."]
    }


def test_a_guide_is_not_pinned_under_itself():
    client, article = chief(), make_article()
    fields = opened(client, article)
    row = add_row(fields, "pins", target=article.pk)

    response = hand_in(client, fields, article)

    assert sentences(response) == {
        f"{row}-target": ["A guide does not lead to itself. Choose another one."]
    }


def test_a_guide_is_pinned_once():
    client, article, other = chief(), make_article(), make_article()
    fields = opened(client, article)
    add_row(fields, "pins", target=other.pk)
    add_row(fields, "pins", target=other.pk)

    response = hand_in(client, fields, article)

    assert "duplicate" in sentences(response)["pins"][0]


def test_when_one_row_is_refused_nothing_at_all_is_saved():
    client, article = chief(), make_article("Hang first", sections=["Grip"])
    fields = opened(client, article) | {"title": "Hang last", "sections-0-heading": ""}

    response = hand_in(client, fields, article)

    article.refresh_from_db()
    assert article.title == "Hang first"
    assert 'value="Hang last"' in response.content.decode()


def test_a_text_that_is_too_large_is_refused_beside_it_and_nothing_is_saved():
    client, article = chief(), make_article(sections=["Grip"])
    fields = opened(client, article) | {"sections-0-body": "<p>" + "x" * 600_000}

    response = hand_in(client, fields, article)

    assert list(sentences(response)) == ["sections-0-body"]
    assert article.sections.get().body == "<p>Text.</p>"


@pytest.mark.parametrize("rows", [4, 12])
def test_saving_costs_one_query_a_changed_row(rows, django_assert_max_num_queries):
    client = chief()
    article = make_article(sections=[f"Part {n}" for n in range(rows)])
    note_change(article)
    fields = opened(client, article)
    fields |= {f"sections-{n}-heading": f"Piece {n}" for n in range(rows)}

    with django_assert_max_num_queries(44 + rows):
        hand_in(client, fields, article)


@pytest.mark.parametrize("rows", [4, 12])
def test_rows_that_were_not_touched_cost_nothing(rows, django_assert_max_num_queries):
    client = chief()
    article = make_article(sections=[f"Part {n}" for n in range(rows)])
    note_change(article)
    fields = opened(client, article)

    with django_assert_max_num_queries(44):
        hand_in(client, fields, article)


@pytest.mark.parametrize("rows", [4, 12])
def test_opening_the_form_costs_the_same_however_many_rows(rows, django_assert_max_num_queries):
    client, product = chief(), make_product()
    article = make_article(
        sections=[{"heading": f"Part {n}", "product": product} for n in range(rows)]
    )

    opened(client, article)  # content types are read once and kept

    with django_assert_max_num_queries(25):
        opened(client, article)


def test_a_large_guide_opens_in_25_queries(django_assert_max_num_queries):
    client, product = chief(), make_product()
    article = make_article(
        sections=[{"heading": f"Part {n}", "product": product} for n in range(40)],
        takeaways=[f"Point {n}" for n in range(8)],
        faq=[f"Question {n}" for n in range(12)],
        tags=["hang", "pull"],
        reviewer=make_author("Abla Deku"),
    )
    note_change(article)
    opened(client, article)

    with django_assert_max_num_queries(25):
        opened(client, article)


def test_what_was_chosen_is_still_chosen_in_a_form_that_was_refused():
    client, article = chief(), make_article()
    other = make_topic("Mobility")

    response = hand_in(client, opened(client, article) | {"title": "", "topic": other.pk}, article)

    assert f'<option value="{other.pk}" selected>Mobility</option>' in response.text
