"""What checks block is published with a reason by who may, or not at all."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client

from articles.checks import gate
from articles.models import Article, Edition, Override
from articles.publishing import publish
from tests.articles.desk import address, chief, hand_in, make_editor, opened, sentences, signed_in
from tests.factories import make_article

pytestmark = pytest.mark.django_db

EDITOR = ("view_article", "change_article", "publish_article", "view_topic", "view_author")
REASON = "The text follows tonight."


def make_blocked_article(**fields) -> Article:
    return make_article("Hang first", sections=[{"heading": "Grip", "body": ""}], **fields)


def editor(*more: str) -> tuple[Client, User]:
    user = make_editor(*EDITOR, *more)
    return signed_in(user), user


def test_a_guide_that_checks_block_is_not_published_and_told_why():
    client, article = chief(), make_blocked_article()

    response = hand_in(client, opened(client, article), article, "_publish")

    assert sentences(response) == {
        "": [
            "Not published: 1 check blocks it.",
            "“Grip” has no text. Write some, or delete the section.",
        ]
    }
    assert not Edition.objects.exists()


def test_what_was_typed_into_a_blocked_form_is_still_there_and_not_half_saved():
    client, article = chief(), make_blocked_article()
    fields = opened(client, article) | {"title": "Hang last"}

    response = hand_in(client, fields, article, "_publish")

    article.refresh_from_db()
    assert 'value="Hang last"' in response.content.decode()
    assert article.title == "Hang first"
    assert not LogEntry.objects.exists()


def test_what_is_mended_in_the_form_is_published():
    client, article = chief(), make_blocked_article()
    fields = opened(client, article) | {"sections-0-body": "<p>Hold on.</p>"}

    hand_in(client, fields, article, "_publish")

    assert Edition.objects.count() == 1
    assert not Override.objects.exists()


def test_a_draft_is_saved_whatever_checks_say():
    client, article = chief(), make_blocked_article()

    hand_in(client, opened(client, article) | {"title": "Hang last"}, article)

    article.refresh_from_db()
    assert article.title == "Hang last"


def test_who_may_override_publishes_with_a_reason_and_it_is_kept():
    client, user = editor("override_checks")
    article = make_blocked_article()
    fields = opened(client, article) | {"reason": f" {REASON} "}

    hand_in(client, fields, article, "_publish")

    override = Override.objects.get()
    assert override.edition == Edition.objects.live().get()
    assert (override.by, override.reason) == (user, REASON)
    assert override.findings == [
        {
            "rule": "empty_section",
            "sentence": "“Grip” has no text. Write some, or delete the section.",
        }
    ]
    said = [entry.get_change_message() for entry in LogEntry.objects.all()]
    assert f"Published edition 1. Checks were overridden: {REASON}" in said


@pytest.mark.parametrize("reason", ["", "   "])
def test_who_may_override_must_give_a_reason(reason):
    client, _ = editor("override_checks")
    article = make_blocked_article()

    hand_in(client, opened(client, article) | {"reason": reason}, article, "_publish")

    assert not Edition.objects.exists()


def test_a_reason_is_no_permission():
    client, _ = editor()
    article = make_blocked_article()
    fields = opened(client, article) | {"reason": REASON}

    response = hand_in(client, fields, article, "_publish")

    assert sentences(response)[""][0] == "Not published: 1 check blocks it."
    assert not Edition.objects.exists()


def test_a_reason_that_was_not_needed_is_not_kept():
    client, article = chief(), make_article(sections=["Grip"])

    hand_in(client, opened(client, article) | {"reason": REASON}, article, "_publish")

    assert Edition.objects.exists()
    assert not Override.objects.exists()


def test_only_who_may_override_is_asked_for_a_reason():
    article = make_blocked_article()

    asked = chief().get(address(article)).content.decode()
    spared = editor()[0].get(address(article)).content.decode()

    assert 'name="reason"' in asked
    assert 'name="reason"' not in spared


def test_past_overrides_are_told_beside_the_form():
    client, article = chief(), make_blocked_article()
    hand_in(client, opened(client, article) | {"reason": REASON}, article, "_publish")

    assert REASON in client.get(address(article)).content.decode()


def test_the_gate_stands_in_the_act():
    article = make_blocked_article()

    with pytest.raises(gate.NotFit) as refused:
        gate.publish(article, by=make_editor(*EDITOR))

    assert [block.rule for block in refused.value.blocks] == ["empty_section"]


def test_warnings_and_hints_stop_nobody():
    article = make_article("Hang", excerpt="")

    assert gate.publish(article, by=make_editor(*EDITOR)).number == 1


def test_loaders_publish_what_they_bring():
    assert publish(make_blocked_article()).number == 1


def test_what_is_scheduled_passes_the_same_gate():
    client, article = chief(), make_blocked_article()
    fields = opened(client, article) | {"live_at": "2126-11-02T09:00"}

    hand_in(client, fields, article, "_schedule")
    assert not Edition.objects.exists()

    hand_in(client, fields | {"reason": REASON}, article, "_schedule")
    assert Override.objects.get().edition == Edition.objects.get()


def test_the_command_line_has_nobody_to_ask_but_needs_a_reason_too():
    article = make_blocked_article()

    with pytest.raises(gate.NotFit):
        gate.publish(article)

    assert gate.publish(article, reason="Imported.").override.by is None
