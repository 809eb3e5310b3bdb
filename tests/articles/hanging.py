"""A text to import, and short ways to the desk with it."""

from articles.importing.desk import Wishes, write
from articles.importing.proposal import Proposal
from articles.models import Article
from tests.articles.imported import read

TEXT = """\
Hang First, Pull Later

Most people meet the bar with a pull. The hands and shoulders would rather hang.

It takes a minute a day. That minute pays for years.

Key Takeaways

• Hang every day: Ten seconds count.
• Shoulders down: Not up at the ears.

How to Hang

1. Grip

Thumbs round the bar, and feet still on the floor.

2. Let go

Take the feet away and breathe out slowly.

Conclusion

Hang. Then hang longer, and only then pull.

FAQ

How long should I hang?

Until the grip says so, and then a little less.
"""


def proposal(text: str = TEXT, **replaced: str) -> Proposal:
    for old, new in replaced.items():
        text = text.replace(old.replace("_", " "), new)
    return read(text)


def imported(text: str = TEXT, **wishes) -> Article:
    return write(read(text), Wishes(**wishes)).article


def fresh(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)
