import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from shop.catalogue.options import grouped, misfit, parts, words
from shop.models import Product
from tests.factories import make_product, make_variant
from tests.markup import Markup
from tests.shop.test_product_admin import form_of

pytestmark = pytest.mark.django_db


def make_boot(*titles, option_name="Size / Colour"):
    boot = make_product("Boot", option_name=option_name)
    return boot, [make_variant(boot, title=title, sku=f"BT-{title}") for title in titles]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("Weight", ["Weight"]),
        ("Size / Colour", ["Size", "Colour"]),
        ("5/8 in / Red", ["5/8 in", "Red"]),
    ],
)
def test_parts_stand_apart_by_a_slash_between_spaces(text, found):
    assert parts(text) == found


def test_options_are_named_in_a_heading():
    assert words(["Size"]) == "Size"
    assert words(["Size", "Colour", "Length"]) == "Size, colour and length"


def test_one_option_makes_one_group():
    _, variants = make_boot("38", "39", option_name="Size")

    (group,) = grouped(["Size"], variants)

    assert group.title == ""
    assert [pill.name for pill in group.pills] == ["38", "39"]


def test_two_options_are_grouped_by_the_first():
    _, variants = make_boot("38 / Red", "38 / Black", "39 / Red")

    groups = grouped(["Size", "Colour"], variants)

    assert [(g.title, [pill.name for pill in g.pills]) for g in groups] == [
        ("38", ["Red", "Black"]),
        ("39", ["Red"]),
    ]


def test_three_options_keep_the_other_two_together():
    _, variants = make_boot("38 / Red / Wide")

    (group,) = grouped(["Size", "Colour", "Fit"], variants)

    assert [pill.name for pill in group.pills] == ["Red, Wide"]


def test_titles_that_do_not_fit_are_shown_as_they_are():
    _, variants = make_boot("38 / Red", "One of a kind")

    (group,) = grouped(["Size", "Colour"], variants)

    assert [pill.name for pill in group.pills] == ["38 / Red", "One of a kind"]


def test_the_page_asks_once_for_both_options(client):
    boot, _ = make_boot("38 / Red", "38 / Black", "39 / Red")

    page = Markup.of(client.get(boot.get_absolute_url()))
    html = client.get(boot.get_absolute_url()).content.decode()

    assert "<legend>Size and colour</legend>" in html
    assert html.count('<fieldset class="options__group">') == 2
    assert html.count('type="radio" name="sku"') == 3
    assert html.count(" checked") == 1
    sold = [node["sku"] for node in page.graph if node["@type"] == "Product"]
    assert sold == ["BT-38 / Red", "BT-38 / Black", "BT-39 / Red"]


def test_a_cart_names_all_values(shopper):
    make_boot("38 / Red", "39 / Red")

    page = shopper.add("BT-38 / Red")

    assert shopper.told(page) == ["Boot, 38 / Red added. 1 item in your cart."]


def test_more_than_three_options_are_refused():
    boot = Product(title="Boot", slug="boot", option_name="A / B / C / D")

    with pytest.raises(ValidationError) as refused:
        boot.full_clean()

    assert refused.value.message_dict == {
        "option_name": ["A product varies in three things at most."]
    }


def test_a_title_gives_a_value_for_each_option():
    assert misfit(["Size"], "38 / Red") == ""
    assert misfit(["Size", "Colour"], "38 / Red") == ""
    assert "Size and Colour" in misfit(["Size", "Colour"], "38")


@pytest.mark.parametrize(
    ("titles", "sentence"),
    [
        (("38 / Red", "39"), "Give a value for each of Size and Colour"),
        (("38 / Red", ""), "Give a value for each of Size and Colour"),
        (("38 / Red", "38 / Red"), "Another variant has this title."),
    ],
)
def test_the_admin_keeps_titles_and_options_together(admin_client, titles, sentence):
    rows = [{"sku": f"BT-{n}", "title": title} for n, title in enumerate(titles)]
    form = form_of("Boot", *rows) | {"option_name": "Size / Colour"}

    page = admin_client.post(reverse("admin:shop_product_add"), form).content.decode()

    assert sentence in page
    assert not Product.objects.exists()


def test_the_admin_keeps_a_product_with_two_options(admin_client):
    rows = [{"sku": "BT-1", "title": "38 / Red"}, {"sku": "BT-2", "title": "39 / Red"}]
    form = form_of("Boot", *rows)

    admin_client.post(reverse("admin:shop_product_add"), form | {"option_name": "Size / Colour"})

    assert Product.objects.get().option_names == ["Size", "Colour"]
