"""Links to other sites are asked by a task, never while somebody waits for a page.

With a worker that happens soon after a guide was saved; without one, by `check_guides --links`.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import default_task_backend, task
from django_tasks.backends.immediate import ImmediateBackend

from articles.checks.guide import Guide
from articles.models import Edition, ExternalLink
from fitblog.lib import fetch

Outcome = ExternalLink.Outcome
GONE = {404, 410}
ASKED_AGAIN = timedelta(days=7)
FORGOTTEN = timedelta(days=90)


@task()
def ask_later(link: int) -> None:
    # None where the link was forgotten meanwhile, or asked by an earlier task.
    if found := ExternalLink.objects.filter(_unanswered(), pk=link).first():
        ask(found)


def note(editions: Iterable[Edition]) -> None:
    """Remember which addresses these name, for `due` to find. One query, or none."""
    links = (link for edition in editions for link in Guide(edition).links)
    ExternalLink.objects.note({link.url for link in links if link.url})


def note_saved(edition: Edition) -> None:
    """As `note` does; a worker, where there is one, asks the new addresses soon."""
    note([edition])
    # Tasks that run at once would make the editor wait for other people's servers.
    if not isinstance(default_task_backend, ImmediateBackend):
        for link in ExternalLink.objects.filter(asked_at=None).values_list("pk", flat=True):
            transaction.on_commit(partial(ask_later.enqueue, link))


def ask(link: ExternalLink, *, allows: Callable = fetch.is_public) -> None:
    """Ask the address and keep how it answered. Up to five seconds."""
    link.outcome = _outcome(link.url, allows)
    link.asked_at = timezone.now()
    link.save(update_fields=["outcome", "asked_at"])


def due() -> list[int]:
    """Keys of the links that guides name and nobody has asked for a week. Forgets old ones."""
    today = timezone.localdate()
    ExternalLink.objects.filter(seen_on__lt=today - FORGOTTEN).delete()
    links = ExternalLink.objects.filter(_unanswered(), seen_on=today)
    return list(links.values_list("pk", flat=True))


def _unanswered() -> Q:
    """Never asked, or not lately."""
    return Q(asked_at=None) | Q(asked_at__lte=timezone.now() - ASKED_AGAIN)


def _outcome(url: str, allows: Callable) -> Outcome:
    try:
        answer = fetch.ask(url, allows=allows)
    except fetch.NotPublic:
        return Outcome.REFUSED
    except fetch.NoAnswer:
        return Outcome.SILENT
    if answer.status in GONE:
        return Outcome.GONE
    # 401, 403 and 429 are for robots: a reader may well see the page.
    return Outcome.SILENT if answer.status >= 500 else Outcome.FINE
