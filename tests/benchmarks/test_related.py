"""What it costs to know which guides are related, among ten thousand of them."""

import random
import time
from datetime import timedelta
from itertools import accumulate

import pytest
from django.db import connection
from django.utils import timezone

from articles.body import Body
from articles.models import Article, Edition, RelatedNeighbour, Tag
from articles.related import refreshing, related_editions
from articles.related.rebuilding import rebuild
from tests.factories import make_author, make_topic

GUIDES = 10_000
VOCABULARY, LENGTH, TOPICS = 40_000, 450, 200
PUBLISHED = 20


def write(count: int) -> None:
    """Guides whose words are as unevenly spread as in a real language; each is about something."""
    dice = random.Random(7)
    words = [f"word{n}" for n in range(VOCABULARY)]
    spread = list(accumulate(1 / (n + 3) for n in range(VOCABULARY)))
    subjects = [dice.sample(words[200:], 60) for _topic in range(TOPICS)]
    topic, author, began = make_topic(), make_author(), timezone.now() - timedelta(days=900)
    tags = Tag.objects.named([f"tag {n}" for n in range(TOPICS)])
    articles = Article.objects.bulk_create(
        Article(title=f"Guide {n}", slug=f"guide-{n}", topic=topic, author=author)
        for n in range(count)
    )
    editions, tagged = [], []
    for n, article in enumerate(articles):
        subject = subjects[n % TOPICS]
        text = dice.choices(words, cum_weights=spread, k=LENGTH - 90) + dice.choices(subject, k=90)
        editions.append(
            Edition(
                article=article,
                number=1,
                title=" ".join(dice.choices(subject, k=4)),
                meta_title="",
                topic=topic,
                author=author,
                body=Body(),
                text=" ".join(text),
                minutes=2,
                fingerprint=str(n),
                published_at=began + timedelta(minutes=n),
                live_from=began + timedelta(minutes=n),
            )
        )
    editions = Edition.objects.bulk_create(editions, batch_size=500)
    for n, edition in enumerate(editions):
        tagged.append(Edition.tags.through(edition_id=edition.pk, tag_id=tags[n % TOPICS].pk))
    Edition.tags.through.objects.bulk_create(tagged, batch_size=500)


def publish_again(article: int) -> None:
    """The same guide in a new edition, with its words in another order and a few more."""
    old = Edition.objects.filter(article=article).dated().first()
    now = timezone.now()
    Edition.objects.filter(pk=old.pk).update(live_until=now)
    old.pk, old.number, old.live_from = None, old.number + 1, now
    old.text = f"{old.text} another{article} word{article}"
    old.save(force_insert=True)


@pytest.mark.django_db
def test_rebuilding_and_publishing_among_10_000_guides():
    write(GUIDES)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    began, cpu = time.perf_counter(), time.process_time()
    rebuild()
    print(
        f"\n{connection.vendor}: {GUIDES} guides rebuilt in {time.process_time() - cpu:.1f} s of "
        f"CPU, {time.perf_counter() - began:.1f} s by the clock"
    )
    articles = list(Article.objects.order_by("pk").values_list("pk", flat=True))
    cpu_ms, ms = [], []
    for article in articles[7 :: GUIDES // PUBLISHED]:
        publish_again(article)
        began, cpu = time.perf_counter(), time.process_time()
        refreshing.refresh(article)
        cpu_ms.append((time.process_time() - cpu) * 1000)
        ms.append((time.perf_counter() - began) * 1000)
    print(f"publishing adds {sorted(cpu_ms)[PUBLISHED // 2]:.1f} ms of CPU", end="")
    print(f" (worst {max(cpu_ms):.1f}), {sorted(ms)[PUBLISHED // 2]:.1f} ms by the clock")
    edition = Edition.objects.live().get(article=articles[5])
    tags = list(edition.tags.all())
    began = time.perf_counter()
    for _round in range(20):
        assert len(related_editions(edition, tags)) == 3
    print(f"a page's list: {(time.perf_counter() - began) * 50:.2f} ms")
    assert RelatedNeighbour.objects.filter(article=articles[7]).count() == 12
