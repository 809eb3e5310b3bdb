"""The guide and the lists of guides. Every page is the same bytes for everyone."""

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import publishing, sharing
from articles.feeds import ShelfFeed
from articles.frame import frame_of, with_frame
from articles.lists import KEPT, list_context, tags_of
from articles.markdown import as_markdown
from articles.models import Article, Author, Edition, PlainPage, Tag, Topic
from articles.models.edition import EditionQuerySet
from articles.reading import guide_context, private_page
from articles.typesetting import tags_of as tags_of_page
from fitblog.lib.page import Crumb, Page
from fitblog.lib.prepared import Given, prepared
from fitblog.lib.publiccache import public_page
from fitblog.lib.site import absolute
from fitblog.lib.video import let_players_in


@require_safe
@public_page
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    edition = _live_guide.first(slug=slug, at=timezone.now())
    if not edition:
        return _elsewhere(request, slug)
    context = guide_context(request, edition, tags_of_page(edition))
    context["frame"] = frame_of(edition)
    return let_players_in(render(request, "articles/guide.html", context))


@prepared
def _live_guide(slug: Given, at: Given) -> EditionQuerySet:
    return with_frame(Edition.objects.live(at).typeset().filter(article__slug=slug))


@require_safe
@public_page
def guide_as_markdown(request: HttpRequest, slug: str) -> HttpResponse:
    """For programs that read: the guide's words alone. The page is the one to be found by."""
    edition = Edition.objects.live().for_page().filter(article__slug=slug).first()
    if not edition:
        return _elsewhere(request, slug, "articles:guide_as_markdown")
    text = as_markdown(edition, absolute(request, edition.get_absolute_url()))
    response = HttpResponse(text, content_type="text/markdown; charset=utf-8")
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _elsewhere(request: HttpRequest, slug: str, route: str = "articles:guide") -> HttpResponse:
    """The answer for an address without a live guide.

    One redirect to where the guide is now; “gone” where readers once saw it; else not found.
    """
    articles = Article.objects.with_status()
    article = articles.filter(slug=slug).first()
    if not article:
        article = get_object_or_404(articles, former_slugs__slug=slug)
    if article.live_since:
        return HttpResponsePermanentRedirect(reverse(route, args=[article.slug]))
    if article.last_live_until:
        page = Page(_("This guide is no longer here"), is_indexed=False)
        return render(request, "410.html", {"page": page}, status=410)
    raise Http404


@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """The desk copy, for whoever was sent the link."""
    link = sharing.find(token)
    if link is None:
        raise Http404
    try:
        composed = publishing.compose(link.article)
    except ValidationError as lacking:
        raise Http404 from lacking
    return private_page(request, composed.edition, composed.tags)


@require_safe
@public_page(query=KEPT)
def guides(request: HttpRequest) -> HttpResponse:
    page = Page(
        _("All guides, newest first"),
        _("Every guide on one shelf: what to do, how often, and how to tell that it works."),
        crumbs=[_home(), Crumb(_("Guides"))],
    )
    return render(request, "articles/guides.html", list_context(request, page))


@require_safe
@public_page(query=KEPT)
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    topic = _topic.first(slug=slug, at=timezone.now())
    if topic is None:
        raise Http404
    page = Page(
        _("%(topic)s guides") % {"topic": topic.name},
        topic.description or _("Every guide on %(topic)s, newest first.") % {"topic": topic.name},
        crumbs=[_home(), _guides(), Crumb(topic.name)],
        current=topic.get_absolute_url(),
        picture=topic.picture.as_image().shared if topic.picture else None,
    )
    context = list_context(request, page, topic, leads=1)
    tags = tags_of(context["shown"].editions)
    return render(request, "articles/topic.html", {**context, "topic": topic, "tags": tags})


@prepared
def _topic(slug: Given, at: Given) -> QuerySet[Topic]:
    return Topic.objects.select_related("picture").with_counts(at).filter(slug=slug)


@require_safe
@public_page(query=KEPT)
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    tag = _tag.first(slug=slug, at=timezone.now())
    if tag is None:
        remaining = get_object_or_404(Tag, former__slug=slug)
        return HttpResponsePermanentRedirect(remaining.get_absolute_url())
    page = Page(
        _("Guides on %(tag)s") % {"tag": tag.name},
        _("Every guide that has to do with %(tag)s, newest first, from all topics.")
        % {"tag": tag.name},
        crumbs=[_home(), _guides(), Crumb(tag.name)],
    )
    context = list_context(request, page, tag)
    if not context["editions"]:
        raise Http404
    return render(request, "articles/tag.html", {**context, "tag": tag})


@prepared
def _tag(slug: Given, at: Given) -> QuerySet[Tag]:
    return Tag.objects.with_counts(at).filter(slug=slug)


@require_safe
@public_page(query=KEPT)
def author(request: HttpRequest, slug: str) -> HttpResponse:
    author = get_object_or_404(Author.objects.select_related("portrait"), slug=slug)
    page = Page(
        f"{author.name}, {author.role}" if author.role else author.name,
        f"{author.credentials}. {author.bio}" if author.credentials else author.bio,
        kind="profile",
        crumbs=[_home(), _guides(), Crumb(author.name)],
        picture=author.portrait.as_image().shared if author.portrait else None,
    )
    context = list_context(request, page, author)
    return render(request, "articles/author.html", {**context, "author": author})


@require_safe
@public_page
def plain(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(PlainPage, slug=slug)
    page = Page(found.title, found.description, crumbs=[_home(), Crumb(found.title)])
    return render(request, "articles/plain.html", {"page": page, "plain": found})


topic_feed = require_safe(public_page(ShelfFeed(Topic)))
tag_feed = require_safe(public_page(ShelfFeed(Tag)))
author_feed = require_safe(public_page(ShelfFeed(Author)))


def _home() -> Crumb:
    return Crumb(_("Home"), reverse("home"))


def _guides() -> Crumb:
    return Crumb(_("Guides"), reverse("articles:guides"))
