from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Edition, RelatedNeighbour, RelatedPin
from articles.related import SHOWN


class ChecksFilter(admin.SimpleListFilter):
    """By the worst that checks said when the guide was last saved, or by `check_guides`."""

    title = _("checks")
    parameter_name = "checks"
    NEVER = "never"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        choices = Article._meta.get_field("worst").choices
        return (*choices, (self.NEVER, _("Not checked yet")))

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        kinds = {kind for kind, _name in self.lookup_choices}
        if self.value() not in kinds:
            return queryset
        return queryset.filter(worst="" if self.value() == self.NEVER else self.value())


class RecommendedFilter(admin.SimpleListFilter):
    """Guides that readers see, but under no other guide."""

    title = _("recommendation")
    parameter_name = "recommended"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return (("nowhere", _("Under no guide")),)

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() != "nowhere":
            return queryset
        live = Edition.objects.live().values("article")
        shown = RelatedNeighbour.objects.filter(article__in=live).placed().filter(place__lte=SHOWN)
        pinned = RelatedPin.objects.filter(article__in=live)
        return queryset.filter(pk__in=live).exclude(
            Q(pk__in=shown.values("target")) | Q(pk__in=pinned.values("target"))
        )


class MineFilter(admin.SimpleListFilter):
    title = _("owner")
    parameter_name = "mine"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return (("1", _("Me")),)

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(created_by=request.user) if self.value() == "1" else queryset


class ReviewFilter(admin.SimpleListFilter):
    title = _("review")
    parameter_name = "review"
    OVERDUE = "due"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return (
            ("submitted", _("Waits for review")),
            ("returned", _("Returned")),
            ("approved", _("Approved")),
            (self.OVERDUE, _("Review due")),
        )

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == self.OVERDUE:
            return queryset.review_due()
        kinds = {kind for kind, _name in self.lookup_choices}
        return queryset.filter(review=self.value()) if self.value() in kinds else queryset


class StatusFilter(admin.SimpleListFilter):
    title = _("status")
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return (
            ("draft", _("Draft")),
            ("live", _("Live")),
            ("changed", _("Live, with unpublished changes")),
            ("scheduled", _("Scheduled")),
            ("expired", _("Expired")),
        )

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        kinds = {kind for kind, _name in self.lookup_choices}
        return queryset.standing(self.value()) if self.value() in kinds else queryset
