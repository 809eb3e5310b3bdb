"""Editorial rules: each looks at a guide and says what an editor should do.

A rule is a function of a guide and the site around it that yields a place and a sentence. It
looks at an edition: the desk copy's sketch, saved or not, or what readers see.
"""

from collections.abc import Callable, Iterable, Iterator

from articles.checks import kit, links, opening, readability, structure, trust
from articles.checks.finding import Finding, Place, Said
from articles.checks.guide import Guide
from articles.checks.site import Site
from articles.models import Edition
from articles.severity import Severity

Rule = Callable[[Guide, Site], Said]

RULES: dict[Severity, tuple[Rule, ...]] = {
    Severity.BLOCK: (
        opening.undescribed_picture,
        structure.heading_order,
        structure.empty_section,
        structure.unanswered_question,
        links.broken_link,
    ),
    Severity.WARN: (
        opening.title_length,
        opening.description_length,
        opening.missing_excerpt,
        opening.small_picture,
        structure.takeaway_count,
        structure.takeaway_without_text,
        structure.double_heading,
        links.lost_anchor,
        links.unpublished_guide,
        links.vague_link,
        links.dead_external_link,
        kit.withdrawn_product,
        kit.sold_out_product,
        trust.health_claim,
        trust.review_overdue,
    ),
    Severity.HINT: (
        structure.skipped_level,
        links.silent_external_link,
        readability.long_paragraph,
        readability.long_sentences,
    ),
}
PASSED = "pass"  # stands beside the severities where a guide has no findings


def check(edition: Edition) -> list[Finding]:
    """What there is to say of one guide, the worst first. Up to nine queries."""
    return next(check_all([edition]))


def check_all(editions: Iterable[Edition]) -> Iterator[list[Finding]]:
    """The findings of each, with as few queries as for one. Reads all of them into memory."""
    guides = [Guide(edition) for edition in editions]
    site = Site.around(guides)
    for guide in guides:
        yield [
            Finding(rule.__name__, severity, place, sentence)
            for severity, rules in RULES.items()
            for rule in rules
            for place, sentence in rule(guide, site)
        ]


def worst(findings: list[Finding]) -> str:
    """What the guides' list shows and filters by."""
    return findings[0].severity if findings else PASSED


__all__ = ["PASSED", "RULES", "Finding", "Place", "check", "check_all", "worst"]
