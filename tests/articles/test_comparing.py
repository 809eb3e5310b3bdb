import pytest

from articles.comparing import Comparison, compare, compare_words
from articles.desk_copy import DeskCopy
from articles.models import Article, Source
from articles.publishing import publish
from tests.factories import make_article, make_product, make_topic

pytestmark = pytest.mark.django_db


def state(article: Article):
    article = Article.objects.get(pk=article.pk)
    return DeskCopy.saved(article).sketch(), list(article.tags.all())


def since(article: Article, before) -> Comparison:
    return compare(before, state(article))


def found(comparison: Comparison) -> dict[str, tuple[str, str]]:
    """Each change with its words: -went- and +came+."""
    marks = {"same": "{}", "added": "+{}+", "removed": "-{}-"}
    return {
        change.name: (change.kind, "".join(marks[w.kind].format(w.text) for w in change.words))
        for change in comparison.changes
    }


def published(**fields):
    article = make_article("Hang first", **fields)
    publish(article)
    return article, state(article)


def test_a_changed_word_is_marked_and_the_others_stand():
    article, before = published()
    Article.objects.update(introduction="<p>Where this <strong>ends</strong>.</p>")

    assert found(since(article, before)) == {
        "Introduction": ("changed", "Where this- begins.-+ ends.+")
    }


def test_nothing_changed_is_no_change_and_says_what_was_looked_at():
    article, before = published(sections=["Grip"], faq=["Why?"])

    comparison = since(article, before)

    assert comparison.changes == []
    assert {"Title", "Section “Grip”", "Question “Why?”"} <= {part.name for part in comparison.same}


def test_a_section_keeps_its_place_in_the_comparison_when_its_heading_changes():
    article, before = published(sections=["Grip", "Pull"])
    article.sections.filter(heading="Grip").update(heading="Hold")

    assert found(since(article, before)) == {
        "Section “Hold”": ("changed", "-Grip-+Hold+\nH2 · Text\nText.")
    }


def test_sections_that_are_new_gone_or_moved_are_told_apart():
    article, before = published(sections=["Grip", "Pull", "Rest"])
    article.sections.filter(heading="Grip").delete()
    article.sections.filter(heading="Rest").update(position=0)
    article.sections.create(heading="Hang", anchor="hang", body="<p>Long.</p>", position=9)

    kinds = {name: kind for name, (kind, _words) in found(since(article, before)).items()}

    assert kinds["Section “Grip”"] == "removed"
    assert kinds["Section “Hang”"] == "added"
    assert "moved" in kinds.values()


def test_a_link_that_leads_elsewhere_is_a_change():
    article, before = published(
        sections=[{"heading": "Grip", "body": '<p><a href="/a/">On</a></p>'}]
    )
    article.sections.update(body='<p><a href="/b/">On</a></p>')

    assert "- (/a/)-+ (/b/)+" in found(since(article, before))["Section “Grip”"][1]


def test_a_change_of_formatting_alone_is_told_as_such():
    article, before = published()
    Article.objects.update(introduction="<p>Where this <em>begins</em>.</p>")

    assert found(since(article, before))["Introduction"][0] == "formatted"


def test_what_stands_around_the_text_is_compared_too():
    article, before = published(tags=["hang"], takeaways=["Hold"])
    Article.objects.update(title="Hang last", topic=make_topic("Mobility"))
    article.tags.clear()
    article.takeaways.update(text="It works.")
    Source.objects.create(article=article, title="On grip", year=2020)

    assert found(since(article, before)) == {
        "Title": ("changed", "Hang- first-+ last+"),
        "Topic": ("changed", "-Strength-+Mobility+"),
        "Tags": ("removed", "-hang-"),
        "Key takeaways": ("changed", "Hold ·- Because.-+ It works.+"),
        "Sources": ("added", "+On grip · 2020+"),
    }


def test_the_title_in_search_results_is_named_where_it_is_one_of_its_own():
    article, before = published()
    Article.objects.update(meta_title="How to hang")

    assert found(since(article, before)) == {"Title in search results": ("added", "+How to hang+")}


def test_a_desk_copy_without_topic_and_author_can_be_compared():
    article, before = published()
    Article.objects.update(topic=None, author=None)

    assert {"Topic", "Author"} <= found(since(article, before)).keys()


def test_the_product_of_a_section_is_named():
    article, before = published(sections=["Grip"])
    article.sections.update(product=make_product("Chalk"), product_reason="Dry hands")

    assert "Chalk: Dry hands" in found(since(article, before))["Section “Grip”"][1]


def test_a_long_text_that_changed_in_one_word_is_marked_in_one_word():
    lines = [f"Line {number} of a long text." for number in range(5_000)]
    other = lines.copy()
    other[2_500] = "Line 2500 of a longer text."

    words = compare_words("\n".join(lines), "\n".join(other))

    changed = [(w.kind, w.text) for w in words if w.kind != "same"]
    assert changed == [("removed", " long"), ("added", " longer")]
