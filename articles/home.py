"""What the home page opens with."""

from dataclasses import dataclass, field

from django.db.models import Exists, F, OuterRef, Subquery
from django.utils import timezone

from articles.models import Edition, HomePage, PathStep
from articles.models.edition import EditionQuerySet
from fitblog.lib.prepared import Given, prepared


@dataclass(frozen=True)
class Opening:
    """The editors' choices, as far as readers may see them."""

    lead: Edition | None = None
    path: list[Edition] = field(default_factory=list)
    path_introduction: str = ""


def opening() -> Opening:
    """One query. `lead` is None where none is chosen or the chosen one is not live."""
    editions = _chosen(at=timezone.now())
    return Opening(
        lead=next((edition for edition in editions if edition.leads), None),
        path=[edition for edition in editions if edition.step is not None],
        path_introduction=editions[0].introduction if editions else "",
    )


@prepared
def _chosen(at: Given) -> EditionQuerySet:
    home = HomePage.objects.all()
    leads, steps = home.values("lead"), PathStep.objects.order_by().values("article")
    return (
        Edition.objects.live(at)
        .for_leads()
        .annotate(
            step=F("article__path_step__position"),
            leads=Exists(home.filter(lead=OuterRef("article"))),
            introduction=Subquery(home.values("path_introduction")[:1]),
        )
        .filter(article__in=leads.union(steps))
        .order_by("step", "article__path_step")
    )
