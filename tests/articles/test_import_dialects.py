"""What writing programs add to Markdown is read as what it shows, and commands are listed."""

import pytest

from articles.importing.dialects import plainly
from articles.importing.markdown import read_markdown

POINTS = "- Grip first.\n- Breathe out."


def labels(text: str) -> list[str]:
    proposal = read_markdown(f"# Hang\n\n{text}\n\n## Why\n\nIt helps.\n").proposal
    return [takeaway.label for takeaway in proposal.takeaways]


@pytest.mark.parametrize(
    "box",
    [
        "> [!IMPORTANT]\n> **Key takeaways**\n>\n> - Grip first.\n> - Breathe out.",
        "> [!tldr]\n> - Grip first.\n> - Breathe out.",
        "> [!note]+ Key points\n> - Grip first.\n> - Breathe out.",
        f":::tip Key takeaways\n\n{POINTS}\n\n:::",
        f":::note[Key takeaways]\n{POINTS}\n:::",
        '!!! abstract "In short"\n    - Grip first.\n    - Breathe out.',
    ],
)
def test_a_box_may_hold_the_takeaways(box):
    assert labels(box) == ["Grip first.", "Breathe out."]


def test_a_box_that_opens_asks_and_answers():
    text = '# Hang\n\nHold on.\n\n??? question "How long?"\n    Ten seconds.\n\nOn we go.\n'

    (item,) = read_markdown(text).proposal.faq

    assert (item.question, item.answer) == ("How long?", "<p>Ten seconds.</p><p>On we go.</p>")


@pytest.mark.parametrize(
    "command",
    [
        "{{< toc >}}",
        "{% include gallery.html %}",
        "%% ask Jo %%",
        "import Tabs from '@theme/Tabs';",
        "[[toc]]",
        "#grip #bar",
        "![[bar.png]]",
    ],
)
def test_a_command_is_taken_out_and_listed(command):
    proposal = read_markdown(f"# Hang\n\n{command}\n\nHold on.\n").proposal

    assert proposal.introduction == "<p>Hold on.</p>"
    assert command in [words.text for words in proposal.dropped]


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("See [[Grip]] and [[Bars|the bars]].", "See Grip and the bars."),
        ("Hold ==on== now.", "Hold on now."),
        ('{{< figure src="/a b.jpg" alt="A bar" >}}', "![A bar](/a%20b.jpg)"),
        ("```\n{{< toc >}}\n```", "```\n{{< toc >}}\n```"),
    ],
)
def test_links_marks_and_pictures_are_written_plainly(line, plain):
    assert plainly(line)[0] == plain


def test_definitions_are_terms_with_their_meanings():
    proposal = read_markdown("# Hang\n\nWeek 1\n: Walk.\n\nWeek 2\n: Run a little.\n").proposal

    assert proposal.introduction == (
        "<ul><li><strong>Week 1:</strong> Walk.</li>"
        "<li><strong>Week 2:</strong> Run a little.</li></ul>"
    )
