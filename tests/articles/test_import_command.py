"""`manage.py import_guide FILE`, as an editor types it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from articles.models import Article, Edition, Override
from tests.articles.hanging import TEXT
from tests.factories import make_author, make_picture, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "hang.txt"
    path.write_text(TEXT)
    return path


def import_guide(*arguments) -> str:
    """What it says on the terminal."""
    said = StringIO()
    call_command("import_guide", *map(str, arguments), stdout=said)
    return said.getvalue()


def refusal(*arguments) -> str:
    """The one sentence on stderr; nothing may be written."""
    before = list(Article.objects.values_list("pk", "changed_at"))
    with pytest.raises(CommandError) as refused:
        import_guide(*arguments)
    assert refused.value.returncode == 1
    assert list(Article.objects.values_list("pk", "changed_at")) == before
    sentence = str(refused.value)
    assert "\n" not in sentence
    return sentence


def test_it_counts_what_it_found(file):
    said = import_guide(file)

    assert said.startswith(
        "hang.txt: 1 title, 2 introduction paragraphs, 2 takeaways, 4 sections, 1 question,"
        " 0 hints; dropped: a step's number (2)."
    )


def test_it_ends_with_the_way_to_the_draft(file):
    said = import_guide(file)

    path = reverse("admin:articles_article_change", args=[Article.objects.get().pk])
    assert said.endswith(f"Made the draft “Hang First, Pull Later”: {path}\n")


def test_the_same_file_again_changes_nothing_and_says_so(file):
    import_guide(file)

    said = import_guide(file)

    assert "Nothing changed in “Hang First, Pull Later”" in said
    assert Article.objects.count() == 1


def test_a_newer_file_updates_the_draft(file):
    import_guide(file)
    file.write_text(TEXT.replace("Ten seconds count", "Nine are enough"))

    assert "Updated the draft" in import_guide(file)


def test_guesses_are_listed_with_line_confidence_and_reason(file):
    said = import_guide(file)

    assert "1 guess to look at:" in said
    row = next(line for line in said.splitlines() if "The excerpt is" in line)
    assert row.split()[:2] == ["3", "50%"]
    assert row.endswith("the introduction's first sentences")


def test_what_found_no_place_is_listed(file):
    file.write_text(TEXT.replace("Most people", "March 3, 2024\n\nMost people", 1))

    said = import_guide(file)

    assert "line 3: “March 3, 2024” (a date)" in said


def test_publishing_shows_the_page(client, file):
    make_topic(), make_author()

    said = import_guide(file, "--publish")

    assert said.endswith("Published: /guides/hang-first-pull-later/\n")
    page = client.get("/guides/hang-first-pull-later/")
    assert page.status_code == 200
    assert "Thumbs round the bar" in page.content.decode()


def test_publishing_says_whom_it_guessed(file):
    make_topic("Food"), make_topic("Strength"), make_author()

    said = import_guide(file, "--publish")

    assert "The topic is Food." in said
    assert "the first topic; no live guide shares its words" in " ".join(said.split())


def test_an_edition_remembers_the_file(file):
    make_topic(), make_author()

    import_guide(file, "--publish")

    assert Edition.objects.get().note == "Imported from hang.txt"


def test_publishing_what_is_live_says_where_readers_see_it(file):
    make_topic(), make_author()
    import_guide(file, "--publish")

    said = import_guide(file, "--publish")

    assert said.endswith("Readers see it: /guides/hang-first-pull-later/\n")
    assert Edition.objects.count() == 1


@pytest.mark.parametrize("said", ["mobility", "Mobility", "MOBILITY ", "stiff joints"])
def test_a_topic_is_named_by_slug_or_name_in_any_capitals(file, said):
    topic = make_topic("Stiff Joints", slug="mobility")
    topic.slug = "mobility"
    topic.save()

    import_guide(file, "--topic", said)

    assert Article.objects.get().topic == topic


def test_an_author_is_named_likewise(file):
    author = make_author("Abla Deku")

    import_guide(file, "--author", "abla DEKU")

    assert Article.objects.get().author == author


def test_an_unknown_topic_lists_what_there_is(file):
    make_topic("Food"), make_topic("Strength")

    sentence = refusal(file, "--topic", "yoga")

    assert sentence == ("There is no topic “yoga”; there are: Food (food), Strength (strength).")


def test_an_unknown_author_lists_whom_there_is(file):
    make_author("Abla Deku")

    assert (
        refusal(file, "--author", "") == "There is no author “”; there are: Abla Deku (abla-deku)."
    )


def test_without_any_topic_that_is_said(file):
    assert refusal(file, "--topic", "yoga") == "There is no topic “yoga”, nor any other yet."


def test_a_site_without_topics_cannot_publish(file):
    assert refusal(file, "--publish").startswith("Publishing needs a topic")


def test_an_edited_draft_is_refused_and_replaced_on_request(file):
    import_guide(file)
    Article.objects.update(introduction="<p>Mine.</p>")

    assert "--replace would overwrite" in refusal(file)
    assert "Updated the draft" in import_guide(file, "--replace")


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    assert refusal(tmp_path / "nowhere.txt").startswith("There is no file ")


def test_what_checks_would_have_blocked_is_published_kept_and_said(file):
    make_topic(), make_author()
    import_guide(file)
    Article.objects.update(hero=make_picture(alt="IMG_2034"))

    said = import_guide(file, "--publish")

    override = Override.objects.get()
    assert override.edition == Edition.objects.live().get()
    assert override.reason == "Published by the import command."
    assert "The picture's description says nothing to those who cannot see it." in said
