"""What the checks say beside the form, of what stands in it, saved or not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, reverse
from django.utils.decorators import method_decorator
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from articles.checks import RULES, Finding, check, gate
from articles.desk_copy import DeskCopy
from articles.forms import PartFormSet
from articles.models import Article, Override
from articles.publishing import minutes
from articles.severity import Severity


@dataclass(frozen=True)
class Panel:
    """`rows` holds the prefixes of each group's rows, in the order of the page."""

    findings: Sequence[Finding]
    rows: Mapping[str, Sequence[str]]
    words: int

    @classmethod
    def of(cls, form: ModelForm, formsets: Iterable[PartFormSet]) -> "Panel":
        """Of a form that was opened, or one that was handed in and validated. Writes nothing."""
        written = {formset.prefix: formset.written() for formset in formsets}
        parts = {group: [row.instance for row in rows] for group, rows in written.items()}
        sketch = DeskCopy(form.instance, **parts).sketch()
        rows = {group: [row.prefix for row in rows] for group, rows in written.items()}
        return cls(check(sketch), rows, len(sketch.text.split()))

    @property
    def shown(self) -> list[tuple[Finding, str]]:
        """Each finding with the id of its field."""
        return [(finding, finding.place.id(self.rows)) for finding in self.findings]

    @property
    def length(self) -> str:
        """How long the guide is, as its page will say."""
        number = number_format(self.words, force_grouping=True)
        words = ngettext("%s word", "%s words", self.words) % number
        return _("%(words)s, %(minutes)d min to read") % {
            "words": words,
            "minutes": minutes(self.words),
        }

    @cached_property
    def tally(self) -> dict[str, int]:
        """How many findings, by severity."""
        return {
            severity.value: sum(finding.severity == severity for finding in self.findings)
            for severity in Severity
        }

    @property
    def passed(self) -> int:
        """How many rules have nothing to say."""
        rules = sum(len(rules) for rules in RULES.values())
        return rules - len({finding.rule for finding in self.findings})

    @property
    def summary(self) -> str:
        """The tally in words."""
        if not self.findings:
            return _("Checks: all passed")
        blocks, warnings, hints = (self.tally[severity] for severity in Severity)
        pieces = [
            ngettext("%d block", "%d blocks", blocks) % blocks if blocks else "",
            _("%d to look at") % warnings if warnings else "",
            ngettext("%d hint", "%d hints", hints) % hints if hints else "",
        ]
        return _("Checks: %s") % ", ".join(filter(None, pieces))


class ChecksMixin:
    """Beside PublishingMixin, whose loading and routes it uses."""

    def get_urls(self) -> list[URLPattern]:
        return [
            self.route("add/checks/", self.checks_view, "add_checks"),
            self.route("<path:object_id>/checks/", self.checks_view, "checks"),
            *super().get_urls(),
        ]

    @method_decorator(require_POST)
    def checks_view(self, request: HttpRequest, object_id: str | None = None) -> HttpResponse:
        """The panel's findings for the form as it stands in the browser."""
        article = self._guide_or_new(request, object_id)
        form = self.get_form(request, article, change=bool(article))(request.POST, instance=article)
        form.is_valid()
        formsets, _inlines = self._create_formsets(request, form.instance, change=bool(article))
        for formset in formsets:
            formset.is_valid()
        context = {"panel": Panel.of(form, formsets)}
        return render(request, "admin/articles/article/_findings.html", context)

    def _guide_or_new(self, request: HttpRequest, object_id: str | None) -> Article | None:
        """None for a guide that is being added."""
        if object_id is not None:
            return self.load_to_write(request, object_id)
        if not self.has_add_permission(request):
            raise PermissionDenied
        return None

    def checks_context(self, request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
        """What `_checks.html` needs, from the context of the change form."""
        article = context["original"]
        form, groups = context["adminform"].form, context["inline_admin_formsets"]
        args = [article.pk] if article else []
        name = f"admin:articles_article_{'' if article else 'add_'}checks"
        may_write = article is None or self.has_change_permission(request, article)
        may_override = context["can_publish"] and gate.may_override(request.user)
        return {
            "panel": Panel.of(form, [group.formset for group in groups]),
            "address": reverse(name, args=args) if may_write else "",
            "reason": form["reason"] if may_override and "reason" in form.fields else None,
            "overrides": _overrides(article) if article else [],
        }


def _overrides(article: Article) -> Iterable[Override]:
    overrides = Override.objects.filter(edition__article=article)
    return (
        overrides.select_related("edition", "by")
        .order_by("-created_at")
        .only("reason", "created_at", "findings", "edition__number", "by__username")
    )
