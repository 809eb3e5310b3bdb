"""The house's own measures: rooms stay small, HTML takes one road, pages carry no inline code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OURS = ("articles", "shop", "fitblog", "tests", "templates")
FORBIDDEN_NAMES = {"utils", "helpers", "services", "core", "managers"}


def files(*endings: str) -> Iterator[Path]:
    for folder in OURS:
        for path in (ROOT / folder).rglob("*"):
            generated = "migrations" in path.parts or "__pycache__" in path.parts
            if path.suffix in endings and not generated:
                yield path


def lines(path: Path) -> int:
    return path.read_text().count("\n")


def test_no_file_is_over_400_lines():
    long = {str(p): lines(p) for p in files(".py", ".html", ".css", ".js") if lines(p) > 400}

    assert not long


def test_no_function_is_over_50_lines():
    long = {
        f"{path}:{node.name}": node.end_lineno - node.lineno + 1
        for path in files(".py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno + 1 > 50
    }

    assert not long


def test_no_room_is_a_lumber_room():
    assert not [p for p in files(".py") if p.stem in FORBIDDEN_NAMES]


def test_a_page_has_80_lines_at_most_and_a_partial_40():
    long = {
        str(path): lines(path)
        for path in files(".html")
        if lines(path) > (40 if path.name.startswith("_") else 80)
    }

    assert not long


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("|safe", r"\|\s*safe\b"),
        ("autoescape off", r"autoescape\s+off"),
        ("an inline style", r"\sstyle="),
        ("an inline handler", r"\son(click|change|submit|load|input|key\w+)="),
        ("an inline script", r"<script(?![^>]*(\bsrc=|application/ld\+json))"),
        ("a javascript: address", r"javascript:"),
    ],
)
def test_no_template_holds(what, pattern):
    found = [str(p) for p in files(".html") if re.search(pattern, p.read_text(), re.IGNORECASE)]

    assert not found, f"{what} in {found}"


def test_stylesheets_need_no_important():
    css = (p for p in files(".css") if "admin" not in p.parts and "vendor" not in p.parts)

    assert not [str(p) for p in css if "!important" in p.read_text()]


def test_no_bare_except_and_no_swallowed_exception():
    broad = [
        f"{path}:{node.lineno}"
        for path in files(".py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id == "Exception"))
    ]

    assert not broad
