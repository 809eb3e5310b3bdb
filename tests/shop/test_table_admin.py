import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from shop.models import Product, Variant
from tests.factories import make_product, make_variant

pytestmark = pytest.mark.django_db

LIST, EXPORT, IMPORT = (
    reverse(f"admin:shop_product_{name}") for name in ("changelist", "export", "import")
)
GOOD = b"product,sku,title,price,stock\nbell,B-1,Bell,9.50,4\n"


def look(client, content: bytes):
    return client.post(IMPORT, {"file": SimpleUploadedFile("t.csv", content)})


def test_the_list_leads_to_both(admin_client):
    page = admin_client.get(LIST).content.decode()

    assert f'href="{EXPORT}"' in page
    assert f'href="{IMPORT}"' in page


def test_the_export_is_a_file_of_that_day(admin_client):
    make_variant(make_product("Bell"), sku="B-1")

    response = admin_client.get(EXPORT)

    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert 'attachment; filename="products-' in response.headers["Content-Disposition"]
    assert b"B-1" in response.content


def test_a_table_is_looked_at_before_it_is_taken_in(admin_client):
    page = look(admin_client, GOOD).content.decode()

    assert "This is what it would do" in page
    assert "1 new product<" in page
    assert not Product.objects.exists()

    response = admin_client.post(IMPORT, {"text": GOOD.decode(), "keep": "1"}, follow=True)
    assert "The table was taken in." in response.content.decode()
    assert Variant.objects.get().stock == 4


def test_a_table_with_problems_cannot_be_kept(admin_client):
    bad = GOOD.replace(b"9.50", b"cheap")

    page = look(admin_client, bad).content.decode()
    again = admin_client.post(IMPORT, {"text": bad.decode(), "keep": "1"}).content.decode()

    for said in (page, again):
        assert "1 cell cannot be taken, so nothing was" in said
        assert '<th scope="row">2</th><td>price</td>' in said
        assert 'name="keep"' not in said
    assert not Product.objects.exists()


def test_what_is_no_table_is_refused(admin_client):
    assert "The table is not in UTF-8." in look(admin_client, b"\xff\xfe").content.decode()
    assert "Choose a file." in admin_client.post(IMPORT, {"keep": "1"}).content.decode()
    assert "The submitted file is empty." in look(admin_client, b"").content.decode()


def test_a_table_that_changes_nothing_says_so(admin_client):
    make_variant(make_product("Bell"), sku="B-1")

    page = look(admin_client, admin_client.get(EXPORT).content).content.decode()

    assert "there is nothing to take in" in page
    assert 'name="keep"' not in page


def test_the_text_of_a_table_cannot_end_its_field(admin_client):
    page = look(admin_client, GOOD.replace(b"Bell", b"</textarea><b>")).content.decode()

    assert "&lt;/textarea&gt;" in page
    assert "</textarea><b>" not in page


def test_only_who_may_write_products_may_take_tables_in(client):
    client.force_login(User.objects.create_user("reader", is_staff=True))

    assert client.get(EXPORT).status_code == 403
    assert client.get(IMPORT).status_code == 403
