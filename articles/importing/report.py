"""What an import says on the terminal."""

import textwrap
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.importing.proposal import Decision, Media, Proposal, Words

WIDTH = 100
DECISION_WIDTH = 46


def summary(proposal: Proposal) -> str:
    """“1 title, 2 introduction paragraphs, 4 takeaways …; dropped: …”"""
    introduction = proposal.introduction
    paragraphs = sum(introduction.count(tag) for tag in ("<p>", "<ul>", "<ol>", "<table>"))
    sections, questions = len(proposal.sections), len(proposal.faq)
    takeaways, hints = len(proposal.takeaways), len(proposal.related)
    counted = [
        _("1 title"),
        ngettext("%d introduction paragraph", "%d introduction paragraphs", paragraphs)
        % paragraphs,
        ngettext("%d takeaway", "%d takeaways", takeaways) % takeaways,
        ngettext("%d section", "%d sections", sections) % sections,
        ngettext("%d question", "%d questions", questions) % questions,
        ngettext("%d hint", "%d hints", hints) % hints,
    ]
    if cited := len(proposal.sources):
        counted.insert(-1, ngettext("%d source", "%d sources", cited) % cited)
    said = ", ".join(counted)
    if proposal.dropped:
        kinds = Counter(words.why for words in proposal.dropped)
        dropped = ", ".join(f"{why} ({count})" for why, count in kinds.most_common())
        said = _("%(said)s; dropped: %(dropped)s") % {"said": said, "dropped": dropped}
    return f"{said}."


def guesses(decisions: list[Decision]) -> Iterator[str]:
    """A table: line, decision, how sure, why. Nothing where nothing was guessed."""
    if not decisions:
        return
    yield ngettext("%d guess to look at:", "%d guesses to look at:", len(decisions)) % len(
        decisions
    )
    yield _row(_("line"), _("sure"), _("decision"), _("why"))
    for decision in sorted(decisions, key=lambda decision: decision.where):
        yield from _wrapped(decision)


def leftovers(words: list[Words]) -> Iterator[str]:
    if not words:
        return
    yield _("Left over, in no part of the guide:")
    for left in words:
        text = textwrap.shorten(left.text, WIDTH - 40, placeholder=" …")
        yield _("  line %(line)d: “%(text)s” (%(why)s)") % {
            "line": left.where,
            "text": text,
            "why": left.why,
        }


def media(found: list[Media]) -> Iterator[str]:
    if not found:
        return
    yield _("Pictures and embeds:")
    for one in found:
        if one.picture:
            said = _("came along, and is now among the pictures")
        elif one.address.startswith("enclosed:"):
            said = _("came along, but cannot be shown")
        else:
            said = _("not fetched: %s") % textwrap.shorten(one.address, WIDTH, placeholder="…")
        name = one.alt or (_("a picture") if one.kind == "picture" else _("an embed"))
        yield f"  “{name}”: {said}"


def _wrapped(decision: Decision) -> Iterator[str]:
    what = textwrap.wrap(decision.what, DECISION_WIDTH)
    why = textwrap.wrap(decision.why, WIDTH - DECISION_WIDTH - 16)
    line, sure = str(decision.where or "–"), f"{decision.confidence:.0%}"
    for place in range(max(len(what), len(why))):
        yield _row(
            line if place == 0 else "",
            sure if place == 0 else "",
            what[place] if place < len(what) else "",
            why[place] if place < len(why) else "",
        )


def _row(line: str, sure: str, what: str, why: str) -> str:
    return f"{line:>6}  {sure:>4}  {what:<{DECISION_WIDTH}}  {why}".rstrip()
