"""A guide's editions: listed, compared, opened as a page, restored into the desk copy."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.admin.loading import LoadingMixin, form_of
from articles.comparing import Comparison, compare
from articles.desk_copy import DeskCopy
from articles.models import Article, Edition, Tag
from articles.reading import private_page
from articles.restoring import restore
from articles.timeline import timeline

DESK = "desk"  # the word in an address for the desk copy, where a number names an edition
A_PAGE = 25
CHOICES = 200  # the latest editions, to choose two from
DIGITS = 9


class HistoryMixin(LoadingMixin):
    def get_urls(self) -> list[URLPattern]:
        one = "<path:object_id>/editions/<int:number>/"
        return [
            self.route("<path:object_id>/editions/", self.editions_view, "editions"),
            self.route(one, self.edition_view, "edition"),
            self.route(f"{one}restore/", self.restore_view, "restore"),
            self.route("<path:object_id>/compare/", self.compare_view, "compare"),
            *super().get_urls(),
        ]

    @method_decorator(require_safe)
    def editions_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        article = self.load_to_read(request, object_id)
        editions = article.editions.select_related("created_by").defer("body", "text")
        context = {
            "title": _("History"),
            "line": timeline(article),
            "editions": Paginator(editions, A_PAGE).get_page(request.GET.get("page")),
            "can_restore": self.has_change_permission(request, article),
            **_choices(article, request),
        }
        return self.page(request, "editions.html", article, **context)

    @method_decorator(require_safe)
    def compare_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        article = self.load_to_read(request, object_id)
        chosen = _choices(article, request)
        comparison = None
        if chosen["choices"]:
            comparison = compare(*(_state(article, chosen[side]) for side in ("old", "new")))
        context = {"title": _("Compare"), "comparison": comparison, **chosen}
        return self.page(request, "compare.html", article, **context)

    @method_decorator(require_safe)
    def edition_view(self, request: HttpRequest, object_id: str, number: int) -> HttpResponse:
        """The page that readers saw, or never saw, for whoever may read the desk."""
        article = self.load_to_read(request, object_id)
        edition = _edition(article, number)
        tags = [Tag(**row) for row in edition.tag_rows]
        return private_page(request, edition, tags)

    def restore_view(self, request: HttpRequest, object_id: str, number: int) -> HttpResponse:
        """Shows what would be replaced; a POST replaces it, if it is still the same."""
        article = self.load_to_write(request, object_id)
        edition = _edition(article, number)
        if request.POST.get("seen") == article.version:
            exact = restore(edition, by=request.user)
            sentence = _("Restored edition %(number)d into the desk copy.") % {"number": number}
            self.log_change(request, article, sentence)
            if not exact:
                lacks = _("Without what was deleted meanwhile: a picture, a product or a guide.")
                self.message_user(request, f"{sentence} {lacks}", messages.WARNING)
            else:
                self.message_user(request, sentence, messages.SUCCESS)
            return HttpResponseRedirect(form_of(article))
        context = {
            "title": _("Restore edition %(number)d?") % {"number": number},
            "edition": edition,
            "comparison": _against_desk(article, edition),
            "is_stale": request.method == "POST",
        }
        return self.page(request, "restore.html", article, **context)


def _against_desk(article: Article, edition: Edition) -> Comparison:
    return compare(_state(article, DESK), (edition, list(edition.tags.all())))


def _choices(article: Article, request: HttpRequest) -> dict[str, object]:
    """What can be compared, and what is chosen: else what readers see with the desk copy."""
    numbers = list(article.editions.values_list("number", flat=True)[:CHOICES])
    live = article.editions.live().values_list("number", flat=True).first()
    first = str(live or (numbers[0] if numbers else ""))
    return {
        "choices": [str(number) for number in numbers],
        "old": request.GET.get("old") or first,
        "new": request.GET.get("new") or DESK,
    }


def _state(article: Article, which: str) -> tuple[Edition, list[Tag]]:
    if which == DESK:
        return DeskCopy.saved(article).sketch(), list(article.tags.all())
    if not which.isdecimal() or len(which) > DIGITS:
        raise Http404
    edition = _edition(article, int(which))
    return edition, [Tag(**row) for row in edition.tag_rows]


def _edition(article: Article, number: int) -> Edition:
    edition = article.editions.for_page().filter(number=number).first()
    if edition is None:
        raise Http404
    return edition
