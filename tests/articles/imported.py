"""A proposal as a few lines that a test can name and a person can read."""

from textwrap import dedent

from articles.importing.proposal import Proposal
from articles.importing.text import read_text


def read(text: str) -> Proposal:
    """The proposal of a text that is set in as the test around it is."""
    return read_text(dedent(text))


def headings(proposal: Proposal) -> list[str]:
    """“H3 steps The Setup” for each section."""
    return [f"H{s.level} {s.kind} {s.heading}" for s in proposal.sections]


def outline(proposal: Proposal) -> str:
    """Everything but the decisions, a part a line."""
    lines = [f"title: {proposal.title}"]
    lines += [f"author: {proposal.author}"] if proposal.author else []
    lines += [f"introduction: {proposal.introduction}"]
    lines += [f"takeaways: {proposal.takeaways_heading}"] if proposal.takeaways else []
    lines += [f"- {t.label} | {t.text}" for t in proposal.takeaways]
    for section in proposal.sections:
        lines += [f"{'#' * section.level} {section.heading} ({section.kind})"]
        lines += [f"    {section.body}"] if section.body else []
    lines += [f"questions: {proposal.faq_heading}"] if proposal.faq else []
    for item in proposal.faq:
        lines += [f"? {item.question}", f"    {item.answer}"]
    lines += [f"source: {s.title} | {s.url} | {s.year or ''}" for s in proposal.sources]
    lines += [f"related: {h.title} | {h.label} | {h.excerpt}" for h in proposal.related]
    lines += [f"dropped {w.where}: {w.text} ({w.why})" for w in proposal.dropped]
    lines += [f"left {w.where}: {w.text} ({w.why})" for w in proposal.leftovers]
    return "\n".join(lines) + "\n"
