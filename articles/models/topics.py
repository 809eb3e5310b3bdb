from django.db import models
from django.db.models import OuterRef
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from articles.models.pictures import Picture
from fitblog.lib.prepared import Moment
from fitblog.lib.rows import CountUpTo

MOST_COUNTED = 200  # guides on a shelf; of more, pages say that there are more


class ShelfQuerySet(models.QuerySet):
    lookup = ""  # of editions

    def with_counts(self, at: Moment = None) -> "ShelfQuerySet":
        """Adds `guides`: how many of its guides readers see now. See `Shelf.guide_count`."""
        from articles.models.edition import Edition  # the edition's table points at the topic's

        live = Edition.objects.live(at).filter(**{self.lookup: OuterRef("pk")})
        return self.annotate(guides=CountUpTo(MOST_COUNTED + 1, live))


class Shelf(models.Model):
    """What guides stand on."""

    class Meta:
        abstract = True

    @property
    def guide_count(self) -> str:
        """Of `with_counts()`, as pages say it."""
        return str(self.guides) if self.guides <= MOST_COUNTED else f"{MOST_COUNTED}+"


class TopicQuerySet(ShelfQuerySet):
    lookup = "topic"


class Topic(Shelf):
    """A shelf of guides. Each guide stands on one."""

    class Colour(models.TextChoices):
        RED = "red", _("Red plate")
        BLUE = "blue", _("Blue plate")
        YELLOW = "yellow", _("Yellow plate")
        GREEN = "green", _("Green plate")
        WHITE = "white", _("White plate")

    name = models.CharField(_("name"), max_length=40)
    slug = models.SlugField(_("slug"), max_length=50, unique=True)
    colour = models.CharField(_("colour"), max_length=10, choices=Colour, default=Colour.RED)
    summary = models.CharField(_("summary"), max_length=60, blank=True)
    description = models.CharField(_("description"), max_length=165, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    picture = models.ForeignKey(
        Picture,
        verbose_name=_("default picture"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Stands in for a guide's own picture."),
    )

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:topic", args=[self.slug])


class TagQuerySet(ShelfQuerySet):
    lookup = "tagged__tag"

    def named(self, names: list[str]) -> list["Tag"]:
        """The tags of these names, made where they are missing. Three or four queries.

        The name of a tag that was merged stands for the one that remains.
        """
        by_slug = {slug: name.strip() for name in names if (slug := slugify(name))}
        merged = FormerTag.objects.filter(slug__in=by_slug).exclude(slug__in=self.values("slug"))
        for slug, remaining, name in merged.values_list("slug", "tag__slug", "tag__name"):
            del by_slug[slug]
            by_slug[remaining] = name
        self.bulk_create(
            [Tag(name=name, slug=slug) for slug, name in by_slug.items()], ignore_conflicts=True
        )
        return list(self.filter(slug__in=by_slug))


class Tag(Shelf):
    """A free word. Two spellings of one slug are one tag."""

    name = models.CharField(_("name"), max_length=40)
    slug = models.SlugField(_("slug"), max_length=50, unique=True)

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("tag")
        verbose_name_plural = _("tags")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:tag", args=[self.slug])


class FormerTag(models.Model):
    """The address of a tag that was merged into another. It leads to that one."""

    slug = models.SlugField(max_length=50, unique=True)
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="former")

    class Meta:
        ordering = ["slug"]
        verbose_name = _("former tag")
        verbose_name_plural = _("former tags")

    def __str__(self) -> str:
        return self.slug
