"""Whose shelf, whose name: found by what an editor says, or guessed from the live guides."""

import math
from collections import Counter
from dataclasses import dataclass

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from articles.importing import cues
from articles.importing.proposal import Decision, Proposal
from articles.models import Author, Edition, Topic

NEWEST = 200  # live guides that a guess is made from
SHORTEST_WORD = 3
WORDS_SHOWN = 5
NAMES_SHOWN = 20


class Unknown(Exception):
    """Nothing, or more than one thing, has the name that was given. Worded for an editor."""


@dataclass(frozen=True)
class Guess:
    choice: Topic | Author
    decision: Decision


def named(model: type[Topic] | type[Author], said: str) -> Topic | Author:
    """The topic or author of this slug or name, whatever its capitals. One query.

    Raises Unknown.
    """
    everything, wanted = list(model.objects.all()), said.strip().casefold()
    for one in everything:
        if one.slug.casefold() == wanted:
            return one
    found = [one for one in everything if one.name.casefold() == wanted]
    if len(found) == 1:
        return found[0]
    words = {"what": model._meta.verbose_name, "said": said.strip()}
    offered = ", ".join(f"{one.name} ({one.slug})" for one in (found or everything)[:NAMES_SHOWN])
    if found:
        raise Unknown(_("More than one %(what)s is called “%(said)s”: ") % words + f"{offered}.")
    if not everything:
        raise Unknown(_("There is no %(what)s “%(said)s”, nor any other yet.") % words)
    more = len(everything) - NAMES_SHOWN
    rest = " " + _("and %d more") % more if more > 0 else ""
    known = _("There is no %(what)s “%(said)s”; there are: ") % words
    raise Unknown(f"{known}{offered}{rest}.")


def guess_topic(proposal: Proposal) -> Guess | None:
    """The topic whose live guides are most about the same words; None where there is no topic.

    The score of a topic is the mean cosine between the text and its guides, words weighing the
    more the fewer guides use them: right for 15 of the demo's 18 guides, each left out in turn,
    where the most common topic is right for 5. Two queries.
    """
    topics = list(Topic.objects.all())
    if len(topics) < 2:
        return _topic(topics[0], 0.95, _("the only topic there is")) if topics else None
    shared = _shared_words(topics, _all_text(proposal))
    scores = {pk: sum(words.values()) for pk, words in shared.items()}
    winner, second = sorted(topics, key=lambda topic: -scores[topic.pk])[:2]
    if not scores[winner.pk]:
        return _topic(winner, 0.1, _("the first topic; no live guide shares its words"))
    lead = 1 - scores[second.pk] / scores[winner.pk]
    words = ", ".join(word for word, _weight in shared[winner.pk].most_common(WORDS_SHOWN))
    return _topic(winner, 0.3 + 0.35 * lead, _("its guides share the words %s") % words)


def guess_author(proposal: Proposal, topic: Topic) -> Guess | None:
    """Whom the byline names, or who wrote most live guides of the topic, or the first author."""
    authors = list(Author.objects.all())
    byline = proposal.author.casefold()
    for author in authors:
        if byline and author.name.casefold() == byline:
            return _author(author, 0.9, _("the byline names them"))
    writers = Edition.objects.live().filter(topic=topic).values_list("author_id", flat=True)
    for pk, _count in Counter(writers[:NEWEST]).most_common(1):
        author = next(author for author in authors if author.pk == pk)
        return _author(author, 0.3, _("most guides of that topic are theirs"))
    if authors:
        return _author(authors[0], 0.95 if len(authors) == 1 else 0.1, _("the first author"))
    return None


def _topic(topic: Topic, confidence: float, why: str) -> Guess:
    what = _("The topic is %s.") % topic.name
    return Guess(topic, Decision("topic", what, 0, round(confidence, 2), why))


def _author(author: Author, confidence: float, why: str) -> Guess:
    what = _("The author is %s.") % author.name
    return Guess(author, Decision("author", what, 0, round(confidence, 2), why))


def _shared_words(topics: list[Topic], text: str) -> dict[int, Counter[str]]:
    """For each topic what each word adds to its score."""
    live = Edition.objects.live().newest_first().values_list("topic_id", "text")[:NEWEST]
    guides = [(pk, _counted(words)) for pk, words in live]
    uses = Counter(word for _pk, words in guides for word in words)
    own = _weighed(_counted(text), uses, len(guides))
    shared: dict[int, Counter[str]] = {topic.pk: Counter() for topic in topics}
    size = Counter(pk for pk, _words in guides)
    for pk, words in guides:
        for word, weight in _weighed(words, uses, len(guides)).items():
            if word in own:
                shared[pk][word] += own[word] * weight / size[pk]
    return shared


def _counted(text: str) -> Counter[str]:
    return Counter(word for word in cues.words(text) if len(word) >= SHORTEST_WORD)


def _weighed(words: Counter[str], uses: Counter[str], guides: int) -> dict[str, float]:
    """A vector of length 1. A word of one guide alone says nothing about a topic."""
    weights = {
        word: (1 + math.log(count)) * math.log((guides + 1) / uses[word])
        for word, count in words.items()
        if uses[word] > 1
    }
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1
    return {word: weight / length for word, weight in weights.items()}


def _all_text(proposal: Proposal) -> str:
    pieces = [proposal.title, proposal.introduction]
    pieces += [f"{t.label} {t.text}" for t in proposal.takeaways]
    pieces += [f"{s.heading} {s.body}" for s in proposal.sections]
    pieces += [f"{f.question} {f.answer}" for f in proposal.faq]
    return strip_tags(" ".join(pieces).replace("<", " <"))
