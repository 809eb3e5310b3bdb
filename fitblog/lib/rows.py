"""Rows of another table inside one query, as a list or as their number."""

from typing import Any

from django.db.models import IntegerField, JSONField, QuerySet, Subquery


class JSONRows(Subquery):
    """The rows of a query as one list of dicts, in the query's order.

    The query must select one column: `queryset.values(row=JSONObject(…))`. Where a prefetch
    would cost a query of its own, this costs none.
    """

    output_field = JSONField()
    template = "(SELECT COALESCE(jsonb_agg(listed.\"row\"), '[]') FROM (%(subquery)s) listed)"

    def __init__(self, queryset: QuerySet[Any], **extra: Any) -> None:
        super().__init__(queryset, output_field=JSONField(), **extra)

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        # json(): the rows come as text and would else be quoted as strings.
        template = '(SELECT json_group_array(json(listed."row")) FROM (%(subquery)s) listed)'
        return self.as_sql(compiler, connection, template=template, **extra)


class CountUpTo(Subquery):
    """How many rows a query has, looked at no further than to this number."""

    output_field = IntegerField()
    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"

    def __init__(self, most: int, queryset: QuerySet[Any], **extra: Any) -> None:
        super().__init__(queryset.order_by().values("pk")[:most], **extra)
