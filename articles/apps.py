from datetime import datetime

from django.apps import AppConfig
from django.db.models import Min
from django.utils.translation import gettext_lazy as _

from fitblog.lib.stamp import Watch


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Newsroom")

    # The desk copy and what editors have around it; see lib/stamp.py. Readers see editions.
    unseen = frozenset(
        "Article_tags FormerPath Section Takeaway FaqItem Source RelatedPin RecoveryCopy ShareLink "
        "ExternalLink Override GuideTemplate TemplateSection TemplateTakeaway TemplateQuestion "
        "RelatedGuide RelatedWord RelatedTerm Miss Typeset".split()
    )
    seen_when = {"Article": (Watch("UPDATE OF slug", "OLD.slug <> NEW.slug"),)}

    def next_change(self, now: datetime) -> datetime | None:
        """The next start or end of an edition. Two queries of an index each."""
        editions = self.get_model("Edition").objects.order_by()
        starts = editions.filter(live_from__gt=now).aggregate(at=Min("live_from"))["at"]
        ends = editions.filter(live_until__gt=now).aggregate(at=Min("live_until"))["at"]
        return min(filter(None, [starts, ends]), default=None)
