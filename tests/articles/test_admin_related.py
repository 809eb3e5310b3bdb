"""Editors see why guides are related, and keep pairs apart."""

import pytest
from django.urls import reverse

from articles.models import Edition, RelatedExclusion, RelatedPin, Section
from articles.publishing import publish
from articles.related.reasons import reasons
from articles.related.rebuilding import rebuild
from tests.articles.desk import address, chief, make_editor, signed_in
from tests.factories import make_article, make_product, publish_article

pytestmark = pytest.mark.django_db


def way(edition: Edition) -> str:
    return reverse("admin:articles_article_related", args=[edition.article_id])


@pytest.fixture
def pair() -> tuple[Edition, Edition]:
    """Two guides with words, a tag and a product in common, and a third one."""
    product, editions = make_product("Chalk ball"), []
    for title in ("Hang", "Climb"):
        article = make_article(title, tags=["Grip"], introduction="<p>forearm finger rope</p>")
        Section.objects.create(article=article, heading=f"Kit {title}", product=product)
        editions.append(publish(article))
    publish_article("Oats", introduction="<p>milk spoon</p>")
    rebuild()
    return tuple(editions)


def test_words_tags_and_products_in_common_are_told(pair):
    first, *_others = reasons(pair[0].article)

    assert first.edition.title == "Climb"
    assert {"forearm", "finger", "rope"} <= set(first.words)
    assert first.tags == ["Grip"]
    assert first.products == ["Chalk ball"]


def test_a_pin_and_a_guide_that_is_merely_new_are_told_apart(pair):
    oats = Edition.objects.get(title="Oats")
    RelatedPin.objects.create(article=pair[0].article, target=oats.article)
    publish(pair[0].article)
    publish_article("Zzz", excerpt="", introduction="<p>Xyzzy</p>")

    told = {r.edition.title: r for r in reasons(pair[0].article)}

    assert told["Oats"].is_pinned
    assert told["Zzz"].is_newest


def test_the_form_says_what_readers_are_led_on_to_and_why(pair):
    page = chief().get(address(pair[0].article)).text

    assert "Leads on to" in page
    assert "Products: Chalk ball" in page


def test_a_draft_leads_nowhere_yet():
    article = make_article()

    assert reasons(article) == []
    assert "Nothing yet" in chief().get(address(article)).text


def test_five_queries_at_most(pair, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        reasons(pair[0].article, 12)


def test_an_editor_keeps_a_pair_apart_and_takes_it_back(pair):
    client = chief()

    client.post(way(pair[0]), {"_apart": pair[1].article_id})

    assert "Climb" not in [r.edition.title for r in reasons(pair[0].article)]
    assert "Hang" not in [r.edition.title for r in reasons(pair[1].article)]
    exclusion = RelatedExclusion.objects.get()
    assert "Climb" in client.get(way(pair[0])).text
    client.post(way(pair[1]), {"_together": exclusion.pk})
    assert reasons(pair[0].article)[0].edition.title == "Climb"


@pytest.mark.parametrize("key", ["", "x", "0", "9" * 40, "²"])
@pytest.mark.parametrize("name", ["_apart", "_together"])
def test_a_strange_key_changes_nothing(pair, name, key):
    assert chief().post(way(pair[0]), {name: key}).status_code == 302
    assert not RelatedExclusion.objects.exists()


def test_a_guide_is_not_kept_from_itself(pair):
    chief().post(way(pair[0]), {"_apart": pair[0].article_id})

    assert not RelatedExclusion.objects.exists()


def test_it_takes_the_right_to_publish(pair):
    client = signed_in(make_editor("view_article", "change_article"))

    assert client.post(way(pair[0]), {"_apart": pair[1].article_id}).status_code == 403
    assert way(pair[0]) not in client.get(address(pair[0].article)).text


def test_the_list_finds_guides_that_no_other_leads_to(pair):
    lonely = publish_article("Zzyzx", excerpt="", introduction="<p>Xyzzy</p>")
    make_article("Draft")
    listed = f"{reverse('admin:articles_article_changelist')}?recommended=nowhere"

    found = chief().get(listed).context["cl"].queryset

    assert lonely.article in found
    assert pair[0].article not in found
    assert "Draft" not in [article.title for article in found]
