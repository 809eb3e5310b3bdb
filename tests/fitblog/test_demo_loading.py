import io
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.utils import timezone

from articles.home import opening
from articles.models import Article, Author, Edition, HomePage, Topic
from fitblog.demo import drawings
from fitblog.demo.content import Content, read
from fitblog.demo.drawings import Drawing
from fitblog.demo.load import load
from shop.models import Collection, Product, ProductPicture, Variant
from tests.factories import make_topic

pytestmark = pytest.mark.django_db

CONTENT = read()
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
SMALL = 40  # pixels; a drawing of that width is ready in a blink


def part(*guides: str, products: int = 1, **changes) -> Content:
    """The demo site with these guides alone."""
    return replace(
        CONTENT,
        guides=[guide for guide in CONTENT.guides if guide.slug in guides],
        products=CONTENT.products[:products],
        **changes,
    )


def load_small(content: Content) -> Content:
    return load(content, NOW, width=SMALL)


def run(*options: str) -> str:
    out = io.StringIO()
    call_command("load_demo", "--width", str(SMALL), "--processes", "1", *options, stdout=out)
    return out.getvalue()


def rows() -> dict[str, list]:
    """Everything in the database of the two apps."""
    models = [m for app in ("articles", "shop") for m in apps.get_app_config(app).get_models()]
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def test_the_whole_demo_comes_with_one_command():
    said = run()

    assert said.startswith("Loaded the demo site in ")
    assert f"{len(CONTENT.guides)} guides" in said
    assert Edition.objects.live().count() == len(CONTENT.guides)
    assert Product.objects.on_sale_here().count() == len(CONTENT.products)
    assert (Topic.objects.count(), Author.objects.count()) == (5, 3)
    assert {article.status.kind for article in Article.objects.with_status()} == {"live"}
    assert all(edition.hero.widths and edition.hero.alt for edition in Edition.objects.all())
    assert all(row.picture.widths for row in Topic.objects.all())
    for model in [Article, Author, Topic, Collection, Product, Variant, ProductPicture]:
        for row in model.objects.all():
            row.full_clean()


def test_the_demo_has_nothing_that_its_own_checks_would_block():
    run()

    assert not Article.objects.filter(worst="block").exists()
    assert not Article.objects.filter(worst="").exists()


def test_loading_again_changes_nothing_and_says_so():
    run()
    before, files = rows(), default_storage.listdir("pictures")[1]

    said = run()

    assert said == "The demo site is loaded already; nothing was changed.\n"
    assert rows() == before
    assert default_storage.listdir("pictures")[1] == files


def test_guides_came_out_on_their_days_in_the_morning():
    load_small(part("easy-miles"))

    edition = Edition.objects.get()
    age = next(guide.age_days for guide in CONTENT.guides if guide.slug == "easy-miles")
    assert edition.published_at == datetime(2026, 11, 20, 6, 30, tzinfo=UTC) - timedelta(days=age)
    assert edition.live_from == edition.published_at


def test_a_guide_that_was_revised_has_two_editions_and_one_first_day():
    guide = next(guide for guide in CONTENT.guides if guide.updated_days_ago)

    load_small(part(guide.slug))

    second, first = Edition.objects.order_by("-number")
    assert second.published_at == first.published_at == first.live_from
    assert first.live_until == second.live_from
    assert (NOW.date() - second.live_from.date()).days == guide.updated_days_ago


def test_a_guide_comes_with_all_its_parts_and_pins():
    guide = next(guide for guide in CONTENT.guides if guide.related and guide.reviewer)

    load_small(part(guide.slug, *guide.related, products=len(CONTENT.products)))

    article = Article.objects.get(slug=guide.slug)
    body = article.editions.latest("number").body
    assert [section.heading for section in body.sections] == [s.heading for s in guide.sections]
    assert len(body.takeaways) == len(guide.takeaways)
    assert len(body.faq) == len(guide.faq)
    assert len(body.sources) == len(guide.sources)
    assert list(Article.objects.filter(pk__in=body.pins).values_list("slug", flat=True))
    assert len(body.pins) == len(guide.related)
    assert len(body.products) == len({s.product for s in guide.sections if s.product})
    assert set(article.tags.values_list("name", flat=True)) == set(guide.tags)
    assert article.reviewer.slug == guide.reviewer
    assert (article.hero.focus_x, article.hero.focus_y) == guide.hero_focus


def test_a_product_comes_with_variants_details_and_pictures_in_order():
    load_small(part())

    product, words = Product.objects.get(), CONTENT.products[0]
    assert [v.sku for v in product.variants.all()] == [v.sku for v in words.variants]
    assert [v.compare_at_price for v in product.variants.all()] == [
        v.compare_at for v in words.variants
    ]
    assert [d.label for d in product.details.all()] == [d.label for d in words.details]
    assert [p.alt for p in product.pictures.all()] == words.alts
    assert all(p.widths == [SMALL] for p in product.pictures.all())


def test_what_the_owner_edited_stays_as_it_is():
    load_small(part("easy-miles"))
    Article.objects.update(title="Our own title", slug="our-own-address")
    Product.objects.update(title="Our own bell", slug="our-own-bell")

    load_small(part("easy-miles"))

    assert [article.title for article in Article.objects.all()] == ["Our own title"]
    assert [product.slug for product in Product.objects.all()] == ["our-own-bell"]


def test_what_the_owner_threw_away_stays_away():
    load_small(part("easy-miles", products=2))
    Article.objects.all().delete()
    Product.objects.all().delete()
    HomePage.objects.all().delete()

    new = load_small(part("easy-miles", products=2))

    assert [*new.guides, *new.products] == []
    assert {name: rows()[name] for name in ("Article", "Product", "HomePage")} == {
        "Article": [],
        "Product": [],
        "HomePage": [],
    }


def test_content_that_is_new_since_then_is_added():
    load_small(part("easy-miles"))

    new = load_small(part("easy-miles", "walk-it-off", products=2))

    assert [guide.slug for guide in new.guides] == ["walk-it-off"]
    assert Product.objects.count() == 2
    assert Edition.objects.live().count() == 2


def test_a_namesake_of_the_owners_is_left_alone():
    make_topic("Strength", colour="white", summary="Ours")

    load_small(part())

    assert Topic.objects.get(slug="strength").summary == "Ours"


def test_a_guide_whose_topic_the_owner_removed_is_left_out():
    load_small(part())
    Topic.objects.filter(slug="engine").delete()

    new = load_small(part("easy-miles", "walk-it-off"))

    assert [guide.slug for guide in new.guides] == ["walk-it-off"]


def test_an_error_leaves_nothing_in_the_database():
    first, second = CONTENT.products[:2]
    twice = replace(second, variants=first.variants)

    with pytest.raises(IntegrityError):
        load_small(replace(part("easy-miles"), products=[first, twice]))

    assert not any(rows().values())


def test_the_home_page_opens_with_what_the_content_names():
    guides = {CONTENT.site.lead, *CONTENT.site.start_here}

    load_small(part(*guides))

    home = opening()
    assert home.lead.article.slug == CONTENT.site.lead
    assert [edition.article.slug for edition in home.path] == CONTENT.site.start_here
    assert home.path_introduction == CONTENT.site.start_here_intro


def test_drawings_are_the_same_whoever_draws_them():
    paths = [drawings.of("topics", "food"), drawings.of("authors", "abla-deku")]
    wanted = [Drawing(path, (30, 70), SMALL) for path in paths]

    alone, shared = drawings.prepare_all(wanted, 1), drawings.prepare_all(wanted, 2)

    assert alone.keys() == shared.keys() == set(paths)
    for path in paths:
        assert replace(alone[path], name="") == replace(shared[path], name="")
        assert all(default_storage.exists(name) for name in shared[path].files())


def test_a_machine_that_cannot_draw_is_told_what_it_lacks(monkeypatch):
    monkeypatch.setitem(sys.modules, "resvg_py", None)

    with pytest.raises(CommandError, match=r"requirements/demo\.txt"):
        run()

    assert not Topic.objects.exists()


def test_guides_are_never_dated_ahead_of_the_clock():
    run()

    assert not Edition.objects.filter(live_from__gt=timezone.now()).exists()
