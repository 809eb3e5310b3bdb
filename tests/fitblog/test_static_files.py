"""What is collected for production, and under which names."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from fitblog.lib.storage import is_wanted


@pytest.fixture(scope="module")
def names(collected) -> dict[str, str]:
    """Every file's name with its hash, by its name without."""
    return json.loads((collected / "staticfiles.json").read_text())["paths"]


def test_a_page_asks_for_one_stylesheet_and_one_with_forms_for_two(collected, names):
    sheets = [(collected / names[f"css/{name}.css"]).read_text() for name in ("main", "forms")]

    assert not any("@import" in sheet for sheet in sheets)
    assert sheets[0].startswith("@layer reset, base, layout, blocks, utilities;")
    blocks = [path.stem for path in Path(settings.BASE_DIR, "fitblog/static/css/blocks").iterdir()]
    assert blocks
    assert sum(sheet.count("@layer blocks {") for sheet in sheets) == len(blocks)


def test_everything_is_named_by_a_hash(names):
    assert all(hashed != name for name, hashed in names.items())


def test_everything_of_text_is_compressed_for_the_browsers_that_ask(collected, names):
    sheet = collected / names["css/main.css"]

    assert sheet.with_name(f"{sheet.name}.br").stat().st_size < sheet.stat().st_size / 2
    assert sheet.with_name(f"{sheet.name}.gz").exists()


def test_what_ckeditor_asks_for_by_its_own_names_is_compressed_too(collected):
    assert (collected / "ckeditor/ckeditor/lang/en.js.br").exists()


def test_of_ckeditor_a_small_part_is_collected(collected):
    found = [path for path in (collected / "ckeditor").rglob("*") if path.is_file()]

    assert len(found) < 300  # of 6,494


@pytest.mark.parametrize(
    "path",
    [
        "ckeditor/ckeditor-init.js",
        "ckeditor/ckeditor/ckeditor.js",
        "ckeditor/ckeditor/lang/en.js",
        "ckeditor/ckeditor/lang/de.js",
        "ckeditor/ckeditor/skins/moono-lisa/editor.css",
        "ckeditor/ckeditor/plugins/icons.png",
        "ckeditor/ckeditor/plugins/divarea/plugin.js",
        "ckeditor/ckeditor/plugins/link/dialogs/link.js",
        "ckeditor/ckeditor/plugins/a11yhelp/dialogs/lang/es.js",
        "ckeditor/ckeditor/plugins/pastetools/filter/common.js",
        "admin/css/base.css",
    ],
)
def test_what_the_editor_asks_for_is_served(path):
    assert finders.find(path)


@pytest.mark.parametrize(
    "path",
    [
        "ckeditor/ckeditor/samples/index.html",
        "ckeditor/ckeditor/CHANGES.md",
        "ckeditor/ckeditor/config.js",
        "ckeditor/ckeditor/adapters/jquery.js",
        "ckeditor/ckeditor/lang/fr.js",
        "ckeditor/ckeditor/skins/moono/editor.css",
        "ckeditor/ckeditor/plugins/wsc/dialogs/ciframe.html",
        "ckeditor/ckeditor/plugins/a11yhelp/dialogs/lang/fr.js",
        "ckeditor/ckeditor/plugins/preview/preview.html",
        "ckeditor/galleriffic/css/caption.png",
        "ckeditor/file-icons/pdf.png",
    ],
)
def test_the_rest_of_ckeditor_is_not_even_found(path):
    assert not is_wanted(path)
    assert not finders.find(path)


def test_another_language_of_the_site_brings_its_words_along(settings):
    settings.LANGUAGES = [("fr-ca", "French"), ("zh-hans", "Chinese")]

    wanted = [
        code
        for code in ("en", "fr", "fr-ca", "zh-cn", "de")
        if is_wanted(f"ckeditor/ckeditor/lang/{code}.js")
    ]
    assert wanted == ["en", "fr", "fr-ca", "zh-cn"]
