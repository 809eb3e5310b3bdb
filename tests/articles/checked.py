"""What the checks say of a guide as it is saved."""

from articles.checks import Finding, check
from articles.desk_copy import DeskCopy
from articles.models import Article
from tests.factories import make_article


def checked(article: Article) -> list[Finding]:
    return check(DeskCopy.saved(Article.objects.get(pk=article.pk)).sketch())


def found(rule: str, article: Article) -> list[str]:
    """Where in the form this rule has something to say."""
    return [finding.place.id() for finding in checked(article) if finding.rule == rule]


def said(rule: str, article: Article) -> str:
    """The one sentence of this rule."""
    (sentence,) = (finding.sentence for finding in checked(article) if finding.rule == rule)
    return sentence


def make_sound_article(title: str = "Hang first and pull later", **fields) -> Article:
    """A guide of which no check has anything to say."""
    return make_article(
        title,
        **{
            "sections": ["Grip"],
            "takeaways": ["Hang daily", "Rest often", "Pull late"],
            "excerpt": "A line that says what this guide is good for.",
            "meta_description": "Two or three lines that say what this guide is good for, and why.",
            **fields,
        },
    )
