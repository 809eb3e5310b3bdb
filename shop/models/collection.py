"""Shelves across the catalogue: what belongs together for a season, a sport, a code."""

from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fitblog.lib.fields import RichTextField
from shop.models.catalogue import Product


class CollectionQuerySet(models.QuerySet["Collection"]):
    def listed(self) -> "CollectionQuerySet":
        """What the shop lists, each with its `size`: how many products it offers."""
        offered = Count("products", filter=Q(products__withdrawn_at__isnull=True))
        return self.filter(is_listed=True).annotate(size=offered)


class Collection(models.Model):
    title = models.CharField(_("title"), max_length=80)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    summary = models.CharField(_("summary"), max_length=200, blank=True)
    description = RichTextField(_("description"), blank=True)
    products = models.ManyToManyField(
        Product, related_name="collections", blank=True, verbose_name=_("products")
    )
    is_listed = models.BooleanField(
        _("listed in the shop"),
        default=True,
        help_text=_("Not listed, it only serves discount codes."),
    )
    position = models.PositiveIntegerField(_("position"), default=0)

    objects = CollectionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("collection")
        verbose_name_plural = _("collections")
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="a_collection_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("shop:collection", args=[self.slug])
