"""Who reviewed a guide, what it rests on, what was wrong with it: from the desk to the reader."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from articles.body import Body
from articles.comparing import compare
from articles.desk_copy import DeskCopy
from articles.markdown import as_markdown
from articles.models import Article, Correction, Source
from articles.publishing import compose, note_change, publish
from articles.restoring import restore
from tests.articles.checked import found
from tests.articles.desk import add_row, chief, hand_in, opened
from tests.factories import make_article, make_author, publish_article
from tests.markup import Markup

pytestmark = pytest.mark.django_db

REVIEW = {
    "reviewed_on": date(2026, 11, 18),
    "reviewer_credentials": "BSc Kinesiology",
    "review_due_on": date(2027, 11, 18),
}


def full_guide(**fields) -> Article:
    """With a review, a source for its first section, and a correction."""
    reviewer = make_author("Abla Deku")
    article = make_article(sections=["Grip", "Pull"], reviewer=reviewer, **REVIEW | fields)
    note_change(article)  # names the anchors
    Source.objects.create(article=article, title="On pulling")
    Source.objects.create(article=article, title="On grip", section="grip", position=1)
    Correction.objects.create(
        article=article, corrected_on=date(2026, 11, 20), text="It said forty minutes, not seconds."
    )
    return Article.objects.get(pk=article.pk)


def read(client, article: Article) -> Markup:
    return Markup.of(client.get(article.get_absolute_url()))


def test_a_reader_sees_when_it_came_out_changed_was_reviewed_and_will_be(client):
    article = full_guide()
    for day in (2, 5):
        publish(article, at=datetime(2026, 11, day, 9, tzinfo=UTC))

    facts = read(client, article).one("dl", class_="record").text

    assert facts == (
        "Published Nov. 2, 2026 Updated Nov. 5, 2026 "
        "Reviewed Nov. 18, 2026 Next review Nov. 18, 2027"
    )


def test_a_guide_that_nobody_reviewed_says_when_it_came_out(client):
    with time_machine.travel("2026-11-02 09:00Z", tick=False):
        article = publish_article().article
        assert read(client, article).one("dl", class_="record").text == "Published Nov. 2, 2026"


def test_corrections_stand_on_the_page_with_their_days_the_latest_first(client):
    article = full_guide()
    Correction.objects.create(article=article, corrected_on=date(2026, 11, 21), text="And more.")
    publish(article)

    corrections = read(client, article).one("section", class_="corrections").text

    assert corrections == (
        "Corrections Nov. 21, 2026: And more. Nov. 20, 2026: It said forty minutes, not seconds."
    )


def test_a_section_leads_to_the_source_that_supports_it(client):
    article = full_guide()
    publish(article)

    page = read(client, article)

    assert page.texts("p", class_="cited") == ["Source 2"]
    assert page.one("a", href="#source.2").text == "2"
    assert page.one("li", id="source.2").text == "On grip"


def test_a_source_whose_section_went_supports_the_whole_guide(client):
    article = full_guide()
    article.sections.filter(anchor="grip").delete()

    edition = publish(article)

    assert [source.section for source in edition.body.sources] == ["", ""]
    assert not read(client, article).texts("p", class_="cited")


def test_restoring_brings_the_whole_record_back():
    article = full_guide()
    edition = publish(article)
    article.sources.all().delete(), article.corrections.all().delete()
    Article.objects.update(reviewer=None, **dict.fromkeys(("reviewed_on", "review_due_on")))

    assert restore(edition)

    article.refresh_from_db()
    assert article.corrections.get().text == "It said forty minutes, not seconds."
    assert article.sources.last().section == "grip"
    assert {name: getattr(article, name) for name in REVIEW} == REVIEW


def test_a_comparison_shows_what_changed_of_the_record():
    article = full_guide()
    before = (DeskCopy.saved(article).sketch(), [])
    article.corrections.update(text="It said forty hours."), article.sources.update(section="")
    Article.objects.update(review_due_on=date(2027, 1, 1), reviewer_credentials="MSc")

    after = (DeskCopy.saved(Article.objects.get()).sketch(), [])

    names = {change.name for change in compare(before, after).changes}
    assert names == {"Corrections", "Sources", "Next review due", "Reviewer’s credentials"}


def test_each_of_it_makes_a_live_guide_a_changed_one():
    article = full_guide()
    fingerprints = {compose(article).edition.fingerprint}

    for change in (
        {"reviewer_credentials": "MSc"},
        {"review_due_on": date(2028, 1, 1)},
    ):
        Article.objects.filter(pk=article.pk).update(**change)
        fingerprints.add(compose(Article.objects.get()).edition.fingerprint)
    article.corrections.all().delete()
    fingerprints.add(compose(Article.objects.get()).edition.fingerprint)

    assert len(fingerprints) == 4


def test_a_body_without_record_reads_and_hashes_as_it_did_before_there_was_one():
    article = make_article()
    Source.objects.create(article=article, title="On grip")

    stored = compose(article).edition.body.to_json()

    assert "corrections" not in stored
    assert "section" not in stored["sources"][0]
    assert Body.from_json(stored).corrections == []


def test_markdown_ends_with_the_corrections():
    text = as_markdown(publish(full_guide()), "/guides/x/")

    assert text.endswith("## Corrections\n\n- 2026-11-20: It said forty minutes, not seconds.\n")


@pytest.mark.parametrize(("due_on", "places"), [(1, []), (-1, ["id_review_due_on"])])
def test_a_review_is_overdue_from_the_day_that_was_set_for_it(due_on, places):
    with time_machine.travel("2026-11-22 12:00Z", tick=False):
        article = make_article(
            reviewed_on=date(2020, 1, 1), review_due_on=date(2026, 11, 22 + due_on)
        )
        assert found("review_overdue", article) == places


def test_the_form_takes_a_correction_and_the_section_of_a_source():
    client, article = chief(), full_guide()
    fields = opened(client, article)
    add_row(fields, "corrections", corrected_on="2026-11-21", text="And more.")
    add_row(fields, "sources", title="On the bar", section="pull")

    hand_in(client, fields, article)

    assert article.corrections.last().corrected_on == date(2026, 11, 21)
    assert article.sources.last().section == "pull"


def test_a_source_is_offered_every_section_by_its_heading():
    page = chief().get(f"/admin/articles/article/{full_guide().pk}/change/").text

    assert '<option value="grip" selected>Grip</option>' in page


def test_the_next_review_comes_after_this_one():
    client, article = chief(), full_guide()
    fields = opened(client, article) | {"review_due_on": "2026-11-18"}

    page = hand_in(client, fields, article).text

    assert "The next review is due after this one." in page
