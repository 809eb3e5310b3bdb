"""What the first page of the admin says of guides."""

from typing import Any

from django import template

from articles.my_desk import shelves

register = template.Library()


@register.inclusion_tag("admin/articles/_my_desk.html")
def my_desk(user: Any) -> dict[str, Any]:
    """The lists that belong to this user's roles. A query a list, none for who sees no guide."""
    return {"shelves": shelves(user), "may_write": user.has_perm("articles.add_article")}
