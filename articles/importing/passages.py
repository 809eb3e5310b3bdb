"""Headings with what stands below them."""

from dataclasses import dataclass, field

from articles.importing import cues
from articles.importing.blocks import Block

INNER = 7  # the level of a heading that stays in a section's text


@dataclass(eq=False)
class Passage:
    heading: Block | None  # None above the first heading
    body: list[Block] = field(default_factory=list)
    level: int = 2
    level_sure: float = 0.0
    level_why: str = ""
    kind: str = "text"
    kind_sure: float = 0.9
    kind_why: str = ""
    in_run: bool = False  # one of a row of numbered headings

    @property
    def words(self) -> str:
        """The heading as it was written, without the colon that may end it."""
        return self.heading.whole.rstrip(" :") if self.heading else ""

    @property
    def where(self) -> int:
        return self.heading.where if self.heading else 0

    @property
    def length(self) -> int:
        return sum(block.length for block in self.body)

    def stand(self, level: int, sure: float, why: str) -> None:
        self.level, self.level_sure, self.level_why = level, sure, why

    def be(self, kind: str, sure: float, why: str) -> None:
        self.kind, self.kind_sure, self.kind_why = kind, sure, why


def capitals_of(heading: str) -> str:
    """How a heading uses capitals: all, title, sentence or unknown."""
    telling = [word for word in heading.split()[1:] if len(word) > 3 and word[0].isalpha()]
    if heading.isupper():
        return "all"
    if not telling:
        return "unknown"
    return "title" if sum(w[0].isupper() for w in telling) >= 0.6 * len(telling) else "sentence"


def heads_part(block: Block) -> bool:
    """Whether it heads takeaways or questions, which stand outside of the levels."""
    text = block.whole
    return block.made_up or cues.takeaways.says(text) or cues.questions.says(text)


def part(blocks: list[Block]) -> list[Passage]:
    """The first has no heading and may be empty. A heading below level 3 stays in the text."""
    stated = [block for block in blocks if block.level and block.heading]
    levels = sorted({block.level for block in stated if not heads_part(block)})
    deep = set(levels[2:])
    passages = [Passage(None)]
    for block in blocks:
        if block.heading and block.level in deep and not heads_part(block):
            block.level = INNER
            passages[-1].body.append(block)
        elif block.heading:
            passages.append(Passage(block))
        else:
            passages[-1].body.append(block)
    return passages
