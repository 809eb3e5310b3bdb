"""CKEditor's fence: what it may write, what it never loads."""

import json
import re
from pathlib import Path

import ckeditor
import pytest
from django.apps import apps
from django.conf import settings
from django.core.checks import run_checks
from django.utils import translation

from fitblog.lib.editor import NEVER, PLUGINS
from fitblog.lib.html import ALLOWED
from fitblog.lib.widgets import RichTextWidget

BUNDLE = Path(ckeditor.__file__).parent / "static" / "ckeditor" / "ckeditor"


def config() -> dict:
    """What the browser is told."""
    context = RichTextWidget().get_context("body", "", {"id": "id_body"})
    return json.loads(context["widget"]["config"])


def test_the_editor_lets_through_what_the_cleaner_keeps():
    rules = config()["allowedContent"]

    kept = {
        tag: {name.lstrip("!") for name in rule.get("attributes", "").split(",") if name}
        for tag, rule in rules.items()
    }
    assert kept == ALLOWED


def test_the_filter_is_never_off():
    told = config()

    assert isinstance(told["allowedContent"], dict)
    assert "fullPage" not in told
    assert "extraAllowedContent" not in told


def test_nobody_outside_is_asked_for_a_version():
    assert config()["versionCheck"] is False


def test_nothing_can_be_uploaded():
    assert not apps.is_installed("ckeditor_uploader")
    assert not [name for name in config() if name.lower().endswith(("uploadurl", "browseurl"))]


def test_the_toolbar_offers_what_the_cleaner_keeps():
    told = config()

    assert [button for group in told["toolbar"] for button in group] == [
        "Format",
        "Bold",
        "Italic",
        "Link",
        "Unlink",
        "NumberedList",
        "BulletedList",
        "Blockquote",
        "RemoveFormat",
        "Undo",
        "Redo",
    ]
    assert set(told["format_tags"].split(";")) <= set(ALLOWED)


def test_what_never_runs_is_not_asked_for():
    assert not set(PLUGINS) & set(NEVER)
    assert config()["plugins"].split(",") == list(PLUGINS)
    assert config()["removePlugins"].split(",") == NEVER


@pytest.mark.parametrize("name", ["scayt", "wsc", "exportpdf"])
def test_the_plugins_that_name_outside_hosts_are_removed(name):
    assert name in NEVER


def test_the_shim_disarms_every_handler_that_our_toolbar_can_hold():
    """CKEditor is pinned by hash; should it change, this says which kind the shim does not hear."""
    shim = Path(settings.BASE_DIR, "fitblog/static/js/ckeditor-shim.js").read_text()
    heard = set(json.loads(re.search(r"KINDS = (\[.*?\])", shim)[1]))
    written = set(re.findall(r"\bon([a-z]+)\\x3d\"", (BUNDLE / "ckeditor.js").read_text()))

    # Menus and the path of elements are not started; Firefox on a Mac gets two more, of no effect;
    # the frame's load is heard by its own listener.
    assert written - heard <= {"mouseover", "mouseout", "mouseup", "keypress", "blur", "load"}


def test_the_warning_about_ckeditor_is_silenced_and_no_other():
    warned = {message.id for message in run_checks()}

    assert warned - set(settings.SILENCED_SYSTEM_CHECKS) == set()


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_the_editor_speaks_the_language_of_the_page(language):
    with translation.override(language):
        assert config()["language"] == language
