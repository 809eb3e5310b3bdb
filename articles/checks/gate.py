"""The gate before readers: what checks block is published with a reason, or not at all."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import publishing
from articles.checks import Finding, check
from articles.desk_copy import DeskCopy
from articles.models import Article, Edition, Override
from articles.severity import Severity


class NotFit(ValidationError):
    """Checks block this guide, and nobody who may has given a reason to publish it all the same."""

    def __init__(self, blocks: list[Finding]) -> None:
        self.blocks = blocks
        count = len(blocks)
        sentence = ngettext(
            "Not published: %(count)d check blocks it.",
            "Not published: %(count)d checks block it.",
            count,
        )
        super().__init__([sentence % {"count": count}, *(block.sentence for block in blocks)])


def may_override(by: AbstractBaseUser | None) -> bool:
    """Without a user it is the command line, where the site's owner stands."""
    return by is None or by.has_perm("articles.override_checks")


@transaction.atomic
def publish(
    article: Article,
    *,
    by: AbstractBaseUser | None = None,
    note: str = "",
    at: datetime | None = None,
    reason: str = "",
) -> Edition:
    """As publishing.publish does, once the checks have nothing against it.

    Raises NotFit when they have, unless somebody who may override them gives a reason; that is
    kept with the edition and with what the checks said.
    """
    findings = check(DeskCopy.saved(article).sketch())
    blocks = [finding for finding in findings if finding.severity == Severity.BLOCK]
    if blocks and not (reason.strip() and may_override(by)):
        raise NotFit(blocks)
    edition = publishing.publish(article, by=by, note=note, at=at)
    if blocks:
        said = [{"rule": block.rule, "sentence": block.sentence} for block in blocks]
        Override.objects.create(edition=edition, by=by, reason=reason.strip(), findings=said)
    return edition


def overridden(edition: Edition) -> list[str]:
    """What checks said against this edition when it was published all the same."""
    override = Override.objects.filter(edition=edition).first()
    return [finding["sentence"] for finding in override.findings] if override else []


def log_sentence(edition: Edition, sentence: str) -> str:
    """What the admin's log says of this act, with the reason where checks were overridden."""
    override = Override.objects.filter(edition=edition).first()
    if override is None:
        return sentence
    return _("%(sentence)s Checks were overridden: %(reason)s") % {
        "sentence": sentence,
        "reason": override.reason,
    }
