"""Header, footer and drawer are rendered once for what they show."""

import pytest
from django.test import override_settings
from django.utils.translation import override

from articles.models import Topic
from fitblog.lib.once import Shown, _rendered, once
from tests.factories import make_topic

pytestmark = pytest.mark.django_db

FOOTER = "partials/_footer.html"


def footer(name="Fitblog", year="2026"):
    return once(FOOTER, topics=(), site_name=name, year=year)


def test_the_same_inputs_are_rendered_once():
    _rendered.cache_clear()

    assert footer() == footer()
    assert (_rendered.cache_info().misses, _rendered.cache_info().hits) == (1, 1)


def test_other_inputs_are_another_text():
    footer("Fitblog")

    assert "Liftlog" in footer("Liftlog")
    assert "© 2027" in footer(year="2027")


def test_each_language_has_its_own():
    _rendered.cache_clear()

    for language in ("en", "de"):
        with override(language):
            footer()

    assert _rendered.cache_info().misses == 2


def test_a_row_is_the_same_while_what_is_shown_of_it_is():
    _rendered.cache_clear()
    topic, twin = make_topic("Strength"), Topic(name="Strength", slug="strength")

    shown = [
        once("partials/_way_on.html", topics=Shown([row], row.name, row.slug))
        for row in (topic, twin, Topic(name="Power", slug="strength"))
    ]

    assert shown[0] == shown[1] != shown[2]
    assert (_rendered.cache_info().misses, _rendered.cache_info().hits) == (2, 1)


def test_words_are_escaped():
    assert "&lt;b&gt;" in footer("<b>")


@override_settings(DEBUG=True)
def test_nothing_is_kept_while_templates_are_written():
    _rendered.cache_clear()

    footer()

    assert _rendered.cache_info().currsize == 0


def test_a_topic_with_a_new_name_has_it_on_the_next_page(client):
    topic = make_topic("Strength")
    assert "Strength" in client.get("/cart/").content.decode()

    Topic.objects.filter(pk=topic.pk).update(name="Kraft", colour="blue")

    page = client.get("/cart/").content.decode()
    assert ("Strength" in page, "Kraft" in page) == (False, True)
