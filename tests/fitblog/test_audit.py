"""`make audit` starts the site, hands every kind of page to the judge, and ends as it says."""

import shutil
import subprocess
from pathlib import Path

import pytest
from django.urls import resolve

from fitblog.demo.content import read

SCRIPT = Path(__file__).parents[2] / ".ci" / "audit"
SITE = """
demo:
	@mkdir health && echo ok > health/index.html && touch started
	@exec python3 -m http.server --bind 127.0.0.1 $(PORT) 2> log
"""
JUDGE = """#!/bin/sh
echo "$EXPECT" >> expected
echo "$@" >> asked
[ -z "$REQUIRE_CART" ]
"""


@pytest.fixture
def tree(tmp_path) -> Path:
    """A tree with a site that answers, and no judge beside it."""
    tree = tmp_path / "tree"
    (tree / ".ci").mkdir(parents=True)
    shutil.copy(SCRIPT, tree / ".ci" / "audit")
    (tree / "Makefile").write_text(SITE)
    return tree


def add_judge(tree: Path) -> None:
    """One that finds fault where things are bought."""
    judge = tree.parent / "shared" / "audit" / "audit.sh"
    judge.parent.mkdir(parents=True)
    judge.write_text(JUDGE)
    judge.chmod(0o755)


def audit(tree: Path) -> subprocess.CompletedProcess:
    return subprocess.run(
        [tree / ".ci" / "audit"], capture_output=True, text=True, check=False, timeout=60
    )


def test_where_there_is_no_judge_there_is_no_verdict(tree):
    run = audit(tree)

    assert (run.returncode, run.stdout[:8]) == (0, "SKIPPED:")
    assert not (tree / "started").exists()


def test_one_fault_is_the_verdict_and_the_site_is_stopped(tree):
    add_judge(tree)

    run = audit(tree)

    sites = {line.split()[0] for line in (tree / "asked").read_text().splitlines()}
    assert run.returncode == 1, run.stderr
    assert len(sites) == 1
    with pytest.raises(subprocess.CalledProcessError):
        subprocess.run(["curl", "--silent", *sites], check=True)


def test_the_judge_sees_pages_that_the_demo_has(tree):
    add_judge(tree)
    audit(tree)
    demo = read()
    slugs = {
        "guide": {row.slug for row in demo.guides},
        "topic": {row.slug for row in demo.topics},
        "author": {row.slug for row in demo.authors},
        "product": {row.slug for row in demo.products},
        "collection": {row.slug for row in demo.collections},
    }

    asked = [path for line in (tree / "asked").read_text().splitlines() for path in line.split()]
    paths = [path.partition("?")[0] for path in asked if path.startswith("/")]
    found = [resolve(path) for path in paths]

    assert {match.url_name for match in found} > {"home", "guides", "search", "cart", *slugs}
    for match in found:
        if match.url_name in slugs:
            assert match.kwargs["slug"] in slugs[match.url_name], match
    for told in (tree / "expected").read_text().split():
        assert told.partition("=")[0] in asked
