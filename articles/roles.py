"""Who may do what with guides. What it comes to, address by address, stands in docs/roles.md."""

from fitblog.lib.roles import Roles

PARTS = ("section", "takeaway", "faqitem", "source", "relatedpin", "correction")
SHELVES = ("topic", "tag", "author", "picture")  # what a guide is made with

ROLES = Roles(
    "articles",
    {
        # Without `any_article` only guides of their own; see ArticleQuerySet.open_to().
        "Writer": [
            *(f"{act}_article" for act in ("view", "add", "change", "delete")),
            *(f"*_{part}" for part in PARTS),
            *(f"view_{shelf}" for shelf in SHELVES),
            "add_tag",
            "add_picture",
        ],
        "Editor": ["*"],
        "Reviewer": ["view_*", "any_article", "review_article"],
        "Analyst": ["view_*", "any_article"],
    },
)
