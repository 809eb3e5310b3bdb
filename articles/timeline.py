"""What readers see of a guide now, and what they will see next."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Edition
from articles.status import said


@dataclass(frozen=True)
class Timeline:
    """Of the editions that have a place in time: the one shown now, the one due, the one that
    readers saw last."""

    live: Edition | None = None
    due: Edition | None = None
    past: Edition | None = None

    @property
    def ends_at(self) -> datetime | None:
        """When the guide leaves the site for good, as it stands."""
        last = self.due or self.live
        return last.live_until if last else None

    @property
    def sentence(self) -> str:
        zone = timezone.get_default_timezone_name().rpartition("/")[2].replace("_", " ")
        first, *others = self._facts()
        return "; ".join([f"{first} {zone}" if self.live or self.past else first, *others]) + "."

    def _facts(self) -> list[str]:
        if self.live:
            facts = [_fact(_("Edition %(number)d, live since %(at)s"), self.live, "live_from")]
        elif self.past:
            facts = [_("Off the site since %(at)s") % {"at": said(self.past.live_until)}]
        else:
            facts = [_("Readers have seen nothing of this guide yet")]
        follows = self.due and self.live and self.due.live_from == self.live.live_until
        if self.live and self.live.live_until and not follows:
            facts.append(_("it leaves the site on %(at)s") % {"at": said(self.live.live_until)})
        if self.due:
            facts.append(_fact(_("edition %(number)d goes live on %(at)s"), self.due, "live_from"))
            if self.due.live_until:
                facts.append(_("it leaves the site on %(at)s") % {"at": said(self.due.live_until)})
        return facts


def timeline(article: Article) -> Timeline:
    """One query: nothing but the two latest editions can be live or due."""
    now = timezone.now()
    latest = article.editions.dated().defer("body", "text")[:2]
    kinds: dict[str, Edition] = {}
    for edition in latest:
        if edition.live_from > now:
            kinds["due"] = edition
        elif edition.live_until is None or edition.live_until > now:
            kinds["live"] = edition
        else:
            kinds.setdefault("past", edition)
    return Timeline(**kinds)


def _fact(sentence: str, edition: Edition, moment: str) -> str:
    return sentence % {"number": edition.number, "at": said(getattr(edition, moment))}
