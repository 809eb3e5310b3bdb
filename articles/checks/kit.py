"""Products that a guide names."""

from django.utils.translation import gettext as _

from articles.checks.finding import Place, Said
from articles.checks.guide import Guide
from articles.checks.site import Site


def withdrawn_product(guide: Guide, site: Site) -> Said:
    yield from _products(
        guide,
        site,
        "withdrawn",
        _("“%(product)s” in “%(section)s” is no longer sold, and its card is left out. Change it."),
    )


def sold_out_product(guide: Guide, site: Site) -> Said:
    yield from _products(
        guide,
        site,
        "out",
        _("“%(product)s” in “%(section)s” is sold out. Choose another one, or wait for stock."),
    )


def _products(guide: Guide, site: Site, kind: str, sentence: str) -> Said:
    for row, section in enumerate(guide.body.sections):
        product = site.products.get(section.product)
        if product and product.availability.kind == kind:
            names = {"product": product.title, "section": section.heading}
            yield Place("product", "sections", row), sentence % names
