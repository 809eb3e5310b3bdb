"""The few pages that need both apps."""

from dataclasses import replace

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotFound,
    HttpResponsePermanentRedirect,
)
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles import former_paths
from articles.feeds import GuidesFeed
from articles.home import opening
from articles.models import Edition, Topic
from articles.models.edition import EditionQuerySet
from articles.models.topics import TopicQuerySet
from fitblog.finding import Search
from fitblog.lib import jsonld
from fitblog.lib.page import Page
from fitblog.lib.prepared import Given, prepared
from fitblog.lib.publiccache import public_page
from fitblog.lib.search.finding import find
from fitblog.lib.site import absolute
from shop.models import Product
from shop.models.catalogue import ProductQuerySet

LATEST = 6
SHELF = 5
SUGGESTED = 6

feed = require_safe(public_page(GuidesFeed()))


@require_safe
@public_page
def home(request: HttpRequest) -> HttpResponse:
    """Four queries, and one for what stands around every page."""
    now = timezone.now()
    topics, newest, products = _topics(at=now), _newest(at=now), _shelf(at=now)
    chosen = opening()
    lead = chosen.lead or next(iter(newest), None)
    names = get_text_list([topic.name.lower() for topic in topics], _("and"))
    page = Page(
        settings.SITE_TAGLINE,
        _("Guides on %(topics)s, written and checked by coaches, with the kit they use.")
        % {"topics": names or _("training")},
        schema=[jsonld.organization(request), jsonld.website(request, reverse("search"))],
    )
    context = {
        "page": page,
        "topics": topics,
        "lead": lead,
        "latest": [edition for edition in newest if edition != lead][: LATEST - 1],
        "path": chosen.path,
        "path_introduction": chosen.path_introduction,
        "products": products,
    }
    return render(request, "home.html", context)


@prepared
def _topics(at: Given) -> TopicQuerySet:
    return Topic.objects.with_counts(at)


@prepared
def _newest(at: Given) -> EditionQuerySet:
    return Edition.objects.live(at).newest_first().first_rows(LATEST).for_leads()


@prepared
def _shelf(at: Given) -> ProductQuerySet:
    return Product.objects.on_sale_here().for_cards(at)[:SHELF]


@require_safe
@public_page
def search(request: HttpRequest) -> HttpResponse:
    """Four queries: topics, what is found, guides, products. Where nothing is found: that, what
    may have been meant, the newest with the topics, and the count of what is missing."""
    asked = Search.read(request.GET)
    if asked.is_asked and not asked.count():
        asked.note_miss()
    page = Page(
        _("Search guides and kit"),
        _("Look through every guide and everything in the shop."),
        current=reverse("search"),
    )
    if asked.is_asked:
        page = replace(
            page,
            title=_("“%(words)s” in guides and kit") % {"words": asked.typed},
            description=_("Which guides and which things in the shop have to do with “%(words)s”.")
            % {"words": asked.typed},
            # What is found stands for the box, whose address is the canonical one; a page that
            # holds little but the words of whoever made the link stands for nothing.
            is_indexed=bool(asked.count()) and not asked.answer.is_partial,
        )
    context = {"page": page, "search": asked, "frame": asked.frame}
    return render(request, "search.html", context)


@require_safe
@public_page
def suggest(request: HttpRequest) -> HttpResponse:
    """A list of links, to be shown below the box while somebody types. One query."""
    hits = find(request.GET.get("q", "")).hits[:SUGGESTED]
    return render(request, "search/_suggestions.html", {"hits": hits})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /account/",
        "",
        f"Sitemap: {absolute(request, reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """For those who ask without having read the page's head."""
    return redirect(static("img/icon.png"))


@require_safe
@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """For whoever watches the server: does it answer, and does its database?"""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("no database\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if request.path.startswith((settings.MEDIA_URL, settings.STATIC_URL)):
        # Nobody reads a page in the place of a picture, and bots ask for many that are not there.
        return HttpResponseNotFound("not found\n", content_type="text/plain")
    if request.method in ("GET", "HEAD") and (elsewhere := former_paths.find(request.path)):
        return HttpResponsePermanentRedirect(elsewhere)
    page = Page(_("There is no page here"), is_indexed=False)
    return render(request, "404.html", {"page": page}, status=404)
