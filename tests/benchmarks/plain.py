"""A guide's page as plain Django makes it: three queries and a template, all of it each time."""

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from articles.frame import TopicLink
from articles.models import Edition
from fitblog import urls
from shop.models import Variant
from tests.benchmarks.test_scale import TOPICS as NAMES

TEMPLATES = Path(__file__).with_name("templates")
TOPICS = [TopicLink(n, name, name.lower(), "red") for n, name in enumerate(NAMES)]
# As `startproject` writes them.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]


def guide(request: HttpRequest, slug: str) -> HttpResponse:
    editions = Edition.objects.live().select_related("article", "topic__picture", "author")
    edition = get_object_or_404(editions.defer("text"), article__slug=slug)
    others = editions.defer("text", "body").exclude(pk=edition.pk).filter(topic=edition.topic)
    named = edition.body.products
    context = {
        "edition": edition,
        "sections": edition.body.sections,
        "related": others.newest_first()[:3],
        "variants": Variant.objects.select_related("product").filter(product__in=named),
        "topics": TOPICS,
    }
    return render(request, "plain.html", context)


urlpatterns = [path("plain/<slug:slug>/", guide), *urls.urlpatterns]
