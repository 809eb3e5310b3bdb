"""From a proposal to a draft, and from a newer proposal to the same draft."""

import pytest

from articles.importing.desk import Refused, Wishes, slug_for, write
from articles.importing.proposal import Proposal
from articles.models import Article, Edition, FormerSlug, Section, Takeaway
from tests.articles.hanging import TEXT, fresh, imported, proposal
from tests.articles.imported import read
from tests.factories import make_article, make_author, make_product, make_topic

pytestmark = pytest.mark.django_db


def test_a_proposal_becomes_a_draft():
    written = write(read(TEXT), Wishes())

    article = fresh(written.article)
    assert written.outcome == "made"
    assert (article.title, article.slug) == ("Hang First, Pull Later", "hang-first-pull-later")
    assert article.introduction.count("<p>") == 2
    assert article.excerpt.startswith("Most people meet the bar with a pull.")
    assert article.takeaways_heading == "Key Takeaways"
    assert article.faq_heading == "FAQ"
    assert (article.topic, article.author, article.hero) == (None, None, None)


def test_the_parts_stand_in_the_order_of_the_text():
    article = imported()

    assert list(article.takeaways.values_list("label", "text")) == [
        ("Hang every day", "Ten seconds count."),
        ("Shoulders down", "Not up at the ears."),
    ]
    assert list(article.sections.values_list("heading", "level", "kind")) == [
        ("How to Hang", 2, "text"),
        ("Grip", 3, "steps"),
        ("Let go", 3, "steps"),
        ("Conclusion", 2, "conclusion"),
    ]
    assert (
        article.faq_items.get().answer == "<p>Until the grip says so, and then a little less.</p>"
    )


def test_a_draft_has_anchors_at_once():
    article = imported()

    anchors = list(article.sections.values_list("anchor", flat=True))
    assert anchors == ["how-to-hang", "grip", "let-go", "conclusion"]
    assert article.faq_items.get().anchor == "how-long-should-i-hang"


def test_nothing_is_published_unasked():
    imported()

    assert not Edition.objects.exists()


def test_the_proposal_is_kept_with_the_draft():
    given = read(TEXT)

    article = fresh(write(given, Wishes()).article)

    kept = Proposal.from_json(article.proposal)
    assert kept.decisions == given.decisions
    assert kept.sections == given.sections
    assert kept.written


def test_the_same_text_again_changes_nothing():
    first = fresh(imported())
    rows = list(first.sections.values_list("pk", flat=True))

    written = write(read(TEXT), Wishes())

    again = fresh(first)
    assert written.outcome == "unchanged"
    assert written.article == first
    assert Article.objects.count() == 1
    assert list(again.sections.values_list("pk", flat=True)) == rows
    assert again.changed_at == first.changed_at


def test_a_newer_text_updates_the_same_draft():
    first = imported()

    written = write(proposal(Ten_seconds_count="Nine are enough"), Wishes())

    assert written.outcome == "updated"
    assert written.article == first
    assert Article.objects.count() == 1
    assert first.takeaways.first().text == "Nine are enough."


def test_an_update_counts_as_a_change_of_the_guide():
    first = fresh(imported())

    write(proposal(Ten_seconds_count="Nine are enough"), Wishes())

    assert fresh(first).changed_at > first.changed_at


def test_a_section_whose_heading_stays_keeps_its_row_and_anchor():
    first = imported()
    grip = first.sections.get(heading="Grip")

    write(proposal(Thumbs_round="Fingers over"), Wishes())

    again = Section.objects.get(pk=grip.pk)
    assert again.anchor == "grip"
    assert again.body.startswith("<p>Fingers over the bar")


def test_a_section_that_moves_keeps_its_anchor():
    first = imported()
    moved = TEXT.replace("1. Grip", "1. Chalk\n\nA little, on dry hands only.\n\n2. Grip")
    moved = moved.replace("2. Let go", "3. Let go")

    write(read(moved), Wishes())

    headings = list(first.sections.values_list("heading", "anchor"))
    assert headings[1:4] == [("Chalk", "chalk"), ("Grip", "grip"), ("Let go", "let-go")]


def test_a_part_that_is_gone_from_the_text_is_gone_from_the_draft():
    first = imported()

    write(proposal(TEXT.replace("• Shoulders down: Not up at the ears.\n", "")), Wishes())

    assert [takeaway.label for takeaway in first.takeaways.all()] == ["Hang every day"]


def test_two_sections_of_one_heading_keep_their_rows():
    twice = TEXT.replace("2. Let go", "2. Grip")
    first = imported(twice)
    rows = list(first.sections.values_list("pk", flat=True))

    write(read(twice.replace("Take the feet", "Lift the feet")), Wishes())

    assert list(first.sections.values_list("pk", flat=True)) == rows


def test_topic_author_and_excerpt_of_the_editor_stay():
    topic, author = make_topic("Mobility"), make_author("Abla Deku")
    first = imported()
    Article.objects.filter(pk=first.pk).update(topic=topic, author=author, excerpt="My own line.")

    written = write(proposal(Ten_seconds_count="Nine are enough"), Wishes())

    again = fresh(first)
    assert written.outcome == "updated"
    assert (again.topic, again.author, again.excerpt) == (topic, author, "My own line.")


def test_an_excerpt_that_nobody_wrote_follows_the_text():
    first = imported()

    write(proposal(Most_people="Many people"), Wishes())

    assert fresh(first).excerpt.startswith("Many people meet the bar")


def test_the_order_that_the_admin_numbered_anew_is_no_change():
    first = imported()
    for position, section in enumerate(first.sections.all(), start=1):
        Section.objects.filter(pk=section.pk).update(position=position)

    assert write(read(TEXT), Wishes()).outcome == "unchanged"


@pytest.mark.parametrize(
    "edit",
    [
        lambda article: Article.objects.filter(pk=article.pk).update(title="Hang Second"),
        lambda article: Article.objects.filter(pk=article.pk).update(introduction="<p>Mine.</p>"),
        lambda article: article.sections.filter(heading="Grip").update(body="<p>Mine.</p>"),
        lambda article: article.sections.filter(heading="Grip").update(product=make_product()),
        lambda article: article.sections.filter(heading="Grip").delete(),
        lambda article: article.takeaways.update(text="Mine."),
        lambda article: article.faq_items.update(question="Mine?"),
        lambda article: Takeaway.objects.create(article=article, label="Mine", position=9),
    ],
    ids=["title", "introduction", "text", "product", "gone", "takeaway", "question", "added"],
)
def test_what_an_editor_changed_is_never_overwritten(edit):
    first = imported()
    edit(first)
    before = list(first.sections.values()), list(first.takeaways.values())

    with pytest.raises(Refused, match="was edited since it was imported"):
        write(proposal(Ten_seconds_count="Nine are enough"), Wishes())

    assert (list(first.sections.values()), list(first.takeaways.values())) == before


def test_an_edited_draft_is_replaced_when_that_is_asked_for():
    first = imported()
    first.sections.filter(heading="Grip").update(body="<p>Mine.</p>")

    written = write(read(TEXT), Wishes(replace=True))

    assert written.outcome == "updated"
    assert first.sections.get(heading="Grip").body.startswith("<p>Thumbs")
    assert write(read(TEXT), Wishes()).outcome == "unchanged"


def test_replacing_keeps_the_product_beside_a_section():
    product = make_product()
    first = imported()
    first.sections.filter(heading="Grip").update(product=product, product_reason="For the hands.")

    write(read(TEXT), Wishes(replace=True))

    grip = first.sections.get(heading="Grip")
    assert (grip.product, grip.product_reason) == (product, "For the hands.")


def test_a_proposal_of_another_version_counts_as_edited():
    first = imported()
    Article.objects.filter(pk=first.pk).update(proposal={"version": 0})

    with pytest.raises(Refused, match="was edited"):
        write(read(TEXT), Wishes())
    assert write(read(TEXT), Wishes(replace=True)).article == first


def test_a_guide_that_was_not_imported_is_never_touched():
    make_article("Hang First, Pull Later", sections=["By hand"])

    for replace in (False, True):
        with pytest.raises(Refused, match="was not imported"):
            write(read(TEXT), Wishes(replace=replace))

    assert Section.objects.get().heading == "By hand"


def test_a_former_address_of_another_guide_is_refused():
    other = make_article("Something else")
    FormerSlug.objects.create(article=other, slug="hang-first-pull-later")

    with pytest.raises(Refused, match="once was that of “Something else”"):
        write(read(TEXT), Wishes())

    assert Article.objects.count() == 1


def test_a_draft_is_found_again_under_the_address_that_an_editor_gave_it():
    first = imported()
    Article.objects.filter(pk=first.pk).update(slug="hang")

    written = write(read(TEXT), Wishes())

    assert (written.article, written.outcome) == (first, "unchanged")
    assert fresh(first).slug == "hang"


def test_two_titles_are_two_drafts():
    imported()

    imported(TEXT.replace("Hang First", "Hang Last"))

    assert Article.objects.count() == 2


def test_markup_in_a_text_is_words():
    article = imported("A Title of Words\n\nA text with <script>alert(1)</script> & more in it.\n")

    assert fresh(article).introduction == (
        "<p>A text with &lt;script&gt;alert(1)&lt;/script&gt; &amp; more in it.</p>"
    )


def test_a_text_too_long_for_one_field_is_refused_and_nothing_stays():
    endless = "A Title of Words\n\n" + "word after word " * 50_000

    with pytest.raises(Refused, match="longer than"):
        write(read(endless), Wishes())

    assert not Article.objects.exists()


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Kniebeuge für Große", "kniebeuge-fur-groe"),
        ("x" * 140, "x" * 100),
        ("一二三", slug_for("一二三")),
    ],
)
def test_every_title_has_an_address(title, slug):
    assert slug_for(title) == slug
    assert slug


def test_titles_without_latin_letters_have_addresses_of_their_own():
    assert slug_for("一二三") != slug_for("四五六")
