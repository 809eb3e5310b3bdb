"""What leads from one guide to another: the editors' word, and what their texts have in common."""

from django.db import models
from django.db.models.functions import RowNumber
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.edition import Edition


class RelatedPin(models.Model):
    """A guide that an editor recommends under another one, in order."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="pins")
    target = models.ForeignKey(
        Article, verbose_name=_("guide"), on_delete=models.CASCADE, related_name="pinned_under"
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("related guide")
        verbose_name_plural = _("related guides")
        constraints = [
            models.UniqueConstraint(fields=["article", "target"], name="a_guide_is_pinned_once"),
            models.CheckConstraint(
                condition=~models.Q(article=models.F("target")),
                name="a_guide_is_not_its_own_relation",
            ),
        ]

    def __str__(self) -> str:
        return str(self.target)


class RelatedExclusion(models.Model):
    """Two guides that an editor keeps apart: neither is recommended under the other."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="exclusions")
    target = models.ForeignKey(
        Article, verbose_name=_("guide"), on_delete=models.CASCADE, related_name="excluded_under"
    )

    class Meta:
        verbose_name = _("pair kept apart")
        verbose_name_plural = _("pairs kept apart")
        constraints = [
            models.UniqueConstraint(fields=["article", "target"], name="a_pair_is_excluded_once"),
            models.CheckConstraint(
                condition=~models.Q(article=models.F("target")),
                name="a_guide_is_not_kept_from_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article} ≠ {self.target}"


class RelatedGuide(models.Model):
    """A guide whose words are weighed, written by articles.related alone.

    `pull` is the mean of its ten best scores; `among` how many guides its words were weighed
    against.
    """

    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, primary_key=True, related_name="weighed"
    )
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    pull = models.FloatField(default=0)
    among = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.article)


class RelatedWord(models.Model):
    """A word, and in how many of the weighed guides it stands."""

    term = models.CharField(max_length=40, unique=True)
    guides = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.term


class RelatedTerm(models.Model):
    """One of a guide's heaviest words. A guide's weights, squared, add up to one whole."""

    WHOLE = 2**14  # whole numbers, so that sums are the same on every database

    # Without constraints: looking up both ends of a million rows would take most of a rebuild.
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="+", db_constraint=False
    )
    word = models.ForeignKey(
        RelatedWord,
        on_delete=models.CASCADE,
        related_name="terms",
        db_index=False,
        db_constraint=False,
    )
    weight = models.PositiveIntegerField()

    class Meta:
        db_table = "related_term"
        indexes = [
            # All that the search for neighbours reads, without touching a row.
            models.Index(fields=["word", "article", "weight"], name="related_by_word"),
        ]

    def __str__(self) -> str:
        return f"{self.word} {self.weight}"


class RelatedNeighbourQuerySet(models.QuerySet["RelatedNeighbour"]):
    def placed(self) -> "RelatedNeighbourQuerySet":
        """Adds `place` in the guide's list, from 1."""
        place = models.Window(
            RowNumber(), partition_by="article", order_by=[models.F("score").desc(), "target"]
        )
        return self.annotate(place=place)


class RelatedNeighbour(models.Model):
    """A guide that stands in another one's list; the higher the score, the further up."""

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="neighbours", db_index=False
    )
    target = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="neighbour_of")
    score = models.FloatField()

    objects = RelatedNeighbourQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "target"], name="a_neighbour_stands_once"),
        ]

    def __str__(self) -> str:
        return str(self.target)
