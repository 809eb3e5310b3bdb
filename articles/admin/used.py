"""Where authors, topics and products are used: how many guides, and the way to them."""

from django.db.models import Count, IntegerField, Model, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html

from articles.models import Article


def count_of(field: str) -> Coalesce:
    """How many guides on the desk name the outer row in this field; in the list's own query."""
    guides = Article.objects.filter(**{field: OuterRef("pk")}, trashed_at=None).order_by()
    counted = guides.values(field).annotate(number=Count("pk", distinct=True)).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def guides_of(row: Model, field: str) -> str:
    """The count as a link to the guides. Needs `used` from `count_of`."""
    if not row.used:
        return "0"
    address = reverse("admin:articles_article_changelist")
    return format_html('<a href="{}?{}__id__exact={}">{}</a>', address, field, row.pk, row.used)
