"""No page breaks a rule of axe, on a desktop and on a phone, by day and by night."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import get_user_model
from playwright.sync_api import Page, expect

from articles import publishing, trash
from articles.admin.importing import DocumentForm
from articles.models import GuideTemplate
from shop.models import Product
from tests.factories import make_article, make_collection, make_variant, publish_article

pytestmark = pytest.mark.django_db(transaction=True)

DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
# Each page is asked for once and looked at in all four; one thing changes from one to the next.
WAYS = [("light", DESKTOP), ("dark", DESKTOP), ("dark", PHONE), ("light", PHONE)]
# An editor that is starting breaks rules for a moment; js/rich-text.js starts those in reach.
SETTLED = """() => !window.CKEDITOR ||
  Object.values(CKEDITOR.instances).every((one) => one.status == "ready") &&
  [...document.querySelectorAll("textarea[data-processed=later]")].every((area) =>
    !area.checkVisibility() || area.getBoundingClientRect().top > innerHeight + 1000)"""
NOWHERE = "/nowhere/"
DOCUMENT = (
    "Hang first\n\nA bar teaches.\n\nGrip\n\nHold on.\n\nSkip to content\n\nRest\n\nLet go.\n"
)
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
ONE_GUIDE = [
    "articles/article/{guide}/change/",
    "articles/article/{guide}/compare/",
    "articles/article/{guide}/editions/",
    "articles/article/{guide}/editions/1/restore/",
    "articles/article/{guide}/unpublish/",
    "articles/article/{guide}/review/",
    "articles/article/{guide}/share/",
    "articles/article/{guide}/related/",
    "articles/article/{guide}/duplicate/",
    "articles/article/{guide}/delete/",
    "articles/article/{thrown}/change/",
]
DESK = [
    "",
    "articles/article/",
    "articles/article/add/",
    "articles/article/?trash=1",
    "articles/article/start/",
    "articles/article/import/",
    "articles/article/import/{document}/",
    "articles/tag/",
    "articles/picture/add/",
    "shop/product/{product}/change/",
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
    for address in addresses:
        assert page.goto(address).status == (404 if address.endswith(NOWHERE) else 200)
        found += looked_at(page)
    return found


def looked_at(page: Page) -> list[str]:
    """What axe holds against the page that is open, in each of the ways."""
    found = []
    for scheme, size in WAYS:
        # No colour half-way to another one.
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size(size)
        page.wait_for_function(SETTLED)
        path = page.url.split("/", 3)[-1]
        found += [f"/{path} {scheme} {size['width']} {line}" for line in violations(page)]
    return found


def violations(page: Page) -> list[str]:
    if page.evaluate("!window.axe"):
        page.evaluate(Axe().axe_script)
    answer = page.evaluate("axe.run({resultTypes: ['violations']})")
    return [
        f"{rule['id']} at {node['target']}: {node['html'][:120]}"
        for rule in answer["violations"]
        for node in rule["nodes"]
    ]


def test_no_public_page_breaks_a_rule(page, live_server, guide):
    assert breaks(page, [live_server.url + path for path in PUBLIC]) == []


@pytest.mark.parametrize("paths", [ONE_GUIDE, DESK], ids=["one_guide", "desk"])
def test_no_page_of_the_desk_breaks_a_rule(editor, live_server, guide, paths):
    thrown = publish_article("Let go").article
    trash.throw_away(thrown)
    document = DocumentForm({"pasted": DOCUMENT}, {})
    assert document.is_valid()
    names = {
        "guide": guide.pk,
        "thrown": thrown.pk,
        "product": Product.objects.get().pk,
        "document": document.kept(get_user_model().objects.get()).pk,
    }

    addresses = [f"{live_server.url}/admin/{path}".format(**names) for path in paths]

    assert breaks(editor, addresses) == []


@pytest.mark.parametrize(
    ("path", "action"),
    [
        ("articles/article/", "publish_selected"),
        ("articles/article/", "delete_selected"),
        ("articles/tag/", "merge"),
    ],
)
def test_no_page_that_asks_about_several_breaks_a_rule(editor, live_server, guide, path, action):
    make_article("Bare", author=None, tags=["bare"])
    editor.goto(f"{live_server.url}/admin/{path}")
    editor.locator("#action-toggle").check()
    editor.get_by_label("Action:").select_option(action)
    editor.get_by_role("button", name="Go").click()
    expect(editor.locator("#content form [type=submit]")).to_be_visible()

    assert looked_at(editor) == []


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
