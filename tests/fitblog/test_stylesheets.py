"""Many stylesheets become one, and mean the same."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from django.core.management.base import CommandError

from fitblog.lib.bundle import stylesheets
from fitblog.lib.storage import StaticStorage


def sources(**files: str) -> dict:
    """Sheets by name: `main` is css/main.css, `blocks__card` css/blocks/card.css."""
    storage = InMemoryStorage()
    paths = {name: f"css/{name.replace('__', '/')}.css" for name in files}
    for name, text in files.items():
        storage.save(paths[name], ContentFile(text.encode()))
    return {path: (storage, path) for path in paths.values()}


def main(**files: str) -> str:
    return stylesheets(sources(**files))["css/main.css"]


def test_an_import_becomes_the_imported_text_in_its_layer():
    text = main(
        main='@layer base, blocks;\n@import url("blocks/card.css") layer(blocks);\n',
        blocks__card=".card { color: red; }\n",
    )

    assert text == "@layer base, blocks;\n@layer blocks {\n.card { color: red; }\n}"


@pytest.mark.parametrize(
    "address", ['url("a.css")', "url('a.css')", "url(a.css)", '"a.css"', "'a.css'"]
)
def test_an_import_is_read_however_it_is_written(address):
    assert main(main=f"@import {address};", a="p { margin: 0 }") == "p { margin: 0 }"


def test_an_import_for_a_medium_stays_for_it():
    text = main(main='@import url("print.css") layer(base) print;', print="a { color: #000 }")

    assert text == "@layer base {\n@media print {\na { color: #000 }\n}\n}"


def test_imports_keep_their_order():
    text = main(
        main='@import "b.css";\n@import "a.css";\ni { top: 0 }', a="a { top: 0 }", b="b { top: 0 }"
    )

    assert text.split() == "b { top: 0 } a { top: 0 } i { top: 0 }".split()


def test_an_imported_sheet_may_import():
    text = main(
        main='@import "blocks/all.css" layer(blocks);',
        blocks__all='@import "card.css";',
        blocks__card=".card { top: 0 }",
    )

    assert text == "@layer blocks {\n.card { top: 0 }\n}"


@pytest.mark.parametrize(
    ("written", "moved"),
    [
        ('url("../../img/plate.svg")', 'url("../img/plate.svg")'),
        ("url(mark.svg)", 'url("blocks/mark.svg")'),
        ("url('../fonts/a.woff2#x')", 'url("fonts/a.woff2#x")'),
        ('url("data:image/svg+xml,%3Csvg/%3E")', 'url("data:image/svg+xml,%3Csvg/%3E")'),
        ("url(#clip)", "url(#clip)"),
        ("url(/media/x.png)", "url(/media/x.png)"),
        ("url(https://example.org/x.png)", "url(https://example.org/x.png)"),
    ],
)
def test_addresses_in_an_imported_sheet_still_lead_there(written, moved):
    text = main(
        main='@import "blocks/card.css";', blocks__card=f".card {{ background: {written} }}"
    )

    assert text == f".card {{ background: {moved} }}"


def test_a_sheet_that_is_not_there_is_named():
    with pytest.raises(
        CommandError, match=r"css/main.css imports css/blocks/gone.css, which is not"
    ):
        main(main='@import url("blocks/gone.css") layer(blocks);')


def test_sheets_that_import_each_other_are_named():
    with pytest.raises(CommandError, match=r"css/a.css imports css/main.css, which imports it"):
        main(main='@import "a.css";', a='@import "main.css";')


def test_comments_and_indentation_go_and_licences_stay():
    text = main(
        main="/*! SIL OFL */\n/* why\n   so */\n\n.a {\n    color: red; /* warm */\n}\n"
        '.b::before { content: "/* no comment */"; }\n'
    )

    assert text == (
        '/*! SIL OFL */\n.a {\ncolor: red;\n}\n.b::before { content: "/* no comment */"; }'
    )


def collect(tmp_path, files: dict) -> StaticStorage:
    storage = StaticStorage(location=tmp_path, base_url="/static/")
    for name, (source, path) in files.items():
        storage.save(name, source.open(path))
    for _name, _hashed, processed in storage.post_process(files):
        if isinstance(processed, Exception):
            raise processed
    return storage


def test_an_address_in_an_imported_sheet_gets_its_hash(tmp_path):
    files = sources(
        main='@import "blocks/card.css" layer(blocks);',
        blocks__card='.card { background: url("../../img/plate.svg") }',
    )
    plate = InMemoryStorage()
    plate.save("img/plate.svg", ContentFile(b"<svg/>"))

    storage = collect(tmp_path, {**files, "img/plate.svg": (plate, "img/plate.svg")})

    sheet = (tmp_path / storage.stored_name("css/main.css")).read_text()
    hashed = storage.stored_name("img/plate.svg")
    assert hashed != "img/plate.svg"
    assert f'url("../{hashed}")' in sheet


def test_a_change_in_an_imported_sheet_changes_the_name_of_the_one(tmp_path):
    names = {
        collect(
            tmp_path / colour,
            sources(main='@import "a.css";', a=f"p {{ color: {colour} }}"),
        ).stored_name("css/main.css")
        for colour in ("red", "blue")
    }

    assert len(names) == 2


def test_a_module_that_a_module_fetches_gets_its_hash(tmp_path):
    scripts = InMemoryStorage()
    scripts.save("js/cart.js", ContentFile(b'import("./money.js");\n'))
    scripts.save("js/money.js", ContentFile(b"export const money = 1;\n"))

    storage = collect(tmp_path, {name: (scripts, name) for name in ("js/cart.js", "js/money.js")})

    cart = (tmp_path / storage.stored_name("js/cart.js")).read_text()
    assert Path(storage.stored_name("js/money.js")).name in cart


def test_stylesheets_of_others_are_left_as_they_are(tmp_path):
    theirs = InMemoryStorage()
    theirs.save("admin/css/base.css", ContentFile(b"/* theirs */\n  a { top: 0 }\n"))

    storage = collect(tmp_path, {"admin/css/base.css": (theirs, "admin/css/base.css")})

    kept = (tmp_path / storage.stored_name("admin/css/base.css")).read_bytes()
    assert kept == b"/* theirs */\n  a { top: 0 }\n"
