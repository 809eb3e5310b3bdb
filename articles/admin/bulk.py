"""Publishing and unpublishing many guides: each is named with what will happen to it."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import publishing
from articles.admin.loading import LoadingMixin
from articles.checks import check, gate
from articles.desk_copy import DeskCopy
from articles.models import Article
from articles.severity import Severity


class Step(NamedTuple):
    """What will happen to one guide; nothing where `is_due` is false."""

    article: Article
    sentence: str
    is_due: bool


class BulkMixin(LoadingMixin):
    actions = ("publish_selected", "unpublish_selected")

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return self.may_publish(request)

    @admin.action(description=gettext_lazy("Publish the selected guides"), permissions=["publish"])
    def publish_selected(
        self, request: HttpRequest, queryset: QuerySet[Article]
    ) -> HttpResponse | None:
        def publish(article: Article) -> None:
            edition = gate.publish(article, by=request.user)
            sentence = _("Published edition %(number)d.") % {"number": edition.number}
            self.log_change(request, article, sentence)

        steps = [_to_publish(article) for article in queryset]
        return self._bulk(request, steps, publish, _("Publish these guides?"), _("Publish"))

    @admin.action(
        description=gettext_lazy("Unpublish the selected guides"), permissions=["publish"]
    )
    def unpublish_selected(
        self, request: HttpRequest, queryset: QuerySet[Article]
    ) -> HttpResponse | None:
        def unpublish(article: Article) -> None:
            publishing.unpublish(article)
            self.log_change(request, article, _("Unpublished."))

        steps = [_to_unpublish(article) for article in queryset]
        return self._bulk(request, steps, unpublish, _("Unpublish these guides?"), _("Unpublish"))

    def _bulk(
        self,
        request: HttpRequest,
        steps: list[Step],
        act: Callable[[Article], None],
        title: str,
        button: str,
    ) -> HttpResponse | None:
        """Asks first. Each guide is an act of its own: one that is refused stops no other."""
        if "post" in request.POST:
            self._do(request, [step.article for step in steps if step.is_due], act)
            return None
        context: dict[str, Any] = {
            "title": title,
            "opts": self.opts,
            "steps": steps,
            "is_due": any(step.is_due for step in steps),
            "button": button,
            "action": request.POST["action"],
            "action_checkbox_name": ACTION_CHECKBOX_NAME,
        }
        everywhere = self.admin_site.each_context(request)
        return TemplateResponse(request, "admin/articles/article/bulk.html", everywhere | context)

    def _do(self, request: HttpRequest, due: list[Article], act: Callable[[Article], None]) -> None:
        done = 0
        for article in due:
            try:
                act(article)
            except ValidationError as refusal:
                sentence = f"“{article}”: {' '.join(refusal.messages)}"
                self.message_user(request, sentence, messages.ERROR)
            else:
                done += 1
        sentence = ngettext("Done for %d guide.", "Done for %d guides.", done) % done
        self.message_user(request, sentence, messages.SUCCESS if done else messages.WARNING)


def _to_publish(article: Article) -> Step:
    if article.trashed_at:
        return Step(article, _("Stays: it is in the trash."), is_due=False)
    if article.status.kind == "live":
        return Step(article, _("Stays as it is: readers see these words."), is_due=False)
    try:
        publishing.compose(article)
    except ValidationError as lacking:
        return Step(article, _("Stays: %s") % " ".join(lacking.messages), is_due=False)
    findings = check(DeskCopy.saved(article).sketch())
    blocks = [finding.sentence for finding in findings if finding.severity == Severity.BLOCK]
    if blocks:
        return Step(article, _("Stays: %s") % " ".join(blocks), is_due=False)
    if article.next_live_from:
        return Step(article, _("Stays: an edition is scheduled. Cancel that first."), is_due=False)
    if article.status.is_shown:
        return Step(article, _("Its changes go live now."), is_due=True)
    return Step(article, _("Goes live now."), is_due=True)


def _to_unpublish(article: Article) -> Step:
    if article.status.is_shown:
        return Step(article, _("Readers lose it now."), is_due=True)
    if article.status.can_end:
        return Step(article, _("What is scheduled will not appear."), is_due=True)
    return Step(article, _("Stays as it is: readers do not see it."), is_due=False)
