"""Warm and cold pages beside nginx, `cache_page` and a plain page of Django: `make bench`."""

import tempfile
from pathlib import Path

import pytest

from articles.models import Article, Edition
from shop.models import Product
from tests.benchmarks.rates import fetch, measure, memory_mb, nginx
from tests.benchmarks.test_scale import BODY
from tests.factories import make_picture, publish_article
from tests.load.serving import served

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = "/guides/hang/"
ROUNDS = 3
OF_NGINX, OF_CACHE_PAGE, MEGABYTES = 0.35, 10, 150


def publish_long_guide(title: str = "Hang", product: Product | None = None) -> Edition:
    """About 27 KB of page, with a picture and three guides to go on with."""
    sections = [
        {"heading": part.heading, "body": part.body, "kind": part.kind} for part in BODY.sections
    ]
    if product:
        sections[2] |= {"product": product}
    return publish_article(
        title,
        hero=make_picture(),
        sections=sections * 2,
        takeaways=[t.label for t in BODY.takeaways],
        faq=[item.question for item in BODY.faq],
        tags=["Bar", "Grip"],
    )


def test_a_warm_page_beside_nginx_and_cache_page():
    for title in ("Hang", "One", "Two", "Three"):
        publish_long_guide(title)
    rows = {"fitblog": [], "nginx": [], "cache_page": []}
    with (
        served() as ours,
        served("tests.benchmarks.cached:application") as theirs,
        tempfile.TemporaryDirectory() as folder,
    ):
        body, headers = fetch(ours.site, PAGE)
        with nginx(Path(folder), body, headers) as (file, group):
            assert fetch(file, "/page")[0] == body
            for _round in range(ROUNDS):  # in turns, for the machine is not always as busy
                rows["fitblog"].append(measure(ours.site, PAGE, ours.process.pid))
                rows["nginx"].append(measure(file, "/page", group))
                rows["cache_page"].append(measure(theirs.site, PAGE, theirs.process.pid))

    rates = {name: max(rate.a_second for rate in found) for name, found in rows.items()}
    print(f"\nwarm guide of {len(body)} bytes, two workers, requests a second")
    for name, found in rows.items():
        cpu = min(rate.cpu_ms for rate in found)
        print(f"{name:12}{rates[name]:>10.0f}{cpu:>9.3f} ms CPU")
    print(f"of nginx {rates['fitblog'] / rates['nginx']:.2f}, wanted {OF_NGINX}")
    print(f"of cache_page {rates['fitblog'] / rates['cache_page']:.1f}, wanted {OF_CACHE_PAGE}")


def test_what_two_workers_hold():
    for number in range(40):
        publish_long_guide(f"Guide {number}")
    with served() as server:
        started = memory_mb(server.process.pid)
        for _round in range(4):  # each worker gets its share
            for slug in Article.objects.values_list("slug", flat=True):
                fetch(server.site, f"/guides/{slug}/")
        read = memory_mb(server.process.pid)

    print(
        f"\ntwo workers: {started:.0f} MB, {read:.0f} MB with 40 guides read; at most {MEGABYTES}"
    )
