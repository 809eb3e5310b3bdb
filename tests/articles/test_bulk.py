"""Many guides at once: the desk says of each what will happen, then does it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import publishing
from articles.models import Article, Edition
from tests.articles.desk import chief, make_member, signed_in
from tests.factories import make_article, make_variant, publish_article

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_article_changelist")


def act(client, name: str, *guides: Article, sure: bool = False):
    fields = {"action": name, "_selected_action": [guide.pk for guide in guides]}
    return client.post(LIST, fields | ({"post": "yes"} if sure else {}), follow=sure)


def said(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def steps(response) -> dict[str, str]:
    return {str(step.article): step.sentence for step in response.context["steps"]}


@pytest.fixture
def guides():
    live = publish_article("Live").article
    changed = publish_article("Changed").article
    changed.excerpt = "Another line."
    changed.save()
    publishing.note_change(changed)
    due = make_article("Due")
    publishing.publish(due, at=timezone.now() + timedelta(days=1))
    return [make_article("Draft"), live, changed, due, make_article("Bare", author=None)]


def test_publishing_says_of_each_what_will_happen(guides):
    asked = steps(act(chief(), "publish_selected", *guides))

    assert asked["Draft"] == "Goes live now."
    assert asked["Changed"] == "Its changes go live now."
    assert asked["Live"] == "Stays as it is: readers see these words."
    assert asked["Due"] == "Stays: an edition is scheduled. Cancel that first."
    assert asked["Bare"].startswith("Stays: ")
    assert Edition.objects.live().count() == 2  # nothing is done yet


def test_then_it_does_that_and_no_more(guides):
    answer = act(chief(), "publish_selected", *guides, sure=True)

    assert "Done for 2 guides." in said(answer)
    live = Edition.objects.live().values_list("title", flat=True)
    assert sorted(live) == ["Changed", "Draft", "Live"]
    assert Edition.objects.live().get(title="Changed").excerpt == "Another line."


def test_unpublishing_says_and_does(guides):
    client = chief()
    asked = steps(act(client, "unpublish_selected", *guides))
    answer = act(client, "unpublish_selected", *guides, sure=True)

    assert asked["Live"] == asked["Changed"] == "Readers lose it now."
    assert asked["Due"] == "What is scheduled will not appear."
    assert asked["Draft"] == "Stays as it is: readers do not see it."
    assert "Done for 3 guides." in said(answer)
    assert not Edition.objects.live(timezone.now() + timedelta(days=2)).exists()


def test_who_may_not_publish_is_not_offered_it(guides):
    client = signed_in(make_member("Reviewer"))

    page = client.get(LIST)

    assert "publish_selected" not in page.content.decode()
    act(client, "publish_selected", *guides, sure=True)
    assert Edition.objects.live().count() == 2


def test_authors_and_topics_lead_to_their_guides():
    article = make_article("Hang")
    make_article("Thrown away", author=article.author, trashed_at=timezone.now())
    editor = chief()

    for model in ("author", "topic"):
        row = getattr(article, model)
        link = f"{LIST}?{model}__id__exact={row.pk}"
        page = editor.get(reverse(f"admin:articles_{model}_changelist")).content.decode()
        assert f'<a href="{link}">1</a>' in page
        assert [str(one) for one in editor.get(link).context["cl"].result_list] == ["Hang"]


def test_a_product_leads_to_the_guides_that_name_it():
    product = make_variant().product
    article = make_article("Hang", sections=["Grip", "Time"])
    article.sections.update(product=product)
    make_article("Pull")
    editor, link = chief(), f"{LIST}?sections__product__id__exact={product.pk}"

    page = editor.get(reverse("admin:shop_product_change", args=[product.pk])).content.decode()

    assert f'<a href="{link}">In 1 guide</a>' in page
    assert [str(one) for one in editor.get(link).context["cl"].result_list] == ["Hang"]
