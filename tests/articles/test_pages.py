import pytest
from django.test import Client

from tests.factories import publish_article

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/guides/",
        "/guides/hang-first/",
        "/topics/strength/",
        "/tags/bar/",
        "/authors/ines-marlow/",
    ],
)
def test_a_public_page_answers_without_a_cookie(client: Client, path: str):
    publish_article("Hang first", tags=["Bar"])

    response = client.get(path)

    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert b"csrfmiddlewaretoken" not in response.content
    assert response.headers["Cache-Control"] == (
        "public, max-age=0, s-maxage=30, stale-while-revalidate=30"
    )
    assert client.get(path, headers={"if-none-match": response.headers["ETag"]}).status_code == 304
