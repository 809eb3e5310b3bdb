"""The questions and answers: found by their heading, or by Q: and A:."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from articles.importing import cues, patience
from articles.importing.blocks import Block, Item
from articles.importing.html import render
from articles.importing.notes import Notes
from articles.importing.passages import Passage
from articles.importing.proposal import PART_HEADING_LIMIT, QUESTION_LIMIT, FaqItem

FEWEST_ASKING = 3
INLINE = re.compile(r"([^?]{5,198}\?[\"”’)]*)\s+(?=\S)")  # “May I? Yes.”
DOTTED_ANSWER = re.compile(r"([AR][.)])\s+(?=\S)")
QUESTION_LABELS = {"", "question", "frage", "pregunta", "faq"}
DECIMAL = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2})+[.)]?\s+")
INNER_ANSWER = re.compile(r"\s((?:answer|antwort|respuesta|a|r) ?:)\s", re.IGNORECASE)


@dataclass
class Exchange:
    question: Block
    answer: list[Block] = field(default_factory=list)
    confidence: float = 0.9
    why: str = ""


def take_questions(passages: list[Passage], notes: Notes) -> tuple[str, list[FaqItem]]:
    """The heading and the questions, taken out of the passages."""
    for find in (_below_heading, _marked, _all_asking, _below_word, _after_conclusion):
        if found := find(passages, notes):
            passage, exchanges = found
            return _heading(passage, notes), _items(passage, exchanges, notes)
    return "", []


def _heading(passage: Passage | None, notes: Notes) -> str:
    words = passage.words if passage else ""
    number = cues.numbered(words)
    notes.drop(number.strip(), passage.where if passage else 0, _("the number of a heading"))
    return words[len(number) :]


Found = tuple[Passage | None, list[Exchange]]


def _below_heading(passages: list[Passage], notes: Notes) -> Found | None:
    for place, passage in enumerate(passages):
        fits = passage.heading and len(passage.words) <= PART_HEADING_LIMIT
        if fits and cues.questions.says(passage.words):
            end, loose = _end(passages, place)
            blocks = [block for p in passages[place:end] for block in _blocks(p)][1:]
            blocks = _as_lines(blocks, notes)
            if exchanges := _exchanges(blocks, notes, loose):
                del passages[place:end]
                return passage, exchanges
    return None


def _below_word(passages: list[Passage], notes: Notes) -> Found | None:
    """A heading that no table knows but that speaks of asking, with two or more questions below."""
    for place, passage in enumerate(passages):
        told = passage.heading and not cues.asking_words.isdisjoint(cues.words(passage.words))
        if not told or _asks(passage.heading) or len(passage.words) > PART_HEADING_LIMIT:
            continue
        end, loose = _end(passages, place)
        blocks = [block for p in passages[place:end] for block in _blocks(p)][1:]
        first = blocks[0] if blocks else passage.heading
        if not _asks(first) and not (first.kind == "list" or INLINE.match(first.whole)):
            continue
        exchanges = _exchanges(blocks, Notes(), loose)
        if len(exchanges) > 1 and all(one.answer and _asks(one.question) for one in exchanges):
            del passages[place:end]
            return passage, exchanges
    return None


def _as_lines(blocks: list[Block], notes: Notes) -> list[Block]:
    """Rows of a question and its answer as lines, and lists of one question."""
    kept: list[Block] = []
    for block in blocks:
        if block.kind == "list" and len(block.items) == 1 and block.items[0].text.endswith("?"):
            # “1. May I?” as a list of its own, with the answer below it.
            item = block.items[0]
            mark = item.mark if item.ordinal else ""
            kept.append(Block("line", item.where, item.text, mark, role="asks"))
            continue
        asked = [row[0].rstrip().endswith("?") for row in block.rows]
        if block.kind != "table" or len(block.rows[0]) != 2 or 2 * sum(asked) <= len(asked):
            kept.append(block)
            continue
        for place, (row, asks) in enumerate(zip(block.rows, asked, strict=True)):
            rich = block.cells[place][1] if block.cells else None
            if not asks:
                notes.leave([(block.where + place, " ".join(row))], _("the head of a table"))
                continue
            kept.append(Block("line", block.where + place, row[0], role="asks"))
            kept.append(Block("line", block.where + place, row[1], rich=rich, role="answers"))
    return kept


def _marked(passages: list[Passage], notes: Notes) -> Found | None:
    """Questions that only their Q: shows."""
    for place, passage in enumerate(passages):
        start = _marked_from(passage.body)
        if start is None:
            continue
        exchanges = _exchanges(passage.body[start:], notes, False)
        del passage.body[start:]
        if passage.body or not passage.heading or len(passage.words) > PART_HEADING_LIMIT:
            return None, exchanges
        del passages[place]
        return passage, exchanges
    return None


def _all_asking(passages: list[Passage], notes: Notes) -> Found | None:
    """A heading late in the guide with nothing below it but three or more headings that ask."""
    for place, passage in enumerate(passages):
        level = passage.heading.level if passage.heading else 0
        if not level or passage.body or 2 * place < len(passages) or _asks(passage.heading):
            continue
        end = place + 1
        while end < len(passages) and passages[end].heading.level > level:
            end += 1
        inner = passages[place + 1 : end]
        if len(inner) < FEWEST_ASKING or not all(_asks(p.heading) and p.body for p in inner):
            continue
        if len(passage.words) > PART_HEADING_LIMIT:
            continue
        why = _("all that its heading heads asks")
        del passages[place:end]
        return passage, [Exchange(p.heading, p.body, 0.65, why) for p in inner]
    return None


def _after_conclusion(passages: list[Passage], notes: Notes) -> Found | None:
    """Two or more headings that ask, below the conclusion and with nothing else there."""
    closed = [i for i, p in enumerate(passages) if p.heading and cues.conclusion.says(p.words)]
    asked = passages[closed[-1] + 1 :] if closed else []
    if len(asked) < 2 or not all(_asks(p.heading) and p.body for p in asked):
        return None
    del passages[closed[-1] + 1 :]
    why = _("a question below the conclusion")
    return None, [Exchange(p.heading, p.body, 0.65, why) for p in asked]


def _blocks(passage: Passage) -> list[Block]:
    return [*([passage.heading] if passage.heading else []), *passage.body]


def _end(passages: list[Passage], place: int) -> tuple[int, bool]:
    """The first passage after the questions, and whether every heading counts as a question."""
    head = passages[place].heading
    first = passages[place + 1].heading if place + 1 < len(passages) else None
    loose = bool(first) and not passages[place].body and not _asks(first) and not _closes(first)
    end = place + 1
    while end < len(passages):
        heading = passages[end].heading
        deeper = head.level and heading.level > head.level
        reply = _asks(passages[end - 1].heading) and not passages[end - 1].body
        if _closes(heading) or not (
            _asks(heading) or deeper or loose or (reply and end > place + 1)
        ):
            break
        end += 1
    return end, loose


def _asks(block: Block) -> bool:
    return block.role == "asks" or (block.is_question and len(block.text) <= QUESTION_LIMIT)


def _closes(heading: Block) -> bool:
    text = heading.whole
    return cues.conclusion.says(text) or cues.takeaways.says(text) or cues.summary.says(text)


def _marked_from(body: list[Block]) -> int | None:
    """Where questions marked Q: begin: two of them, or one with an answer marked A:."""
    asked = [i for i, block in enumerate(body) if block.role == "asks"]
    answered = [i for i in asked if i + 1 < len(body) and body[i + 1].role == "answers"]
    inner = [i for i in asked if INNER_ANSWER.search(body[i].text)]
    plain = [i for i in asked if body[i].is_question]
    return asked[0] if answered or inner or len(plain) > 1 else None


def _exchanges(blocks: list[Block], notes: Notes, loose: bool) -> list[Exchange]:
    found: list[Exchange] = []
    inline = not any(_asks(block) or block.heading for block in blocks)
    # Where questions are marked, one in an answer's text is rhetorical.
    marked = any(block.role == "asks" or (block.level and block.is_question) for block in blocks)
    spare: list[Block] = []
    for place, block in enumerate(blocks):
        patience.check()
        more = place + 1 < len(blocks)
        asks = _asks(block) and bool(
            not marked or block.role == "asks" or block.level or block.strong
        )
        if asks and (more or INNER_ANSWER.search(block.text)):
            found += _asked(block, notes)
        elif block.heading and (loose or block.level) and not _awaits(found):
            found.append(Exchange(block, [], 0.55, _("a heading among the questions")))
        elif inline and (parted := _inline(block)):
            found += parted
        elif found:
            found[-1].answer.append(_reply(block, found[-1], notes))
        else:
            spare.append(block)
    if found:
        for block in spare:
            notes.leave(block.pieces, _("between the heading and the first question"))
    return found


def _awaits(found: list[Exchange]) -> bool:
    return bool(found) and not found[-1].answer


def _asked(block: Block, notes: Notes) -> list[Exchange]:
    """A question; with its answer where both stand on one line as Q: and A:."""
    sure, why = (0.97, _("marked as a question")) if block.role else (0.93, _("it asks"))
    exchange = Exchange(block, [], sure, why)
    if block.role and (inner := INNER_ANSWER.search(block.text)):
        notes.drop(inner[1], block.where, _("the mark of an answer"))
        exchange.answer.append(Block("line", block.where, block.text[inner.end() :]))
        block.text = block.text[: inner.start()]
    return [exchange]


def _reply(block: Block, exchange: Exchange, notes: Notes) -> Block:
    # “A.” may also count letters, so only below a “Q.” it marks an answer.
    stop = exchange.question.mark.endswith(".") and not exchange.answer and not block.mark
    if stop and (marked := DOTTED_ANSWER.match(block.text)):
        block.role, block.mark, block.text = "answers", marked[1], block.text[marked.end() :]
    if block.role == "answers":
        notes.drop(block.mark, block.where, _("the mark of an answer"))
        block.mark = ""
    return block


def _inline(block: Block) -> list[Exchange]:
    """“May I? Yes.” as question and answer: a paragraph, or each point of a list."""
    pieces = block.items if block.kind == "list" else [Item(block.whole, block.where)]
    found = []
    for item in pieces:
        asked = INLINE.match(item.text)
        if not asked or item.depth:
            return []
        answer = Block("line", item.where, item.text[asked.end() :])
        question = Block("line", item.where, asked[1], item.mark if item.ordinal else "")
        found.append(
            Exchange(question, [answer], 0.8, _("a paragraph that begins with a question"))
        )
    return found


def _items(passage: Passage | None, exchanges: list[Exchange], notes: Notes) -> list[FaqItem]:
    items: list[FaqItem] = []
    if passage:
        sure = passage.heading.heading if cues.questions.says(passage.words) else 0.65
        notes.decide(
            "faq_heading",
            _("“%s” heads the questions.") % passage.words,
            passage.where,
            sure,
            _("its words say what it heads"),
        )
    for exchange in exchanges:
        question = exchange.question
        if counted := DECIMAL.match(question.text):
            notes.drop(counted[0].strip(), question.where, _("the mark of a question"))
            question.text = question.text[counted.end() :]
        question.text = question.text.lstrip(">»› ")
        if not cues.key(question.text) or question.label not in QUESTION_LABELS:
            question.mark, question.text = "", question.whole
        if not exchange.answer or len(question.text) > QUESTION_LIMIT:
            for block in (question, *exchange.answer):
                notes.leave(block.pieces, _("a question without an answer, or too long for one"))
            continue
        notes.drop(question.mark, question.where, _("the mark of a question"))
        notes.decide(
            f"faq.{len(items)}",
            _("“%s” is a question.") % question.text,
            question.where,
            exchange.confidence,
            exchange.why,
        )
        items.append(FaqItem(question.text, render(exchange.answer), question.where))
    return items
