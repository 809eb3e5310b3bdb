"""From the desk to the readers: the only writers of Edition."""

import hashlib
import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import body as document
from articles import checks, external_links, search, typesetting
from articles.desk_copy import DeskCopy
from articles.models import Article, Edition, Picture, ReviewStep, Tag
from articles.outline import RESERVED_ANCHORS, free_anchor
from articles.related.refreshing import refresh_after_commit
from articles.status import said
from fitblog.lib.images import ensure_renditions
from shop.models import Product

WORDS_A_MINUTE = 220
NEEDED = {
    "topic": gettext_lazy("Choose a topic before this guide can be shown."),
    "author": gettext_lazy("Choose an author before this guide can be shown."),
}


@dataclass(frozen=True)
class Composed:
    """An edition as it would be, unsaved, with the tags that belong to it."""

    edition: Edition
    tags: list[Tag]


def compose(article: Article, sketch: Edition | None = None) -> Composed:
    """What readers would see of the desk copy now. Writes nothing. About 8 queries.

    `sketch` is the desk copy's, where the caller has it already.

    Raises ValidationError, worded for the editor, when a topic or an author is missing.
    """
    missing = [name for name in NEEDED if getattr(article, f"{name}_id") is None]
    if missing:
        raise ValidationError({name: NEEDED[name] for name in missing})
    tags = list(article.tags.all())
    edition = sketch or DeskCopy.saved(article).sketch()
    edition.topic, edition.author, edition.reviewer = (
        article.topic,
        article.author,
        article.reviewer,
    )
    # Through JSON and back, so that an unsaved edition is as clean and safe as a stored one.
    edition.body = document.Body.from_json(edition.body.to_json())
    edition.minutes = minutes(len(edition.text.split()))
    edition.fingerprint = _fingerprint(edition, tags)
    return Composed(edition, tags)


def minutes(words: int) -> int:
    """To read so many words, and at least one."""
    return max(1, math.ceil(words / WORDS_A_MINUTE))


def publish(
    article: Article,
    *,
    by: AbstractBaseUser | None = None,
    note: str = "",
    at: datetime | None = None,
) -> Edition:
    """Show the desk copy to readers from `at` (now) on. The edition before it ends there.

    An end that is set for the guide stays (see `expire`). An edition that is due later gives
    way to one that is scheduled anew, and a review that waits has come to its end.
    Raises ValidationError when the guide lacks what a page needs, when it is to be shown at
    once while another edition is due, or when `at` lies before an edition that was shown.
    """
    # Outside the transaction: encoding takes a second, and writers would wait for it.
    _ready_hero(article)
    return _publish(article, by=by, note=note, moment=at or timezone.now())


@transaction.atomic
def _publish(
    article: Article, *, by: AbstractBaseUser | None, note: str, moment: datetime
) -> Edition:
    # Locked, so that two editors' clicks make two editions one after the other.
    article = locked(article)
    if article.trashed_at:
        raise ValidationError(_("This guide is in the trash. Put it back first."))
    if article.hero_id:
        # Locked, so that a picture being replaced keeps the file that this edition names.
        article.hero = Picture.objects.select_for_update().get(pk=article.hero_id)
    name_anchors(article)
    composed = compose(article)
    edition = composed.edition
    live_until = _make_room(article, moment)
    edition.live_from, edition.live_until = moment, live_until
    _store(composed, by=by, note=note)
    if article.review_steps.are_waiting():
        article.review_steps.create(
            kind=ReviewStep.Kind.PUBLISHED, by=by, fingerprint=edition.fingerprint
        )
    worst = checks.worst(checks.check(edition))
    Article.objects.filter(pk=article.pk).update(fingerprint=edition.fingerprint, worst=worst)
    _follow(article)
    return edition


def _make_room(article: Article, moment: datetime) -> datetime | None:
    """End at this moment what is shown then. Returns the end that is set for the guide."""
    now = timezone.now()
    last = article.editions.dated().first()
    if last is None:
        return None
    live_until = last.live_until
    if last.live_from > now >= moment:
        raise ValidationError(
            _("Edition %(number)d goes live on %(at)s. Cancel that first, then publish.")
            % {"number": last.number, "at": said(last.live_from)}
        )
    if last.live_from > now:
        _withdraw_due(article, now)
    elif last.live_from >= moment:
        raise ValidationError(_("Another edition of this guide was shown after that."))
    article.editions.live(moment).update(live_until=moment)
    return live_until if live_until and live_until > max(now, moment) else None


@transaction.atomic
def keep(article: Article, *, by: AbstractBaseUser | None = None, note: str = "") -> Edition | None:
    """Put the desk copy into the history, for editors alone.

    None when an edition says the same already, or when a topic or an author is missing.
    """
    article = locked(article)
    try:
        composed = compose(article)
    except ValidationError:
        return None
    if article.editions.filter(fingerprint=composed.edition.fingerprint).exists():
        return None
    _store(composed, by=by, note=note)
    return composed.edition


def _store(composed: Composed, *, by: AbstractBaseUser | None, note: str) -> None:
    edition = composed.edition
    history = edition.article.editions.aggregate(
        last=Max("number"), first=Min("published_at", filter=Q(live_from__isnull=False))
    )
    edition.number = (history["last"] or 0) + 1
    edition.published_at = history["first"] or edition.live_from or timezone.now()
    edition.note, edition.created_by = note, by
    edition.save(force_insert=True)
    edition.tags.set(composed.tags)
    edition.products.set(Product.objects.filter(pk__in=edition.body.products))
    if edition.live_from:
        typesetting.keep(edition.pk)


@transaction.atomic
def unpublish(article: Article) -> bool:
    """Take the guide from readers now, and withdraw what is due. True when it was shown."""
    article = locked(article)
    now = timezone.now()
    article.editions.filter(live_from__gte=now).update(live_from=None, live_until=None)
    was_shown = article.editions.live(now).update(live_until=now)
    _follow(article)
    return bool(was_shown)


@transaction.atomic
def expire(article: Article, at: datetime | None) -> None:
    """Let the guide leave the site at this moment; None: let it stay.

    Raises ValidationError, worded for the editor, when there is nothing to end or the moment
    does not fit.
    """
    article = locked(article)
    now = timezone.now()
    last = article.editions.dated().first()
    if last is None or (last.live_until and last.live_until <= now):
        raise ValidationError(_("Readers do not see this guide, and nothing is scheduled."))
    if at and at <= now:
        raise ValidationError(_("Choose a time that is still to come."))
    if at and at <= last.live_from:
        raise ValidationError(
            _("Edition %(number)d goes live on %(at)s. Choose a later time, or cancel that first.")
            % {"number": last.number, "at": said(last.live_from)}
        )
    article.editions.filter(pk=last.pk).update(live_until=at)
    search.note(article)


@transaction.atomic
def cancel(article: Article) -> Edition | None:
    """Withdraw the edition that is due, if one is. What it was to follow stays in its place."""
    withdrawn = _withdraw_due(locked(article), timezone.now())
    _follow(article)
    return withdrawn


def _withdraw_due(article: Article, now: datetime) -> Edition | None:
    due = article.editions.dated().filter(live_from__gt=now).first()
    if due:
        article.editions.filter(pk=due.pk).update(live_from=None, live_until=None)
        article.editions.filter(live_until=due.live_from).update(live_until=due.live_until)
    return due


def _follow(article: Article) -> None:
    """What else depends on which editions readers see."""
    search.note(article)
    refresh_after_commit(article)


def locked(article: Article) -> Article:
    """The guide, for one writer at a time until the transaction ends."""
    return Article.objects.select_for_update(of=("self",)).get(pk=article.pk)


def note_change(article: Article) -> None:
    """Call after any write to the desk copy: keeps `fingerprint`, `worst` and the anchors true.

    A guide that cannot be composed yet has no fingerprint and so differs from any edition.
    """
    name_anchors(article)
    sketch = DeskCopy.saved(article).sketch()
    worst = checks.worst(checks.check(sketch))
    external_links.note_saved(sketch)
    try:
        fingerprint = compose(article, sketch).edition.fingerprint
    except ValidationError:
        fingerprint = ""
    Article.objects.filter(pk=article.pk).update(fingerprint=fingerprint, worst=worst)


def note_tags(editions: Iterable[Edition]) -> None:
    """Call after tags of these editions gave way to others: keeps their `fingerprint` true."""
    editions = list(editions)
    for edition in editions:
        edition.fingerprint = _fingerprint(edition, list(edition.tags.all()))
    Edition.objects.bulk_update(editions, ["fingerprint"], batch_size=100)


def name_anchors(article: Article) -> None:
    """Give each section and question that has none an anchor of its own, once and for good."""
    sections, items = list(article.sections.all()), list(article.faq_items.all())
    taken = RESERVED_ANCHORS | {part.anchor for part in (*sections, *items) if part.anchor}
    for part, words in [(s, s.heading) for s in sections] + [(i, i.question) for i in items]:
        if not part.anchor:
            part.anchor = free_anchor(words, taken)
            type(part).objects.filter(pk=part.pk).update(anchor=part.anchor)


def _ready_hero(article: Article) -> None:
    """An edition names its picture's renditions for good, so they are made before it."""
    if article.hero is None:
        return
    try:
        ensure_renditions(article.hero)
    except FileNotFoundError as error:
        raise ValidationError(
            {"hero": _("The file of this picture is missing. Upload it again.")}
        ) from error


def _review(edition: Edition) -> dict[str, str]:
    facts = {
        "reviewer_credentials": edition.reviewer_credentials,
        "review_due_on": str(edition.review_due_on or ""),
    }
    return {name: fact for name, fact in facts.items() if fact}


def _fingerprint(edition: Edition, tags: list[Tag]) -> str:
    """A hash of all that readers would see changed."""
    parts: dict[str, Any] = {
        "columns": [
            edition.title,
            edition.excerpt,
            edition.meta_title,
            edition.meta_description,
            edition.topic_id,
            edition.author_id,
            edition.reviewer_id,
            str(edition.reviewed_on),
        ],
        # None in a guide without them, so that older fingerprints stay true.
        **_review(edition),
        "hero": edition.hero.to_json() if edition.hero else None,
        "body": edition.body.to_json(),
        "tags": sorted(tag.slug for tag in tags),
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
