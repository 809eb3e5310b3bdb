"""Which tags an edition has, in the order in which a tag's page lists its guides."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from articles.models.topics import Tag


class EditionTagQuerySet(models.QuerySet["EditionTag"]):
    def bulk_create(self, objs: Iterable["EditionTag"], **options: Any) -> list["EditionTag"]:
        """By which `edition.tags.set()` writes too. The moments come from the editions."""
        rows = list(objs)
        editions = self.model._meta.get_field("edition").related_model.objects
        dated = editions.only("published_at").in_bulk({row.edition_id for row in rows})
        for row in rows:
            row.published_at = dated[row.edition_id].published_at
        return super().bulk_create(rows, **options)


class EditionTag(models.Model):
    edition = models.ForeignKey("articles.Edition", models.CASCADE, related_name="tagged")
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="tagged")
    published_at = models.DateTimeField()  # the edition's, so that one index gives a tag's list

    objects = EditionTagQuerySet.as_manager()

    class Meta:
        db_table = "articles_edition_tags"
        base_manager_name = "objects"
        default_permissions = ()
        unique_together = [("edition", "tag")]
        indexes = [
            models.Index(fields=["tag", "-published_at", "-edition"], name="edition_of_tag"),
        ]

    def __str__(self) -> str:
        return f"{self.tag}: {self.edition}"
