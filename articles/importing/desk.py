"""Proposal → draft: the only writer of what was imported.

The desk copy remembers the proposal it was made from and a hash of the words that were written.
As long as the hash fits, a newer text may replace the older one; once an editor has changed a
word it does not, and nothing is overwritten unless that is asked for.
"""

import hashlib
import json
from collections import defaultdict, deque
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from typing import Any, Literal

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from articles import former_paths, publishing
from articles.addresses import slug_for
from articles.checks import gate
from articles.importing.enclosed import keep_pictures
from articles.importing.exports.exported import Exported
from articles.importing.exports.record import record
from articles.importing.placing import guess_author, guess_topic
from articles.importing.proposal import Decision, Hint, Media, Proposal, UnknownProposal
from articles.models import (
    Article,
    Author,
    Edition,
    FaqItem,
    FormerSlug,
    RelatedPin,
    Section,
    Source,
    Takeaway,
    Topic,
)
from fitblog.lib.html import clean


class Refused(Exception):
    """Nothing was written. Worded for the editor."""


@dataclass(frozen=True)
class Wishes:
    """What an editor decided beside the text."""

    topic: Topic | None = None
    author: Author | None = None
    publish: bool = False
    replace: bool = False  # words that an editor changed since the last import
    note: str = ""
    by: AbstractBaseUser | None = None  # whose guide a new one is
    always_new: bool = False  # whatever an earlier import of the same title made
    came: Exported | None = None  # of a site's export: what that site knew beside the text


@dataclass(frozen=True)
class Written:
    article: Article
    outcome: Literal["made", "updated", "unchanged"]
    edition: Edition | None = None  # when it was published just now
    is_live: bool = False  # readers see these very words
    guesses: list[Decision] = field(default_factory=list)  # the topic and the author
    pinned: list[str] = field(default_factory=list)  # titles of guides
    media: list[Media] = field(default_factory=list)  # with the pictures that came of them


@transaction.atomic
def write(proposal: Proposal, wishes: Wishes, enclosed: dict[str, bytes] | None = None) -> Written:
    """Make the draft, or bring the draft of the same title up to date; publish it if wished.

    `enclosed` are the pictures that came along, by the address the proposal gives them.
    Editors' topic, author, excerpt, pictures, tags, products and sources stay; a source is
    added once. All or nothing:
    raises Refused, worded for the editor, and has then written nothing.
    """
    article = _earlier(proposal, wishes)
    is_new, before = article is None, _proposal_of(article)
    if article and not wishes.replace:
        _refuse_edited(article, before)
    article = article or Article(
        slug=_new_slug(proposal, wishes), proposal={}, created_by=wishes.by
    )
    guesses = _place(article, proposal, wishes)
    media = keep_pictures(article, proposal, before, enclosed or {})
    try:
        changed = _write_columns(article, proposal, before)
        changed |= _write_parts(article, proposal)
        changed |= _add_sources(article, proposal, before)
    except ValidationError as refusal:
        raise Refused(" ".join(refusal.messages)) from refusal
    if wishes.came and is_new:
        record(article, wishes.came)
        changed = True
    if wishes.came:
        former_paths.remember(article, wishes.came.former_paths)
    hints, pinned = _pin(article, proposal.related, before.related if before else [])
    decisions = proposal.decisions + guesses + _earlier_guesses(before, wishes, guesses)
    _remember(article, before, replace(proposal, related=hints, media=media, decisions=decisions))
    if changed or pinned:
        article.save(update_fields=["changed_at"])
        publishing.note_change(article)
    again = wishes.came and not changed and article.editions.exists()  # as editors left it
    edition = _publish(article, wishes) if wishes.publish and not again else None
    outcome = "made" if is_new else "updated" if changed or pinned else "unchanged"
    return Written(article, outcome, edition, _is_live(article), guesses, pinned, media)


def _earlier(proposal: Proposal, wishes: Wishes) -> Article | None:
    if wishes.always_new:
        return None
    return _of_origin(proposal.origin) if wishes.came else _same_draft(proposal)


def _new_slug(proposal: Proposal, wishes: Wishes) -> str:
    """The address of a new guide; one of a site's export may have to take another number."""
    if not (wishes.came or wishes.always_new):
        return slug_for(proposal.title)
    wanted = slug_for((wishes.came and wishes.came.slug) or proposal.title)
    taken = set(Article.objects.filter(slug__startswith=wanted[:90]).values_list("slug", flat=True))
    taken |= set(
        FormerSlug.objects.filter(slug__startswith=wanted[:90]).values_list("slug", flat=True)
    )
    numbers = (f"{wanted[:94]}-{number}" for number in count(2))
    return wanted if wanted not in taken else next(slug for slug in numbers if slug not in taken)


def _of_origin(origin: str) -> Article | None:
    """The draft that an earlier run made of the same document, locked."""
    locked = Article.objects.select_for_update(of=("self",))
    article = locked.filter(proposal__origin=origin).first()
    if article and article.trashed_at:
        raise Refused(_("“%s” is in the trash and was left there.") % article.title)
    return article


def _same_draft(proposal: Proposal) -> Article | None:
    """The draft that an earlier import of this title made, locked; None where there is none.

    Found by its address, or, where an editor gave it another one, by the title it had then.
    """
    slug, locked = slug_for(proposal.title), Article.objects.select_for_update(of=("self",))
    article = locked.filter(slug=slug).first()
    if article and article.proposal is None:
        raise Refused(
            _("The guide “%(title)s” already has the address “%(slug)s” and was not imported.")
            % {"title": article.title, "slug": slug}
        )
    article = article or locked.filter(proposal__title=proposal.title).first()
    former = FormerSlug.objects.select_related("article").filter(slug=slug).first()
    if former and not article:
        raise Refused(
            _("The address “%(slug)s” once was that of “%(title)s”, and still leads there.")
            % {"title": former.article.title, "slug": slug}
        )
    return article


def _proposal_of(article: Article | None) -> Proposal | None:
    try:
        return Proposal.from_json(article.proposal) if article else None
    except UnknownProposal:  # of another version of Fitblog
        return None


def _refuse_edited(article: Article, before: Proposal | None) -> None:
    if before is None or before.written != _hash(article):
        raise Refused(
            _("“%s” was edited since it was imported; --replace would overwrite that.")
            % article.title
        )


def _hash(article: Article) -> str:
    """Of every word that an import writes and an editor may have changed."""
    words = [
        [article.title, article.introduction, article.takeaways_heading, article.faq_heading],
        [[t.label, t.text] for t in article.takeaways.all()],
        [
            [s.heading, s.level, s.kind, s.body, s.product_id, s.product_reason]
            for s in article.sections.all()
        ],
        [[f.question, f.answer] for f in article.faq_items.all()],
    ]
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()


def _place(article: Article, proposal: Proposal, wishes: Wishes) -> list[Decision]:
    """Set topic and author as wished; guess what a guide lacks that is to be published."""
    guesses = []
    article.topic = wishes.topic or article.topic
    article.author = wishes.author or article.author
    if wishes.publish and article.topic is None:
        guess = guess_topic(proposal)
        if guess is None:
            raise Refused(_("Publishing needs a topic, and there is none yet: add one first."))
        article.topic = guess.choice
        guesses.append(guess.decision)
    if wishes.publish and article.author is None:
        guess = guess_author(proposal, article.topic)
        if guess is None:
            raise Refused(_("Publishing needs an author, and there is none yet: add one first."))
        article.author = guess.choice
        guesses.append(guess.decision)
    if article.author and article.author == article.reviewer:
        raise Refused(_("%s reviews this guide and so cannot be its author.") % article.author)
    return guesses


def _earlier_guesses(
    before: Proposal | None, wishes: Wishes, guesses: list[Decision]
) -> list[Decision]:
    decided = {guess.part for guess in guesses}
    decided |= {part for part in ("topic", "author") if getattr(wishes, part)}
    earlier = before.decisions if before else []
    return [d for d in earlier if d.part in {"topic", "author"} - decided]


def _write_columns(article: Article, proposal: Proposal, before: Proposal | None) -> bool:
    """Whether anything changed."""
    words = {
        "title": proposal.title,
        "introduction": clean(proposal.introduction),
        "takeaways_heading": proposal.takeaways_heading,
        "faq_heading": proposal.faq_heading,
    }
    if article.pk is None or (before and article.excerpt == before.excerpt):
        words["excerpt"] = proposal.excerpt  # nobody has written a better one
    stored = (
        Article.objects.filter(pk=article.pk)
        .values("topic_id", "author_id", "hero_id", *words)
        .first()
    )
    for name, value in words.items():
        setattr(article, name, value)
    if stored and all(getattr(article, name) == value for name, value in stored.items()):
        return False
    try:
        with transaction.atomic():
            article.save()
    except IntegrityError as clash:
        raise Refused(_("The address “%s” was taken just now.") % article.slug) from clash
    return True


def _write_parts(article: Article, proposal: Proposal) -> bool:
    """Whether anything changed."""
    takeaways = [{"label": t.label, "text": t.text} for t in proposal.takeaways]
    sections = [
        {"heading": s.heading, "level": s.level, "kind": s.kind, "body": clean(s.body)}
        for s in proposal.sections
    ]
    questions = [{"question": f.question, "answer": clean(f.answer)} for f in proposal.faq]
    return any(
        [
            _write_rows(article, Takeaway, "label", takeaways),
            _write_rows(article, Section, "heading", sections),
            _write_rows(article, FaqItem, "question", questions),
        ]
    )


def _write_rows(
    article: Article, model: type[models.Model], key: str, wanted: list[dict[str, Any]]
) -> bool:
    """Make the rows of an article read as wanted. Whether anything changed.

    A row whose key stays is kept, and with it the anchor, and the product beside it.
    """
    stored = list(model.objects.filter(article=article))
    known: dict[str, deque[models.Model]] = defaultdict(deque)
    for row in stored:
        known[getattr(row, key)].append(row)
    rows = [
        known[words[key]].popleft() if known[words[key]] else model(article=article)
        for words in wanted
    ]
    moved = [row.pk for row in rows] != [row.pk for row in stored]
    gone = [row.pk for left in known.values() for row in left]
    model.objects.filter(pk__in=gone).delete()
    changed = moved
    for position, (row, words) in enumerate(zip(rows, wanted, strict=True)):
        if moved or any(getattr(row, name) != value for name, value in words.items()):
            for name, value in words.items():
                setattr(row, name, value)
            row.position = position if moved else row.position
            row.save()
            changed = True
    return changed


def _add_sources(article: Article, proposal: Proposal, before: Proposal | None) -> bool:
    """Sources that the document names newly: one that an editor took away stays away."""
    known = {source.title for source in before.sources} if before else set()
    known.update(article.sources.values_list("title", flat=True))
    new = [source for source in proposal.sources if source.title not in known]
    last = article.sources.aggregate(last=Max("position"))["last"]
    for position, source in enumerate(new, start=0 if last is None else last + 1):
        row = Source(article=article, title=source.title, url=source.url, year=source.year)
        row.position = position
        row.full_clean()
        row.save()
    return bool(new)


def _pin(article: Article, hints: list[Hint], before: list[Hint]) -> tuple[list[Hint], list[str]]:
    """Pin the live guides that hints name; the hints with what they are pinned to, the new titles.

    A hint is pinned once: a pin that an editor took away stays away.
    """
    pinned_before = {hint.title: hint.pinned for hint in before if hint.pinned}
    last = article.pins.aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    kept, titles = [], []
    for hint in hints:
        target = pinned_before.get(hint.title)
        if target is None:
            live = Edition.objects.live().filter(title__iexact=hint.title)
            target = live.exclude(article=article).values_list("article_id", flat=True).first()
            if target and not article.pins.filter(target_id=target).exists():
                RelatedPin.objects.create(article=article, target_id=target, position=position)
                position += 1
                titles.append(hint.title)
        kept.append(replace(hint, pinned=target))
    return kept, titles


def _remember(article: Article, before: Proposal | None, proposal: Proposal) -> None:
    proposal = replace(proposal, written=_hash(article))
    if proposal != before:
        article.proposal = proposal.to_json()
        Article.objects.filter(pk=article.pk).update(proposal=article.proposal)


def _is_live(article: Article) -> bool:
    return Article.objects.with_status().get(pk=article.pk).status.kind == "live"


def _publish(article: Article, wishes: Wishes) -> Edition | None:
    """A new edition; None where readers see these very words already."""
    if _is_live(article):
        return None
    try:
        return gate.publish(
            article,
            note=wishes.note,
            reason=_("Published by the import command."),
            at=_first_shown(article, wishes),
        )
    except ValidationError as refusal:
        raise Refused(" ".join(refusal.messages)) from refusal


def _first_shown(article: Article, wishes: Wishes) -> datetime | None:
    """When readers saw it where it came from; a later text of it shows from now on."""
    if wishes.came is None or article.editions.exists():
        return None
    return wishes.came.published_at
