"""The desk copy: what editors write. Readers see editions."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.people import Author
from articles.models.pictures import Picture
from articles.models.topics import Tag, Topic
from articles.severity import Severity
from articles.status import ArticleQuerySet, Status
from fitblog.lib.fields import RichTextField


class Article(models.Model):
    title = models.CharField(_("title"), max_length=150)
    slug = models.SlugField(
        _("slug"),
        max_length=100,
        unique=True,
        help_text=_("The guide's address. An old address leads to the new one."),
    )
    excerpt = models.CharField(
        _("excerpt"),
        max_length=200,
        blank=True,
        help_text=_("One or two sentences: the line under the title, and the card's text."),
    )
    introduction = RichTextField(_("introduction"), blank=True)
    takeaways_heading = models.CharField(_("heading of the takeaways"), max_length=120, blank=True)
    faq_heading = models.CharField(_("heading of the questions"), max_length=120, blank=True)
    topic = models.ForeignKey(
        Topic, verbose_name=_("topic"), on_delete=models.PROTECT, null=True, blank=True
    )
    tags = models.ManyToManyField(Tag, verbose_name=_("tags"), blank=True)
    author = models.ForeignKey(
        Author, verbose_name=_("author"), on_delete=models.PROTECT, null=True, blank=True
    )
    reviewer = models.ForeignKey(
        Author,
        verbose_name=_("reviewed by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reviewed_articles",
    )
    reviewer_credentials = models.CharField(
        _("reviewer’s credentials"),
        max_length=200,
        blank=True,
        help_text=_("On the day of the review. Empty: as the reviewer’s own page says."),
    )
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    review_due_on = models.DateField(_("next review due"), null=True, blank=True)
    hero = models.ForeignKey(
        Picture,
        verbose_name=_("hero picture"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    meta_title = models.CharField(
        _("title in search results"), max_length=65, blank=True, help_text=_("Empty: the title.")
    )
    meta_description = models.CharField(
        _("description in search results"),
        max_length=165,
        blank=True,
        help_text=_("Empty: the excerpt."),
    )
    # What the importer read and guessed, kept with the draft: articles.importing.Proposal as JSON.
    proposal = models.JSONField(null=True, blank=True, editable=False)
    # A hash of everything an edition would be made of; see publishing.note_change().
    fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    # What the checks last said; see publishing.note_change() and manage.py check_guides.
    worst = models.CharField(
        _("checks"),
        max_length=5,
        choices=[*Severity.choices, ("pass", _("Passed"))],
        blank=True,
        editable=False,
    )
    # Whose guide it is on the desk; readers see the author. None: an import, a deleted login.
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("written by"),
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )
    # Thrown away, to be deleted for good a month later; see articles.trash.
    trashed_at = models.DateTimeField(_("thrown away"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-pk"]
        verbose_name = _("guide")
        verbose_name_plural = _("guides")
        permissions = [
            ("publish_article", _("Can publish and unpublish guides")),
            ("override_checks", _("Can publish guides that checks block")),
            ("any_article", _("Can work on guides that others wrote")),
            ("review_article", _("Can review guides")),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="a_guide_has_a_title"),
            models.CheckConstraint(
                condition=Q(reviewer__isnull=True) | ~Q(reviewer=models.F("author")),
                name="nobody_reviews_their_own_guide",
            ),
            models.CheckConstraint(
                condition=Q(review_due_on__isnull=True)
                | Q(review_due_on__gt=models.F("reviewed_on")),
                name="a_review_comes_before_the_next",
                violation_error_message=_("The next review is due after this one."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("articles:guide", args=[self.slug])

    @property
    def version(self) -> str:
        """Of the desk copy: another after each save."""
        return self.changed_at.isoformat()

    @property
    def status(self) -> Status:
        """Where the guide stands. Needs the annotations of `objects.with_status()`."""
        return Status.of(self)


class Part(models.Model):
    """One row in a guide's ordered list. Ties in position keep the order of writing."""

    position = models.PositiveIntegerField(_("position"), default=0, db_index=False)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


class Section(Part):
    """A heading with its text. A flat list; `outline` nests it."""

    class Level(models.IntegerChoices):
        H2 = 2, "H2"
        H3 = 3, "H3"

    class Kind(models.TextChoices):
        TEXT = "text", _("Text")
        STEPS = "steps", _("Step")
        EASIER = "easier", _("Easier")
        HARDER = "harder", _("Harder")
        STORY = "story", _("Story")
        CONCLUSION = "conclusion", _("Conclusion")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="sections")
    heading = models.CharField(_("heading"), max_length=150)
    anchor = models.SlugField(
        _("anchor"), max_length=80, blank=True, editable=False
    )  # made once; links to it outlive edits of the heading
    level = models.PositiveSmallIntegerField(_("level"), choices=Level, default=Level.H2)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.TEXT)
    body = RichTextField(_("text"), blank=True)
    # What a template says is to be written here; readers never see it.
    prompt = models.CharField(max_length=300, blank=True, editable=False)
    product = models.ForeignKey(
        "shop.Product",
        verbose_name=_("product"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    product_reason = models.CharField(
        _("why this product"), max_length=120, blank=True, help_text=_("Used in step two.")
    )

    class Meta(Part.Meta):
        abstract = False
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        constraints = [
            models.CheckConstraint(condition=Q(level__in=[2, 3]), name="a_section_is_h2_or_h3"),
            models.CheckConstraint(condition=~Q(heading=""), name="a_section_has_a_heading"),
            models.UniqueConstraint(
                fields=["article", "anchor"],
                condition=~Q(anchor=""),
                name="an_anchor_is_unique_in_its_guide",
            ),
        ]

    def __str__(self) -> str:
        return self.heading


class Takeaway(Part):
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="takeaways")
    label = models.CharField(_("takeaway"), max_length=120)
    text = models.CharField(_("why"), max_length=300, blank=True)

    class Meta(Part.Meta):
        abstract = False
        verbose_name = _("key takeaway")
        verbose_name_plural = _("key takeaways")

    def __str__(self) -> str:
        return self.label


class FaqItem(Part):
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="faq_items")
    question = models.CharField(_("question"), max_length=200)
    anchor = models.SlugField(max_length=80, blank=True, editable=False)
    answer = RichTextField(_("answer"), blank=True)  # until it is published; see checks

    class Meta(Part.Meta):
        abstract = False
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "anchor"],
                condition=~Q(anchor=""),
                name="a_question_anchor_is_unique_in_its_guide",
            ),
        ]

    def __str__(self) -> str:
        return self.question


class Source(Part):
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="sources")
    title = models.CharField(_("title"), max_length=250)
    publisher = models.CharField(_("publisher"), max_length=150, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    # The anchor of the section that it supports; empty, or of no section any more: the whole guide.
    section = models.SlugField(_("supports"), max_length=80, blank=True, db_index=False)

    class Meta(Part.Meta):
        abstract = False
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        return self.title


class Correction(Part):
    """What the guide said wrong once it was out, and when that was put right."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="corrections")
    corrected_on = models.DateField(_("day"), default=timezone.localdate)
    text = models.CharField(_("what was wrong and what is right"), max_length=500)

    class Meta(Part.Meta):
        abstract = False
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")

    def __str__(self) -> str:
        return self.text


class FormerSlug(models.Model):
    """An address that a guide once had. It leads to the guide, whatever its slug is now."""

    slug = models.SlugField(max_length=100, unique=True)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="former_slugs")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-added_at"]
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")

    def __str__(self) -> str:
        return self.slug
