"""How heavy a text is. Hints: a good sentence may be long."""

import re

from django.utils.translation import gettext as _

from articles.checks.finding import Said
from articles.checks.guide import Guide
from articles.checks.site import Site

PARAGRAPH_MOST = 110  # words
SENTENCE_MOST = 26  # words, on average in a part of at least so many sentences:
SENTENCES_LEAST = 3
SENTENCE_END = re.compile(r"[.!?…]+[\"”’»)]*(?:\s+|$)")


def long_paragraph(guide: Guide, site: Site) -> Said:
    for text in guide.texts:
        longest = max((len(block.split()) for block in text.markup.blocks), default=0)
        if longest > PARAGRAPH_MOST:
            yield (
                text.place,
                _("A paragraph of “%(part)s” has %(count)d words. Two would be easier to read.")
                % {"part": text.name, "count": longest},
            )


def long_sentences(guide: Guide, site: Site) -> Said:
    for text in guide.texts:
        sentences = [
            sentence
            for block in text.markup.blocks
            for sentence in SENTENCE_END.split(block)
            if sentence.strip()
        ]
        if len(sentences) < SENTENCES_LEAST:
            continue
        average = sum(len(sentence.split()) for sentence in sentences) / len(sentences)
        if average > SENTENCE_MOST:
            yield (
                text.place,
                _("The sentences of “%(part)s” have %(count)d words on average. Shorten some.")
                % {"part": text.name, "count": round(average)},
            )
