"""The words and drawings fit together, before anything is loaded."""

import re
from collections import Counter
from itertools import chain

import pytest

from articles.models import Section
from fitblog.demo import drawings
from fitblog.demo.content import ART, Guide, Product, read
from fitblog.lib.html import ALLOWED, clean
from shop.catalogue import options

CONTENT = read()
GUIDES = {guide.slug: guide for guide in CONTENT.guides}
PRODUCTS = {product.slug: product for product in CONTENT.products}

each_guide = pytest.mark.parametrize("guide", CONTENT.guides, ids=lambda guide: guide.slug)
each_product = pytest.mark.parametrize("product", CONTENT.products, ids=lambda p: p.slug)


def html_of(guide: Guide) -> list[str]:
    return [
        guide.introduction,
        *(section.body for section in guide.sections),
        *(item.answer for item in guide.faq),
    ]


def all_html() -> list[str]:
    guides = chain.from_iterable(html_of(guide) for guide in CONTENT.guides)
    shelves = [*CONTENT.products, *CONTENT.collections]
    return [*guides, *(shelf.description for shelf in shelves)]


def test_the_site_is_as_large_as_a_business():
    variants = [variant for product in CONTENT.products for variant in product.variants]

    assert len(CONTENT.topics) >= 5
    assert len(CONTENT.authors) == 3
    assert len(CONTENT.guides) >= 16
    assert len(CONTENT.products) >= 14
    assert len(variants) >= 25
    assert sum(variant.stock == 0 for variant in variants) >= 2
    assert sum(variant.compare_at is not None for variant in variants) >= 3


@each_guide
def test_a_guide_is_complete(guide: Guide):
    assert 3 <= len(guide.takeaways) <= 6
    assert sum(section.level == 2 for section in guide.sections) >= 4
    assert 2 <= len(guide.faq) <= 5
    assert 1 <= len(guide.sources) <= 4
    assert 2 <= len(guide.tags) <= 5
    assert 60 <= len(guide.excerpt) <= 160
    assert guide.sections[0].level == 2
    assert sum(len(html) for html in html_of(guide)) > 3000


@each_guide
def test_a_guide_names_what_there_is(guide: Guide):
    authors = {author.slug for author in CONTENT.authors}

    assert guide.topic in {topic.slug for topic in CONTENT.topics}
    assert guide.author in authors
    assert guide.reviewer in authors - {guide.author} | {""}
    assert {section.kind for section in guide.sections} <= set(Section.Kind)
    assert {section.product for section in guide.sections} - {""} <= PRODUCTS.keys()
    assert all(section.product_reason for section in guide.sections if section.product)
    assert set(guide.related) <= GUIDES.keys() - {guide.slug}


@each_guide
def test_a_guides_days_follow_each_other(guide: Guide):
    assert 2 <= guide.age_days <= 200
    assert guide.updated_days_ago is None or guide.updated_days_ago < guide.age_days
    assert (guide.reviewed_days_ago is None) == (guide.reviewer == "")


def test_no_two_guides_came_out_on_one_day():
    assert len({guide.age_days for guide in CONTENT.guides}) == len(CONTENT.guides)


def test_several_guides_have_steps_and_variations():
    kinds = [{section.kind for section in guide.sections} for guide in CONTENT.guides]

    assert sum("steps" in kind for kind in kinds) >= 5
    assert sum({"easier", "harder"} <= kind for kind in kinds) >= 5


def test_tags_are_shared_between_guides():
    tags = Counter(tag for guide in CONTENT.guides for tag in guide.tags)

    assert len(tags) <= 30
    assert sum(count > 1 for count in tags.values()) > len(tags) / 2


@each_product
def test_a_product_is_complete(product: Product):
    assert product.variants
    assert 3 <= len(product.details) <= 6
    assert bool(product.option_name) == (len(product.variants) > 1)
    assert all(bool(v.title) == bool(product.option_name) for v in product.variants)
    assert all(v.compare_at is None or v.compare_at > v.price for v in product.variants)
    assert all(product.alts)


@each_product
def test_every_variant_gives_a_value_for_each_option(product: Product):
    names = options.parts(product.option_name)

    assert all(len(options.parts(variant.title)) == len(names) for variant in product.variants)


def test_a_collection_names_what_there_is():
    for collection in CONTENT.collections:
        assert len(collection.products) >= 3
        assert set(collection.products) <= PRODUCTS.keys()


def test_the_shop_shows_every_way_to_sell():
    assert any(" / " in product.option_name for product in CONTENT.products)
    assert any(product.quantity_step > 1 for product in CONTENT.products)
    assert any(v.backorder_limit for product in CONTENT.products for v in product.variants)


def test_no_two_variants_share_a_number():
    numbers = Counter(v.sku for product in CONTENT.products for v in product.variants)

    assert max(numbers.values()) == 1


def test_every_drawing_is_there_and_every_one_is_used():
    used = {
        *(drawings.of("topics", topic.slug) for topic in CONTENT.topics),
        *(drawings.of("authors", author.slug) for author in CONTENT.authors),
        *(drawings.of("guides", guide.slug) for guide in CONTENT.guides),
        *(path for product in CONTENT.products for path, _ in drawings.of_product(product)),
    }

    assert used == set(ART.glob("*/*.svg"))


def test_every_focus_lies_in_its_picture():
    focuses = [guide.hero_focus for guide in CONTENT.guides]
    focuses += [focus for product in CONTENT.products for focus in product.focus]

    assert all(0 <= x <= 100 and 0 <= y <= 100 for x, y in focuses)


def test_the_words_use_only_the_tags_that_an_editor_may():
    tags = set(re.findall(r"</?([a-zA-Z0-9]+)", " ".join(all_html())))

    assert tags <= ALLOWED.keys()


def test_cleaning_takes_nothing_from_the_words():
    for html in all_html():
        assert re.sub(r"\W+", " ", clean(html)) == re.sub(r"\W+", " ", html)


def test_links_within_the_site_lead_somewhere():
    places = {f"/guides/{slug}/" for slug in GUIDES} | {f"/shop/{slug}/" for slug in PRODUCTS}
    places |= {f"/topics/{topic.slug}/" for topic in CONTENT.topics}

    links = set(re.findall(r'href="(/[^"]*)"', " ".join(all_html())))

    assert links <= places


def test_nothing_was_left_for_later():
    assert not re.search(r"lorem|ipsum|todo|xxx", " ".join(all_html()), re.IGNORECASE)


def test_the_home_page_names_guides_that_there_are():
    assert CONTENT.site.lead in GUIDES
    assert len(CONTENT.site.start_here) == len(set(CONTENT.site.start_here)) == 4
    assert set(CONTENT.site.start_here) <= GUIDES.keys()
