"""Outlines that guides are begun from."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Part, Section


class GuideTemplate(models.Model):
    name = models.CharField(_("name"), max_length=80, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("template")
        verbose_name_plural = _("templates")

    def __str__(self) -> str:
        return self.name


class TemplateSection(Part):
    """A section that a guide begins with: `prompt` tells its editor what to write there."""

    template = models.ForeignKey(GuideTemplate, on_delete=models.CASCADE, related_name="sections")
    heading = models.CharField(_("heading"), max_length=150)
    level = models.PositiveSmallIntegerField(
        _("level"), choices=Section.Level, default=Section.Level.H2
    )
    kind = models.CharField(
        _("kind"), max_length=12, choices=Section.Kind, default=Section.Kind.TEXT
    )
    prompt = models.CharField(_("what to write"), max_length=300, blank=True)

    class Meta(Part.Meta):
        abstract = False
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        constraints = [
            models.CheckConstraint(
                condition=Q(level__in=[2, 3]), name="a_template_section_is_h2_or_h3"
            ),
            models.CheckConstraint(
                condition=~Q(heading=""), name="a_template_section_has_a_heading"
            ),
        ]

    def __str__(self) -> str:
        return self.heading


class TemplateTakeaway(Part):
    """A takeaway that a guide begins with; its text may be left to the guide's editor."""

    template = models.ForeignKey(GuideTemplate, on_delete=models.CASCADE, related_name="takeaways")
    label = models.CharField(_("takeaway"), max_length=120)
    text = models.CharField(_("why"), max_length=300, blank=True)

    class Meta(Part.Meta):
        abstract = False
        verbose_name = _("key takeaway")
        verbose_name_plural = _("key takeaways")

    def __str__(self) -> str:
        return self.label


class TemplateQuestion(Part):
    """A question that a guide begins with. Its answer is the guide's own."""

    template = models.ForeignKey(GuideTemplate, on_delete=models.CASCADE, related_name="questions")
    question = models.CharField(_("question"), max_length=200)

    class Meta(Part.Meta):
        abstract = False
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return self.question
