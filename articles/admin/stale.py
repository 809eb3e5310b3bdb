"""Two editors at one guide: the second to save sees both versions, and nothing is overwritten."""

from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext as _

from articles import publishing
from articles.admin.loading import LoadingMixin
from articles.admin.publishing import TO_READERS
from articles.comparing import Comparison, compare
from articles.desk_copy import DeskCopy
from articles.models import Article, Edition, Tag
from articles.status import said

GROUPS = ("takeaways", "sections", "faq_items", "sources", "corrections", "pins")
ROWS = 2000  # of one group, at most: Django's own limit


class StaleMixin(LoadingMixin):
    """The form names the version of the desk copy that it shows: `seen`."""

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        saves = request.method == "POST" and not {"_preview", "_recover"} & request.POST.keys()
        if not saves or object_id is None:
            return super().changeform_view(request, object_id, *args, **kwargs)
        with transaction.atomic():
            article = self.get_object(request, unquote(object_id))
            if article:
                # Locked, so that nobody saves between this look and our own save.
                article = publishing.locked(article)
            if article and request.POST.get("seen") != article.version:
                self._compare(request, article, *args, **kwargs)
            return super().changeform_view(request, object_id, *args, **kwargs)

    def _compare(self, request: HttpRequest, article: Article, *args: Any, **kwargs: Any) -> None:
        """Save on trial, to see what would become of the guide; refuse if that is a change."""
        fields = with_rows_that_are_there(request.POST, article)
        theirs = _state(article)
        request.is_trial, request.comparison = True, None
        request.POST = fields.copy()
        for button in TO_READERS:
            request.POST.pop(button, None)
        with transaction.atomic():
            answer = super().changeform_view(request, str(article.pk), *args, **kwargs)
            if isinstance(answer, HttpResponseRedirect):
                request.comparison = compare(theirs, _state(Article.objects.get(pk=article.pk)))
            transaction.set_rollback(True)
        request.is_trial, request.POST = False, fields
        if request.comparison is None or request.comparison.changes:
            request.refusal = ValidationError(_who_saved(article))

    def message_user(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        if not getattr(request, "is_trial", False):
            super().message_user(request, *args, **kwargs)

    def stale_context(self, request: HttpRequest, article: Article | None) -> dict[str, Any]:
        comparison: Comparison | None = getattr(request, "comparison", None)
        # Who has not been shown the other version yet is asked again.
        unseen = "_recover" in request.POST or (hasattr(request, "comparison") and not comparison)
        seen = request.POST.get("seen", "") if unseen else article.version if article else ""
        return {"seen": seen, "conflict": comparison}


def with_rows_that_are_there(post: QueryDict, article: Article) -> QueryDict:
    """Rows that somebody else deleted become new ones: so their words stay in the form."""
    fields = post.copy()
    for group in GROUPS:
        there = set(map(str, getattr(article, group).values_list("pk", flat=True)))
        total, saved = (_count(post, f"{group}-{which}_FORMS") for which in ("TOTAL", "INITIAL"))
        rows = list(range(total))
        gone = [n for n in rows[:saved] if post.get(f"{group}-{n}-id") not in there]
        if not gone:
            continue
        order = [n for n in rows[:saved] if n not in gone] + gone + rows[saved:]
        for key in list(fields):
            if key.startswith(f"{group}-") and key.split("-")[1].isdecimal():
                del fields[key]
        for place, n in enumerate(order):
            for key in post:
                if key.startswith(f"{group}-{n}-"):
                    fields.setlist(f"{group}-{place}-{key.split('-', 2)[2]}", post.getlist(key))
            if n in gone:
                fields[f"{group}-{place}-id"] = ""
        fields[f"{group}-INITIAL_FORMS"] = str(saved - len(gone))
    return fields


def _count(post: QueryDict, name: str) -> int:
    value = post.get(name, "")
    return min(int(value), ROWS) if value.isdecimal() and len(value) < 9 else 0


def _state(article: Article) -> tuple[Edition, list[Tag]]:
    return DeskCopy.saved(article).sketch(), list(article.tags.all())


def _who_saved(article: Article) -> str:
    log = LogEntry.objects.filter(
        content_type__app_label="articles",
        content_type__model="article",
        object_id=str(article.pk),
    )
    last = log.select_related("user").first()
    return _(
        "%(name)s saved this guide on %(at)s, after you had opened it. Nothing is overwritten, and "
        "your words are below. Look at both versions; save again to let yours stand."
    ) % {"name": last.user if last else _("Somebody"), "at": said(article.changed_at)}
