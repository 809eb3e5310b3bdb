"""The pages of the admin, under its policy."""

import pytest

from tests.factories import make_article

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = [
    "",
    "articles/article/",
    "articles/article/add/",
    "articles/article/{pk}/change/",
    "articles/article/{pk}/history/",
    "articles/article/{pk}/delete/",
    "password_change/",
]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_of_the_admin_has_nothing_refused(editor, complaints, live_server, address):
    article = make_article(sections=["One"])

    response = editor.goto(f"{live_server.url}/admin/{address.format(pk=article.pk)}")

    assert response.ok
    assert complaints == []
