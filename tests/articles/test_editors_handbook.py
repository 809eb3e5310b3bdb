"""The handbook names the checks that there are, and says of each what it does."""

import re
from pathlib import Path

from articles.checks import RULES

HANDBOOK = Path(__file__).parents[2] / "docs" / "editors.md"


def test_the_handbook_lists_every_check_as_severe_as_it_is():
    told = re.findall(r"^\| `(\w+)` \| (block|warn|hint) \| .+ \|$", HANDBOOK.read_text(), re.M)

    rules = [(rule.__name__, severity) for severity in RULES for rule in RULES[severity]]
    assert told == [(name, severity.value) for name, severity in rules]
