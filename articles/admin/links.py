"""What a link in a guide may lead to, found by its title."""

from dataclasses import asdict, dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.admin.loading import LoadingMixin
from articles.admin.own import choosable
from articles.models import Article, Edition
from shop.models import Product

SHOWN = 10
WORDS = 8  # of what is asked for; more would only make the query longer


@dataclass(frozen=True)
class Target:
    title: str
    kind: str
    address: str  # its path


class LinksMixin(LoadingMixin):
    def get_urls(self) -> list[URLPattern]:
        return [self.route("links/", self.links_view, "links"), *super().get_urls()]

    @method_decorator(require_safe)
    def links_view(self, request: HttpRequest) -> HttpResponse:
        """The guides and products with all the words of `q` in their titles. Two queries."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        words = request.GET.get("q", "").split()
        found = targets(request, words) if words else []
        return JsonResponse({"targets": [asdict(target) for target in found]})


def targets(request: HttpRequest, words: list[str]) -> list[Target]:
    """What begins with these words comes first."""
    guides = choosable(Article.objects.filter(trashed_at=None), request)
    live = Edition.objects.live().filter(article=OuterRef("pk"))
    rows = _titled(guides.annotate(is_live=Exists(live)), words).only("title", "slug")
    names = {True: _("Guide"), False: _("Guide, not live")}
    found = [Target(guide.title, names[guide.is_live], guide.get_absolute_url()) for guide in rows]
    offered = _titled(Product.objects.on_sale_here(), words).only("title", "slug")
    found += [Target(one.title, _("Product"), one.get_absolute_url()) for one in offered]
    start = " ".join(words).lower()
    found.sort(key=lambda target: not target.title.lower().startswith(start))
    return found[:SHOWN]


def _titled(rows: QuerySet, words: list[str]) -> QuerySet:
    for word in words[:WORDS]:
        rows = rows.filter(title__icontains=word)
    return rows.order_by("title", "pk")[:SHOWN]
