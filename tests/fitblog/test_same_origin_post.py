"""Forms on pages without a token: which posts are taken."""

import pytest
from django.http import HttpResponse
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.test import RequestFactory

from fitblog.lib.csrf import same_origin_post

TAKEN, REFUSED = 200, 403


@same_origin_post
def act(request):
    return HttpResponse("done")


def status_of(method: str = "post", token: bool = False, **headers: str) -> int:
    """What the view answers behind the site's own middleware."""
    request = getattr(RequestFactory(), method)("/cart/add/", headers=headers)
    if token:
        request.COOKIES["csrftoken"] = get_token(request)[:32]
        request.META["HTTP_X_CSRFTOKEN"] = request.COOKIES["csrftoken"]
    middleware = CsrfViewMiddleware(act)
    middleware.process_request(request)
    return (middleware.process_view(request, act, (), {}) or act(request)).status_code


def test_our_own_page_is_taken_at_the_browsers_word():
    assert status_of(**{"Sec-Fetch-Site": "same-origin"}) == TAKEN


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", ""])
def test_any_other_page_is_refused(site):
    assert status_of(**{"Sec-Fetch-Site": site}) == REFUSED


def test_an_older_browser_is_taken_by_its_origin():
    assert status_of(Origin="http://testserver") == TAKEN


@pytest.mark.parametrize(
    "origin", ["https://testserver", "http://testserver:81", "http://evil.example", "null"]
)
def test_another_origin_is_refused(origin):
    assert status_of(Origin=origin) == REFUSED


def test_a_matching_origin_does_not_outweigh_a_cross_site_request():
    headers = {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}

    assert status_of(**headers) == REFUSED


def test_a_post_that_says_nothing_is_refused():
    assert status_of() == REFUSED


def test_a_post_that_says_nothing_is_taken_with_a_token():
    assert status_of(token=True) == TAKEN


def test_a_token_of_ours_sent_from_another_site_is_refused():
    headers = {"Sec-Fetch-Site": "cross-site", "Origin": "http://evil.example"}

    assert status_of(token=True, **headers) == REFUSED


def test_reading_needs_neither():
    assert status_of("get") == TAKEN
