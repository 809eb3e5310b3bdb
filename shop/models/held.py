"""Units that are neither on the shelf nor sold: orders not paid in time still hold them."""

from typing import Any

from django.apps import apps
from django.db.models import DateTimeField, F, Func, IntegerField, Value
from django.utils import timezone

from fitblog.lib.prepared import Given, Moment

SQL = """
CASE WHEN EXISTS (SELECT 1 FROM {orders} WHERE state = 'placed' AND expires_at <= {now})
THEN COALESCE((
    SELECT SUM(held.taken) FROM {orders} lapsed JOIN {lines} held ON held.order_id = lapsed.id
    WHERE lapsed.state = 'placed' AND lapsed.expires_at <= {now} AND held.variant_id = {variant}
), 0) ELSE 0 END"""


class LapsedUnits(Func):
    """For annotations: what lapsed orders hold of the variant that a column of the row names.

    Nothing is summed up where no order has lapsed, which is most of the time: that is asked once
    a statement, whatever its rows. Written as SQL, because it stands in the query of every card
    and there Django takes longer to put it together than the database to answer it.
    """

    output_field = IntegerField()

    def __init__(self, variant: str = "pk", at: Moment = None) -> None:
        if not isinstance(at, Given):
            at = Value(at or timezone.now(), DateTimeField())
        super().__init__(F(variant), at)

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list]:
        variant, now = self.source_expressions
        column, column_params = compiler.compile(variant)
        moment, moment_params = compiler.compile(now)
        names = ("Order", "OrderLine")
        orders, lines = (
            connection.ops.quote_name(apps.get_model("shop", name)._meta.db_table) for name in names
        )
        sql = SQL.format(orders=orders, lines=lines, now=moment, variant=column)
        return sql, [*moment_params, *moment_params, *column_params]
