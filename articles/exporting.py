"""What belongs to a site when it moves: all of guides and shop but what is named here."""

from django.apps import apps

from fitblog.lib.portable.rows import Model

APPS = ("articles", "shop")
LEFT_BEHIND = {
    "articles.ExternalLink": "is looked at anew",
    "articles.ImportedDocument": "is not a guide yet",
    "articles.RecoveryCopy": "words of a form that is open",
    **{
        f"articles.Related{name}": "is weighed anew by import_site"
        for name in ("Guide", "Neighbour", "Term", "Word")
    },
    "articles.ShareLink": "its address is signed with the old site's key",
    "articles.Typeset": "is set anew by import_site",
    "shop.Cart": "its key lies in a browser that knows the old site",
    "shop.CartLine": "goes with its cart",
}
# Of customers: taken along only when it is asked for.
OF_CUSTOMERS = {
    "shop.DiscountUse",
    "shop.NumberSeries",
    "shop.Order",
    "shop.OrderLine",
    "shop.OrderMail",
    "shop.OrderMove",
    "shop.Parcel",
    "shop.Payment",
    "shop.Refund",
    "shop.SavedAddress",
    "shop.StockAlert",
    "shop.WebhookEvent",
}


def models_of_a_site(*, orders: bool) -> list[Model]:
    chosen = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    left = LEFT_BEHIND.keys() | (set() if orders else OF_CUSTOMERS)
    return [m for m in chosen if m._meta.managed and m._meta.label not in left]
