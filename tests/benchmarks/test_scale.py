"""A page costs the same whether the site has 20 guides or 20,000."""

import time
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from articles.body import Body, FaqItem, Section, Takeaway
from articles.models import Article, Author, Edition, Tag, Topic
from tests.factories import make_author, make_topic

SMALL, LARGE = 20, 20_000
ROUNDS = 15
TOPICS = ["Strength", "Mobility", "Engine", "Food", "Recovery"]
WORDS = "<p>" + "Sit first, load second, and breathe while you are there. " * 12 + "</p>"
BODY = Body(
    introduction=WORDS,
    takeaways=[Takeaway(f"Takeaway {n}.", "Because it holds.") for n in range(4)],
    sections=[Section(f"part-{n}", 2, "text", f"Part {n}", WORDS) for n in range(6)],
    faq=[FaqItem(f"question-{n}", f"Question {n}?", WORDS) for n in range(3)],
)


def grow_to(size: int, topics: list[Topic], author: Author, tags: list[Tag]) -> None:
    """Guides up to this number, each with an edition and three tags."""
    first = Article.objects.count()
    numbers = range(first, size)
    articles = Article.objects.bulk_create(
        [
            Article(title=f"Guide {n}", slug=f"guide-{n}", topic=topics[n % 5], author=author)
            for n in numbers
        ],
        batch_size=500,
    )
    began = timezone.now() - timedelta(days=900)
    editions = Edition.objects.bulk_create(
        [
            Edition(
                article=article,
                number=1,
                title=article.title,
                excerpt="A line that says what this guide is good for, in plain words.",
                meta_title=article.title,
                meta_description="A line that says what this guide is good for, in plain words.",
                topic=article.topic,
                author=author,
                body=BODY,
                text="Plain words.",
                minutes=4,
                fingerprint="0" * 64,
                published_at=began + timedelta(minutes=n),
                live_from=began + timedelta(minutes=n),
            )
            for n, article in zip(numbers, articles, strict=True)
        ],
        batch_size=500,
    )
    through = Edition.tags.through
    through.objects.bulk_create(
        [
            through(edition_id=edition.pk, tag_id=tags[(n * 7 + k * 3) % len(tags)].pk)
            for n, edition in zip(numbers, editions, strict=True)
            for k in range(3)
        ],
        batch_size=5000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def cost(client, address: str) -> tuple[int, float]:
    """Queries of one request, and the milliseconds of the least disturbed one of several."""
    client.get(address)
    queries = []

    def count(execute, *arguments):
        queries.append(arguments[0])
        return execute(*arguments)

    with connection.execute_wrapper(count):
        response = client.get(address)
    assert response.status_code == 200, address
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        client.get(address)
        times.append((time.perf_counter() - began) * 1000)
    return len(queries), min(times)


@pytest.mark.django_db
def test_pages_cost_the_same_at_20_and_at_20_000_guides(client):
    topics = [make_topic(name, position=n) for n, name in enumerate(TOPICS)]
    author, tags = make_author(), Tag.objects.named([f"tag {n}" for n in range(25)])
    pages = {
        "guide": "/guides/guide-7/",
        "list": "/guides/",
        "topic": "/topics/strength/",
        "tag": f"/tags/{tags[0].slug}/",
        "author": author.get_absolute_url(),
        "home": "/",
        "feed": "/feed/",
    }

    grow_to(SMALL, topics, author, tags)
    small = {name: cost(client, address) for name, address in pages.items()}
    grow_to(LARGE, topics, author, tags)
    large = {name: cost(client, address) for name, address in pages.items()}

    print(f"\n{connection.vendor}: {SMALL} and {LARGE} guides")
    print(f"{'page':8}{'queries':>12}{'ms':>18}{'ratio':>8}")
    for name in pages:
        (few, fast), (many, slow) = small[name], large[name]
        print(f"{name:8}{few:>6}{many:>6}{fast:>9.1f}{slow:>9.1f}{slow / fast:>8.2f}")
    assert {name: row[0] for name, row in small.items()} == {
        name: row[0] for name, row in large.items()
    }
