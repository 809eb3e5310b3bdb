"""A guide as Markdown: for readers that are programs, and for editors to take their words along."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.models import Edition
from fitblog.lib.markdown import escape, from_html


def as_markdown(edition: Edition, address: str) -> str:
    """The whole guide below its title and facts. `address` is where readers find it; no query."""
    return "\n\n".join(part for part in _parts(edition, address) if part) + "\n"


def _parts(edition: Edition, address: str) -> Iterator[str]:
    body = edition.body
    yield f"# {escape(edition.title)}"
    if edition.excerpt:
        yield f"*{escape(edition.excerpt)}*"
    yield _facts(edition, address)
    yield from_html(body.introduction)
    if body.takeaways:
        yield f"## {escape(body.takeaways_heading or _('Key takeaways'))}"
        yield "\n".join(
            f"- **{escape(one.label)}** {escape(one.text)}".rstrip() for one in body.takeaways
        )
    for section in body.sections:
        yield f"{'#' * section.level} {escape(section.heading)}"
        yield from_html(section.body)
    if body.faq:
        yield f"## {escape(body.faq_heading or _('Questions'))}"
    for item in body.faq:
        yield f"### {escape(item.question)}"
        yield from_html(item.answer)
    if body.sources:
        yield f"## {_('Sources')}"
        yield "\n".join(f"{number}. {_source(one)}" for number, one in enumerate(body.sources, 1))
    if body.corrections:
        yield f"## {_('Corrections')}"
        yield "\n".join(f"- {one.corrected_on}: {escape(one.text)}" for one in body.corrections)


def _facts(edition: Edition, address: str) -> str:
    facts = [
        _("By %s") % escape(edition.author.name),
        _("updated %s") % edition.updated_at.date().isoformat(),
        f"<{address}>",
    ]
    if edition.reviewer:
        facts.insert(1, _("reviewed by %s") % escape(edition.reviewer.name))
    return " · ".join(facts)


def _source(source) -> str:
    title = f"[{escape(source.title)}](<{source.url}>)" if source.url else escape(source.title)
    about = [escape(source.publisher), str(source.year or "")]
    return ", ".join([title, *filter(None, about)])
