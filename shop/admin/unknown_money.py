"""Messages about money that belongs to no order, and what was done with it."""

import json
from typing import Any

from django.contrib import admin
from django.db.models import Case, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from fitblog.lib.money import format_price
from shop.admin.orders.words import method_title
from shop.models import WebhookEvent


class SettledFilter(admin.SimpleListFilter):
    title = _("to do")
    parameter_name = "todo"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("open", _("Still to be settled")), ("settled", _("Settled"))]

    def queryset(self, request: HttpRequest, events: QuerySet) -> QuerySet:
        if self.value() == "open":
            return events.unsettled()
        return events.exclude(settled="") if self.value() == "settled" else events


@admin.register(WebhookEvent)
class UnknownMoneyAdmin(admin.ModelAdmin):
    """A message is never changed; what was done about it is written beside it."""

    list_display = ["received_at", "sender", "sum", "reference", "settled"]
    list_filter = [SettledFilter]
    search_fields = ["reference", "body", "settled"]
    show_facets = admin.ShowFacets.NEVER
    readonly_fields = ["received_at", "sender", "sum", "reference", "message"]
    fieldsets = [
        (
            None,
            {
                "fields": [*readonly_fields, "settled"],
                "description": _(
                    "Somebody paid, and no order here was meant. Look the reference up with the "
                    "provider, who knows whose money it is. Was it for an order? Open that order, "
                    "choose “Note money that came”, and name the reference. For none? Send it back "
                    "on the provider’s own page. Then write down here what you did."
                ),
            },
        )
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: WebhookEvent | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[WebhookEvent]:
        first = Case(When(settled="", then=Value(0)), default=Value(1))
        known = WebhookEvent.objects.of_unknown_money().annotate(first=first)
        return known.order_by(*self.get_ordering(request))

    def get_ordering(self, request: HttpRequest) -> list[str]:
        return ["first", "-pk"]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        named = {"title": _("Money that belongs to no order"), **(extra_context or {})}
        return super().changelist_view(request, named)

    @admin.display(description=_("provider"), ordering="provider")
    def sender(self, event: WebhookEvent) -> str:
        return method_title(event.provider)

    @admin.display(description=_("amount"))
    def sum(self, event: WebhookEvent) -> str:
        return format_price(event.amount, event.currency) if event.currency else "–"

    @admin.display(description=_("message"))
    def message(self, event: WebhookEvent) -> SafeString:
        return format_html("<pre>{}</pre>", _legible(event.body))


def _legible(body: str) -> str:
    try:
        return json.dumps(json.loads(body), indent=2, ensure_ascii=False)
    except ValueError:
        return body
