"""The pictures of the editors' handbook: the desk of this site, as Chromium shows it."""

import io
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread
from PIL import Image

if TYPE_CHECKING:
    from playwright.sync_api import Page

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WIDTH = 1440
QUALITY = 72  # of WebP: letters stay sharp
# The site's own face, waited for: its pages do without where it comes late.
FACE = """@font-face { font-family: Archivo; src: url("/static/fonts/archivo.woff2");
  font-weight: 400 800; font-stretch: 100% 125%; font-display: block }"""
READY = """() => document.fonts.ready.then(() => !window.CKEDITOR ||
  Object.values(CKEDITOR.instances).every((one) => one.status == "ready"))"""


@dataclass(frozen=True)
class Shot:
    """`act` brings the page to what is to be seen, and names the part of it; None: the window.

    `leave` puts back what that changed.
    """

    name: str
    path: str
    act: Callable[["Page"], str | None] = lambda page: None
    height: int = 760
    leave: Callable[["Page"], None] = lambda page: None


def _section(page: "Page") -> str:
    row = "#sections-group folding-row:not(.empty-form)"
    page.locator(f"{row} [data-fold]").first.click()
    page.locator(f"{row} .cke_wysiwyg_div").first.wait_for()
    page.add_style_tag(content="#container .submit-row { position: static }")
    return f"{row} >> nth=0"


def _link(page: "Page") -> str:
    introduction = page.locator("#cke_id_introduction")
    introduction.locator(".cke_wysiwyg_div").click()
    introduction.locator(".cke_button__link").click()
    page.get_by_role("combobox", name="Find a guide or a product").fill("ba")
    page.locator("link-chooser [role=option]").first.wait_for()
    return ".cke_dialog"


def _beside(page: "Page") -> None:
    page.locator(".beside-open").click()
    page.locator(".beside__frame iframe:not(.is-waiting)").wait_for()


def _outline(page: "Page") -> None:
    page.get_by_label("Paste the document").fill(DOCUMENT)
    page.get_by_role("button", name="Read it").click()
    page.locator(".part details").first.wait_for()


def _throw_away(page: "Page") -> None:
    page.get_by_role("button", name="Throw it away").click()
    page.locator(".intake").wait_for()


def _many(page: "Page") -> None:
    for number in range(5):
        page.locator(".action-select").nth(number).check()
    page.get_by_label("Action:").select_option("unpublish_selected")
    page.get_by_role("button", name="Go").click()
    page.locator(".steps").wait_for()


DOCUMENT = """Carry Heavy Things Home

A bag of rice is a barbell with no manners. Carry it home, and it trains your grip, your back and
your patience in one walk.

Key Takeaways
- Stand tall: a bent back carries nothing.
- Stop early: the grip goes before the form does.

Pick It Up

Squat down beside the bag, take it close, and stand up without a jerk.

Frequently Asked Questions

How heavy should it be?

As heavy as you can carry without a limp.
"""

SHOTS = (
    Shot("my-desk", ""),
    Shot("list", "articles/article/"),
    Shot("form", "articles/article/{guide}/change/", height=900),
    Shot("section", "articles/article/{guide}/change/", _section, height=1200),
    Shot("link", "articles/article/{guide}/change/", _link, height=900),
    Shot("beside", "articles/article/{guide}/change/", _beside),
    Shot("editions", "articles/article/{guide}/editions/", height=560),
    Shot("many", "articles/article/", _many, height=560),
    Shot("outline", "articles/article/import/", _outline, height=900, leave=_throw_away),
)


def chromium() -> str | None:
    """The path of a Chromium: CHROMIUM, or the machine's own."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


def draw(folder: Path, browser: str, guide: int, session: str) -> Iterator[Path]:
    """Take each picture of the site that this process can serve; yields where it lies."""
    from playwright.sync_api import sync_playwright  # a tool of development

    with _served() as site, sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        context = chrome.new_context(
            viewport={"width": WIDTH, "height": 760}, color_scheme="light", reduced_motion="reduce"
        )
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
        for shot in SHOTS:
            page = context.new_page()
            page.set_viewport_size({"width": WIDTH, "height": shot.height})
            page.goto(f"{site}/admin/{shot.path.format(guide=guide)}")
            page.add_style_tag(content=FACE)
            page.wait_for_function(READY)
            part = shot.act(page)
            taken = page.locator(part).screenshot() if part else page.screenshot()
            shot.leave(page)
            page.close(run_before_unload=False)
            yield _keep(taken, folder / f"{shot.name}.webp")
        chrome.close()


def _keep(png: bytes, path: Path) -> Path:
    Image.open(io.BytesIO(png)).convert("RGB").save(path, "WEBP", quality=QUALITY, method=6)
    return path


@contextmanager
def _served() -> Iterator[str]:
    """This site on a port of its own, in threads beside this one."""
    server = LiveServerThread("127.0.0.1", StaticFilesHandler, connections_override={})
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.terminate()
