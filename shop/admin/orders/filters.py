"""What the list of orders can be narrowed to."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from shop.admin.orders.words import method_title
from shop.models import Order, Refund
from shop.payments import ROOMS

TO_DO: dict[str, tuple[Any, Callable[[QuerySet[Order]], QuerySet[Order]]]] = {
    "decide": (_("Needs a decision"), lambda orders: orders.needing_a_decision()),
    "send": (
        _("To be sent"),
        lambda orders: orders.filter(state__in=[Order.State.PAID, Order.State.PACKED]),
    ),
    "goods": (_("Waits for goods"), lambda orders: orders.waiting_for_goods()),
    "lapsed": (_("Not paid in time"), lambda orders: orders.lapsed()),
    "refund": (
        _("A refund without an answer"),
        lambda orders: orders.filter(pk__in=_unanswered()),
    ),
}


def _unanswered() -> QuerySet:
    return Refund.objects.filter(state=Refund.State.ASKED).values("payment__order")


class ToDoFilter(admin.SimpleListFilter):
    title = _("to do")
    parameter_name = "todo"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return [(name, words) for name, (words, _narrow) in TO_DO.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() not in TO_DO:
            return queryset
        _words, narrow = TO_DO[self.value()]
        return narrow(queryset)


class MethodFilter(admin.SimpleListFilter):
    title = _("payment method")
    parameter_name = "method"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return [(name, method_title(name)) for name in ROOMS]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(payment_method=self.value()) if self.value() else queryset


class PlacedFilter(admin.ListFilter):
    """From a day until a day, both included, in the shop's time zone."""

    title = _("placed")
    template = "admin/shop/order/placed_filter.html"
    names = ("from", "until")

    def __init__(self, request: HttpRequest, params: dict[str, Any], *args: Any) -> None:
        super().__init__(request, params, *args)
        for name in self.names:
            if name in params:
                self.used_parameters[name] = params.pop(name)[-1]

    def has_output(self) -> bool:
        return True

    def expected_parameters(self) -> list[str]:
        return list(self.names)

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        first, last = (self._day(name) for name in self.names)
        if first:
            queryset = queryset.filter(placed_at__gte=_begins(first))
        if last:
            queryset = queryset.filter(placed_at__lt=_begins(last + timedelta(days=1)))
        return queryset

    def choices(self, changelist: Any) -> Iterator[dict[str, Any]]:
        # A form of its own forgets what else the list is narrowed to, unless it says so.
        own = {*self.names, "p"}
        self.others = [pair for pair in changelist.params.items() if pair[0] not in own]
        chosen = {name: self.used_parameters.get(name, "") for name in self.names}
        for words, days in self._ranges():
            shown = {name: day.isoformat() for name, day in zip(self.names, days, strict=True)}
            yield {
                "display": words,
                "selected": shown == chosen,
                "query_string": changelist.get_query_string(shown),
            }

    def days(self) -> list[str]:
        """First and last as a date field shows them; empty where none is chosen."""
        days = [self._day(name) for name in self.names]
        return [day.isoformat() if day else "" for day in days]

    def _day(self, name: str) -> date | None:
        try:
            day = parse_date(self.used_parameters.get(name, ""))
        except ValueError:
            return None
        return day if day and 1900 < day.year < 9000 else None

    def _ranges(self) -> list[tuple[Any, tuple[date, date]]]:
        today = timezone.localdate()
        this_month = today.replace(day=1)
        end_of_last = this_month - timedelta(days=1)
        return [
            (_("Today"), (today, today)),
            (_("Last 7 days"), (today - timedelta(days=6), today)),
            (_("This month"), (this_month, today)),
            (_("Last month"), (end_of_last.replace(day=1), end_of_last)),
        ]


def _begins(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
