"""Ten megabytes of anything are read or refused; no document keeps an editor waiting."""

import time

import pytest

from articles.importing import patience
from articles.importing.documents import propose
from articles.importing.reading import LARGEST, Unreadable

SLOW = {"lines": ("text", "a\n"), "marks": ("markdown", "*a **b "), "tags": ("html", "<b>x</b>")}


@pytest.mark.parametrize(("source", "repeated"), SLOW.values(), ids=SLOW)
def test_what_takes_too_long_is_given_up(monkeypatch, source, repeated):
    monkeypatch.setattr(patience, "SECONDS", 0.2)
    text = repeated * ((LARGEST - 10) // len(repeated))
    started = time.process_time()

    with pytest.raises(Unreadable, match="takes longer than 5 seconds to read; split it"):
        propose("a", text, source)

    # Without the clock each of them takes minutes; parsing a page cannot be interrupted.
    assert time.process_time() - started < 15
