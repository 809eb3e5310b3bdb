"""Who may do what in the shop. What it comes to, address by address, stands in docs/roles.md."""

from fitblog.lib.roles import Roles

ROLES = Roles(
    "shop",
    {
        "Shop manager": ["*"],
        "Writer": ["view_product"],  # to choose one for a section
        "Editor": ["view_product"],
        "Reviewer": ["view_product"],
        "Analyst": ["view_*"],
    },
)
