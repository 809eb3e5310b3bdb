"""Which guides stand under this one, why, and which ones its editor keeps apart from it."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern
from django.utils.translation import gettext as _

from articles.admin.loading import LoadingMixin
from articles.models import Article, RelatedExclusion
from articles.related.reasons import reasons
from articles.related.weighing import KEPT

DIGITS = 18  # of a primary key


class RelatedMixin(LoadingMixin):
    def get_urls(self) -> list[URLPattern]:
        return [
            self.route("<path:object_id>/related/", self.related_view, "related"),
            *super().get_urls(),
        ]

    def related_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What readers see and what would take its place; pairs are kept apart at once."""
        article = self.load_to_publish(request, object_id)
        if request.method == "POST":
            self._keep_apart(request, article)
            return HttpResponseRedirect(request.path)
        context = {
            "title": _("Related guides"),
            "related": reasons(article, KEPT),
            "apart": _pairs(article),
        }
        return self.page(request, "related.html", article, **context)

    def _keep_apart(self, request: HttpRequest, article: Article) -> None:
        other = _guide(request.POST.get("_apart", ""))
        if other and other != article:
            RelatedExclusion.objects.get_or_create(article=article, target=other)
            said = _("“%(title)s” is kept apart from this guide.") % {"title": other}
            self.log_change(request, article, said)
            self.message_user(request, said, messages.SUCCESS)
        back = request.POST.get("_together", "")
        if back.isdecimal() and len(back) <= DIGITS and _pairs(article).filter(pk=back).delete()[0]:
            said = _("The pair may stand together again.")
            self.log_change(request, article, said)
            self.message_user(request, said, messages.SUCCESS)


def _guide(key: str) -> Article | None:
    return (
        Article.objects.filter(pk=key).first() if key.isdecimal() and len(key) <= DIGITS else None
    )


def _pairs(article: Article):
    """Whichever of the two guides its editor said so at."""
    pairs = RelatedExclusion.objects.filter(Q(article=article) | Q(target=article))
    return pairs.select_related("article", "target").order_by("pk")
