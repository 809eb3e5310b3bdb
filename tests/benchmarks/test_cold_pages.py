"""What a page costs that nobody keeps, beside one of plain Django: `make bench`."""

from functools import partial

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import override_settings

from tests.benchmarks import plain
from tests.benchmarks.cpu import ask, least, queries
from tests.benchmarks.test_public_pages import publish_long_guide
from tests.factories import make_product, make_product_picture, make_variant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_connection")]

OF_PLAIN = 0.4
LISTS = ["/guides/", "/topics/strength/", "/tags/bar/", "/authors/ines-marlow/"]
OTHERS = ["/", "/search/?q=guide", "/search/?q=zzyzx"]


@pytest.fixture
def _site():
    product = make_product()
    make_variant(product)
    make_product_picture(product)
    for number in range(30):
        publish_long_guide(f"Guide {number}", product=product)


def plain_site(settings) -> override_settings:
    folders = [plain.TEMPLATES, *settings.TEMPLATES[0]["DIRS"]]
    templates = [{**settings.TEMPLATES[0], "DIRS": folders}]
    return override_settings(
        ROOT_URLCONF=plain.__name__, MIDDLEWARE=plain.MIDDLEWARE, TEMPLATES=templates
    )


@pytest.mark.usefixtures("_site")
def test_a_cold_guide_beside_a_plain_page_of_django(settings):
    own = partial(ask, WSGIHandler(), "/guides/guide-7/")
    size, number = len(own()), queries(own)
    (ours,) = least(own)
    with plain_site(settings):
        other = partial(ask, WSGIHandler(), "/plain/guide-7/")
        other_size, other_number = len(other()), queries(other)
        (theirs,) = least(other)
    (again,) = least(own)

    ours = min(ours, again)
    print(f"\n{connection.vendor}: a guide that nobody keeps")
    print(f"fitblog {size} bytes, {number} queries, {ours:.2f} ms CPU")
    print(f"plain   {other_size} bytes, {other_number} queries, {theirs:.2f} ms CPU")
    print(f"of it   {ours / theirs:.2f}, wanted {OF_PLAIN}")


@pytest.mark.usefixtures("_site")
def test_lists_home_and_search():
    site = WSGIHandler()
    print(f"\n{connection.vendor}: pages that nobody keeps")
    for address in LISTS + OTHERS:
        page = partial(ask, site, address)
        size, number = len(page()), queries(page)
        (cost,) = least(page)
        print(f"{address:24}{size:>8} bytes{number:>3} queries{cost:>7.2f} ms CPU")
