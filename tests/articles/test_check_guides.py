"""`manage.py check_guides`: the same rules over the whole site."""

import json

import pytest
from django.core.management import call_command

from articles.models import Article
from tests.articles.checked import make_sound_article
from tests.factories import make_article, make_picture, make_product, publish_article

pytestmark = pytest.mark.django_db

LINKS = (
    '<p><a href="/guides/guide-of-little-number-1/">One</a> <a href="/topics/strength/">Two</a> '
    '<a href="/shop/bar/">Three</a></p>'
)
EMPTY = {"heading": "Grip", "body": ""}


def test_a_sound_site_has_one_line_and_no_error(capsys):
    make_sound_article()

    call_command("check_guides")

    assert capsys.readouterr().out == "Guides checked: 1; 0 block, 0 warn, 0 hint\n"


def test_each_finding_has_its_line(capsys):
    make_sound_article("Hang first", takeaways=[])

    call_command("check_guides")

    (line, _tally) = capsys.readouterr().out.splitlines()
    assert line.split()[:3] == ["warn", "hang-first", "takeaway_count"]
    assert line.endswith("There are 0 key takeaways. Readers keep 3 to 6.")


def test_a_guide_that_is_blocked_makes_the_command_fail():
    make_sound_article(sections=[EMPTY])

    with pytest.raises(SystemExit) as ended:
        call_command("check_guides")

    assert ended.value.code == 1


def test_as_json(capsys):
    make_sound_article("Hang first", sections=[EMPTY])
    make_sound_article("Pull later on")

    with pytest.raises(SystemExit):
        call_command("check_guides", "--json")

    assert json.loads(capsys.readouterr().out) == [
        {
            "slug": "hang-first",
            "title": "Hang first",
            "worst": "block",
            "findings": [
                {
                    "rule": "empty_section",
                    "severity": "block",
                    "field": "sections-0-body",
                    "sentence": "“Grip” has no text. Write some, or delete the section.",
                }
            ],
        },
        {"slug": "pull-later-on", "title": "Pull later on", "worst": "pass", "findings": []},
    ]


def test_a_site_without_guides_is_an_empty_list(capsys):
    call_command("check_guides", "--json")

    assert json.loads(capsys.readouterr().out) == []


def test_what_the_list_filters_by_is_brought_up_to_date():
    article = make_sound_article()

    call_command("check_guides")

    article.refresh_from_db()
    assert article.worst == "pass"


def test_what_readers_see_can_be_checked_in_place_of_the_desk_copies(capsys):
    edition = publish_article("Hang first", sections=["Grip"])
    edition.article.sections.update(body="")
    make_article("A draft", sections=[EMPTY])

    call_command("check_guides", "--live")

    assert "Guides checked: 1; 0 block" in capsys.readouterr().out
    assert Article.objects.get(title="A draft").worst == ""


def test_a_batch_costs_the_same_with_more_guides(django_assert_max_num_queries):
    def write(title: str) -> None:
        section = {"heading": "Grip", "product": make_product(), "body": LINKS}
        article = make_article(title, sections=[section], hero=make_picture(), faq=["Why?"])
        article.sources.create(title="On grip", url="https://example.org/")

    make_product("Bar")
    for number in range(3):
        write(f"Guide of little number {number}")
    call_command("check_guides")
    for number in range(9):
        write(f"Guide of greater number {number}")

    with django_assert_max_num_queries(20):
        call_command("check_guides")
