"""No page breaks a rule of axe, on a desktop by day and on a phone by night."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from articles import publishing
from articles.models import GuideTemplate
from tests.factories import make_article, make_collection, make_variant, publish_article

pytestmark = pytest.mark.django_db(transaction=True)

# A phone by night has the narrow layout and the dark colours, a desktop by day the others.
WAYS = {"light": {"width": 1440, "height": 900}, "dark": {"width": 390, "height": 844}}
NOWHERE = "/nowhere/"
PUBLIC = [
    "/",
    "/guides/",
    "/guides/hang-first/",
    "/topics/strength/",
    "/tags/grip/",
    "/authors/ines-marlow/",
    "/shop/",
    "/shop/doorway-bar/",
    "/cart/",
    "/account/login/",
    NOWHERE,
]
DESK = [
    "",
    "articles/article/",
    "articles/article/add/",
    "articles/article/{guide}/change/",
    "articles/article/{guide}/compare/",
    "articles/article/{guide}/editions/",
    "articles/article/{guide}/unpublish/",
    "articles/article/start/",
    "articles/article/import/",
    "articles/tag/",
    "articles/picture/add/",
]


@pytest.fixture
def guide():
    """A guide with one of everything, live and written on since."""
    variant = make_variant()
    variant.product.title, variant.product.slug = "Doorway bar", "doorway-bar"
    variant.product.save()
    make_collection(variant.product)
    product = {"heading": "Hang", "product": variant.product, "product_reason": "To hang from."}
    article = make_article(
        "Hang first",
        sections=[product, {"heading": "Grip", "level": 3, "kind": "steps"}, "In the end"],
        takeaways=["Grip", "Wait", "Pull"],
        faq=["How often?"],
        tags=["grip"],
    )
    article.sources.create(title="On hanging", publisher="A paper", year=2024)
    publishing.publish(article)
    publish_article("Pull later", tags=["grip"])
    article.title = "Hang first, then pull"
    article.save()
    publishing.note_change(article)
    GuideTemplate.objects.create(name="Exercise").sections.create(heading="Set up")
    return article


def breaks(page: Page, addresses: list[str]) -> list[str]:
    """What axe holds against these pages, each asked for once."""
    found = []
    page.emulate_media(reduced_motion="reduce")  # no colour half-way to another one
    for address in addresses:
        assert page.goto(address).status == (404 if address.endswith(NOWHERE) else 200)
        for scheme, size in WAYS.items():
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.set_viewport_size(size)
            found += [f"{address} {scheme} {line}" for line in violations(page)]
    return found


def violations(page: Page) -> list[str]:
    answer = Axe().run(page, options={"resultTypes": ["violations"]}).response
    return [
        f"{rule['id']} at {node['target']}: {node['html'][:120]}"
        for rule in answer["violations"]
        for node in rule["nodes"]
    ]


def test_no_public_page_breaks_a_rule(page, live_server, guide):
    assert breaks(page, [live_server.url + path for path in PUBLIC]) == []


def test_no_page_of_the_desk_breaks_a_rule(editor, live_server, guide):
    paths = [path.format(guide=guide.pk) for path in DESK]

    assert breaks(editor, [f"{live_server.url}/admin/{path}" for path in paths]) == []


def test_the_link_dialog_breaks_no_rule(editor, live_server, guide):
    editor.goto(f"{live_server.url}/admin/articles/article/{guide.pk}/change/")
    introduction = editor.locator("#cke_id_introduction")
    introduction.locator(".cke_wysiwyg_div").click()
    introduction.locator(".cke_button__link").click()
    editor.get_by_role("combobox", name="Find a guide or a product").fill("hang")
    editor.locator("link-chooser [role=option]").first.wait_for()

    answer = Axe().run(editor, context=".cke_dialog link-chooser").response

    assert [rule["id"] for rule in answer["violations"]] == []


def test_a_broken_rule_is_found(page):
    page.set_content('<html lang="en"><title>A</title><main><h1>A</h1><img src="/a.png"></main>')

    assert [line.split()[0] for line in violations(page)] == ["image-alt"]
