"""What readers see: one immutable row a published state of a guide."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.body import BodyField
from articles.models.article import Article
from articles.models.people import Author
from articles.models.tagged import EditionTag
from articles.models.topics import Tag, Topic
from articles.status import said
from fitblog.lib.images import Image, ImageJSONField
from fitblog.lib.prepared import Moment
from fitblog.lib.rows import JSONRows

NEWEST = ("-published_at", "-id")
INTERVAL = ("live_from", "live_until")


class EditionQuerySet(models.QuerySet["Edition"]):
    def live(self, at: Moment = None) -> "EditionQuerySet":
        """Editions whose interval holds this moment: at most one a guide."""
        at = at or timezone.now()
        return self.filter(live_from__lte=at).filter(
            Q(live_until__isnull=True) | Q(live_until__gt=at)
        )

    def dated(self) -> "EditionQuerySet":
        """What readers saw, see or will see, the latest first: at most one is still to come.

        The others were withdrawn before their time, or kept for the history alone.
        """
        return self.filter(live_from__isnull=False).order_by("-live_from")

    def for_cards(self) -> "EditionQuerySet":
        """What a card shows, in one query, without the body."""
        return self.select_related("article", "topic__picture").defer(
            "body",
            "text",
            "reviewer_credentials",  # stands behind them in the row, where it costs to reach
            "review_due_on",
            "article__introduction",
            "article__proposal",
        )

    def for_leads(self) -> "EditionQuerySet":
        """What a list shows of the guide that leads it, its author too, in one query."""
        return self.for_cards().select_related("author__portrait").defer("author__bio")

    def with_tags(self) -> "EditionQuerySet":
        """Adds `tag_rows`, what makes a Tag each, by name."""
        tags = Tag.objects.filter(editions=OuterRef("pk")).order_by("name")
        row = JSONObject(pk="pk", name="name", slug="slug")
        return self.annotate(tag_rows=JSONRows(tags.values(row=row)))

    def for_page(self) -> "EditionQuerySet":
        """What a guide's page shows of the guide itself, its tags too, in one query."""
        return (
            self.select_related("article", "topic__picture", "author__portrait", "reviewer")
            .defer("text", "article__introduction", "article__proposal")
            .with_tags()
        )

    def typeset(self) -> "EditionQuerySet":
        """What a guide's page shows, in one query; its body as it is set, and not as written."""
        return (
            self.for_page()
            .defer("body", "text", "article__introduction", "article__proposal")
            .annotate(type_key=F("typeset__key"), type_document=F("typeset__document"))
        )

    def newest_first(self) -> "EditionQuerySet":
        return self.order_by("-published_at", "-pk")

    def first_rows(self, number: int) -> "EditionQuerySet":
        """So many of the newest, chosen from an index alone and only then joined to what is
        asked of them. Call it after `newest_first()`, or an order like it."""
        return Edition.objects.filter(pk__in=self.values("pk")[:number]).newest_first()


class Edition(models.Model):
    """Written by publishing.py alone. `[live_from, live_until)` is when readers see it; one
    without `live_from` they never see."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(max_length=150)
    excerpt = models.CharField(max_length=200, blank=True)
    meta_title = models.CharField(max_length=160)
    meta_description = models.CharField(max_length=165, blank=True)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="editions")
    author = models.ForeignKey(Author, on_delete=models.PROTECT, related_name="editions")
    reviewer = models.ForeignKey(
        Author, on_delete=models.PROTECT, null=True, related_name="reviewed_editions"
    )
    reviewed_on = models.DateField(null=True)
    reviewer_credentials = models.CharField(max_length=200, blank=True)
    review_due_on = models.DateField(null=True)
    tags = models.ManyToManyField(Tag, through=EditionTag, related_name="editions")
    products = models.ManyToManyField("shop.Product", related_name="+")  # what the body names
    hero = ImageJSONField(null=True)
    minutes = models.PositiveSmallIntegerField()  # to read
    fingerprint = models.CharField(max_length=64)
    published_at = models.DateTimeField()  # the guide's first edition went live
    live_from = models.DateTimeField(null=True)
    live_until = models.DateTimeField(null=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # Last, because SQLite walks through a long value to reach the columns behind it.
    body = BodyField()
    text = models.TextField()  # plain, for search

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "number"], name="an_edition_number_is_used_once"
            ),
            models.UniqueConstraint(
                fields=["article"],
                condition=Q(live_from__isnull=False, live_until__isnull=True),
                name="only_the_last_edition_is_open_ended",
            ),
            models.UniqueConstraint(
                fields=["article", "live_from"], name="two_editions_never_begin_together"
            ),
            models.UniqueConstraint(
                fields=["article", "live_until"], name="two_editions_never_end_together"
            ),
            models.CheckConstraint(
                condition=Q(live_until__isnull=True)
                | Q(live_from__isnull=False, live_until__gt=F("live_from")),
                name="an_edition_ends_after_it_begins",
            ),
        ]
        indexes = [
            # Each gives a list in its order, and counts what is live without touching a row.
            models.Index(fields=[*NEWEST, *INTERVAL], name="edition_newest_first"),
            models.Index(fields=["topic", *NEWEST, *INTERVAL], name="edition_of_topic"),
            models.Index(fields=["author", *NEWEST, *INTERVAL], name="edition_of_author"),
            # What changes next by the clock alone.
            models.Index(fields=["live_from"], name="edition_starts"),
            models.Index(fields=["live_until"], name="edition_ends"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    def get_absolute_url(self) -> str:
        return self.article.get_absolute_url()

    @property
    def picture(self) -> Image | None:
        """The guide's own picture, or its topic's. Needs topic__picture selected."""
        if self.hero:
            return self.hero
        return self.topic.picture.as_image() if self.topic.picture else None

    @property
    def credentials(self) -> str:
        """The reviewer's, on the day of the review. Needs reviewer selected."""
        return self.reviewer_credentials or (self.reviewer.credentials if self.reviewer else "")

    @property
    def interval(self) -> str:
        """When readers see it, in words."""
        if self.live_from is None:
            return gettext("Never shown to readers")
        if self.live_until:
            return f"{said(self.live_from)} – {said(self.live_until)}"
        words = gettext("From %s") if self.live_from > timezone.now() else gettext("Since %s")
        return words % said(self.live_from)

    @property
    def made_at(self) -> str:
        return said(self.created_at)

    @property
    def is_first(self) -> bool:
        """Whether readers see the guide as it was on the day it came out."""
        return self.updated_at.date() == self.published_at.date()

    @property
    def updated_at(self) -> datetime:
        """When readers first saw this text; of an unsaved edition, when it was composed."""
        return self.live_from or self.published_at
