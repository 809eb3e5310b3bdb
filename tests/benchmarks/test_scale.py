"""A page costs the same whether the site has 100 guides or 100,000."""

from functools import partial
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.db.models import Model

from articles.body import Body, FaqItem, Section, Takeaway
from articles.models import Article, Edition, EditionTag, Tag, Topic
from tests.benchmarks.cpu import ask, least, queries
from tests.factories import make_author, make_picture, make_topic, publish_article

SMALL, LARGE = 100, 100_000
MOST = 1.3  # times what it costs among few
TOPICS = ["Strength", "Mobility", "Engine", "Food", "Recovery"]
WORDS = "<p>" + "Sit first, load second, and breathe while you are there. " * 12 + "</p>"
BODY = Body(
    introduction=WORDS,
    takeaways=[Takeaway(f"Takeaway {n}.", "Because it holds.") for n in range(4)],
    sections=[Section(f"part-{n}", 2, "text", f"Part {n}", WORDS) for n in range(6)],
    faq=[FaqItem(f"question-{n}", f"Question {n}?", WORDS) for n in range(3)],
)


NUMBERS = "WITH RECURSIVE n(n) AS (SELECT %s UNION ALL SELECT n + 1 FROM n WHERE n < %s)"
LATER = {
    "sqlite": "datetime({}, '-' || n || ' minutes')",
    "postgresql": "{} - n * interval '1 minute'",
}


def publish_first(topics: list[Topic], tags: list[Tag]) -> None:
    """A few whole guides."""
    for n in range(SMALL):
        publish_article(
            f"Guide {n}",
            topic=topics[n % 5],
            hero=make_picture() if n < 20 else None,
            sections=[{"heading": part.heading, "body": part.body} for part in BODY.sections],
            faq=[item.question for item in BODY.faq],
            tags=[tags[(n * 7 + k * 3) % len(tags)].name for k in range(3)],
        )


def grow(topics: list[Topic], tags: list[Tag]) -> None:
    """As many again as make it a large site, older than the others, as rows alone."""
    pattern = Edition.objects.get(article__slug="guide-50")
    body = Edition._meta.get_field("body").get_db_prep_save(Body(), connection)
    later = LATER[connection.vendor].format
    kind = topics[0].pk
    copy(Article, pattern.article_id, slug="'guide-' || n", title="'Guide ' || n")
    articles = "(SELECT id FROM articles_article WHERE slug = 'guide-' || n)"
    copy(
        Edition,
        pattern.pk,
        article_id=articles,
        title="'Guide ' || n",
        topic_id=f"{kind} + n %% 5",
        body=(body,),
        text="'Plain words.'",
        published_at=later("published_at"),
        live_from=later("live_from"),
    )
    for k in range(3):
        copy(
            EditionTag,
            EditionTag.objects.filter(edition=pattern).first().pk,
            edition_id=f"(SELECT id FROM articles_edition WHERE article_id = {articles})",
            tag_id=f"{tags[0].pk} + (n * 7 + {k} * 3) %% {len(tags)}",
            published_at=later("published_at"),
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def copy(model: type[Model], key: int, **columns: Any) -> None:
    """This row again for each number, but for these columns: SQL, or a value as a tuple."""
    names = [field.column for field in model._meta.concrete_fields if not field.primary_key]
    said = [columns.get(name, name) for name in names]
    values = [one[0] for one in said if isinstance(one, tuple)]
    row = ", ".join("%s" if isinstance(one, tuple) else one for one in said)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(names)}) {NUMBERS} SELECT {row} FROM n, {table}"
            f" WHERE {table}.id = %s",
            [SMALL, LARGE - 1, *values, key],
        )


@pytest.mark.django_db
@pytest.mark.usefixtures("one_connection")
def test_pages_cost_the_same_at_100_and_at_100_000_guides():
    topics = [make_topic(name, position=n) for n, name in enumerate(TOPICS)]
    author, tags = make_author(), Tag.objects.named([f"tag {n:02}" for n in range(25)])
    publish_first(topics, tags)
    further = Edition.objects.live().newest_first()[12]
    pages = {
        "guide": "/guides/guide-7/",
        "list": "/guides/",
        "further": f"/guides/?before={further.pk}",
        "back": f"/guides/?after={further.pk}",
        "topic": "/topics/strength/",
        "tag": f"/tags/{tags[0].slug}/",
        "author": author.get_absolute_url(),
        "home": "/",
        "feed": "/feed/",
    }
    site = WSGIHandler()
    asked = {name: partial(ask, site, address) for name, address in pages.items()}

    def cost() -> dict[str, tuple[int, float]]:
        for page in asked.values():
            page()
        numbers = [queries(page) for page in asked.values()]
        return dict(zip(asked, zip(numbers, least(*asked.values()), strict=True), strict=True))

    small = cost()
    grow(topics, tags)
    large = cost()

    print(f"\n{connection.vendor}: {SMALL} and {LARGE} guides, ms of CPU; at most {MOST} times")
    print(f"{'page':8}{'queries':>12}{'ms':>18}{'ratio':>8}")
    for name in pages:
        (few, fast), (many, slow) = small[name], large[name]
        print(f"{name:8}{few:>6}{many:>6}{fast:>9.2f}{slow:>9.2f}{slow / fast:>8.2f}")
    assert {name: row[0] for name, row in small.items()} == {
        name: row[0] for name, row in large.items()
    }
