"""What every answer tells the browser to refuse."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from fitblog.lib.headers import PUBLIC, ContentSecurityPolicy, let_forms_lead_to


def answer(path: str, **headers: str) -> HttpResponse:
    """A page as it leaves the middleware."""
    request = RequestFactory().get(path)
    return ContentSecurityPolicy(lambda _: HttpResponse("Page", headers=headers))(request)


def directives(response: HttpResponse) -> dict[str, str]:
    policy = response.headers["Content-Security-Policy"]
    return dict(directive.split(" ", 1) for directive in policy.split("; "))


@pytest.mark.parametrize("path", ["/", "/guides/hang/", "/cart/", "/administer/", "/x/admin/"])
def test_a_public_page_allows_nothing_inline(path):
    assert directives(answer(path)) == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }


def test_the_admin_differs_in_styles_and_its_own_frames_alone():
    public, desk = directives(answer("/")), directives(answer("/admin/articles/article/1/change/"))

    assert desk == public | {
        "style-src": "'self' 'unsafe-inline'",
        "frame-src": "'self'",
    }


@pytest.mark.parametrize("path", ["/", "/admin/"])
def test_no_page_runs_inline_scripts_or_makes_scripts_of_text(path):
    scripts = directives(answer(path))["script-src"]

    assert "unsafe-inline" not in scripts
    assert "unsafe-eval" not in scripts


@pytest.mark.parametrize("path", ["/", "/admin/"])
def test_no_page_may_use_the_readers_devices(path):
    permissions = answer(path).headers["Permissions-Policy"]

    assert {"camera=()", "microphone=()", "geolocation=()"} <= set(permissions.split(", "))


def test_what_a_page_is_made_of_stays_on_its_own_site():
    assert answer("/").headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize("kind", ["text/css; charset=utf-8", "font/woff2", "image/avif"])
def test_a_file_that_runs_nothing_is_sent_without_policies(kind):
    response = answer("/static/x", **{"Content-Type": kind})

    assert "Content-Security-Policy" not in response.headers
    assert "Permissions-Policy" not in response.headers
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize("kind", ["image/svg+xml", "text/javascript", "application/xml"])
def test_a_file_that_may_run_something_has_them(kind):
    assert directives(answer("/static/x", **{"Content-Type": kind}))["default-src"] == "'none'"


def test_a_view_may_say_it_stricter_itself():
    response = answer("/media/x.svg", **{"Content-Security-Policy": "default-src 'none'"})

    assert directives(response) == {"default-src": "'none'"}


def test_a_form_may_lead_to_another_site_and_nothing_else_changes():
    page = let_forms_lead_to(HttpResponse("Page"), ["https://pay.example"])
    response = ContentSecurityPolicy(lambda _: page)(RequestFactory().get("/checkout/"))

    assert directives(response) == PUBLIC | {"form-action": "'self' https://pay.example"}
