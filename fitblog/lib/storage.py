"""Static files: which are collected, and how they are named."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import AppDirectoriesFinder
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

from fitblog.lib import bundle, editor

CKEDITOR = "ckeditor/ckeditor/"
SKIN = f"{CKEDITOR}skins/moono-lisa/"
# What the plugins of lib/editor.py bring along and read files of.
BROUGHT_ALONG = ("dialog", "pastetools")
# CKEditor's names, where Django has others.
LANGUAGES = {"zh-hans": "zh-cn", "zh-hant": "zh"}


class PrunedAppDirectoriesFinder(AppDirectoriesFinder):
    """The apps' static files, and of CKEditor's 1,250 only those that our editor asks for."""

    def list(self, ignore_patterns: list[str] | None) -> Iterator[tuple[str, Storage]]:
        for path, storage in super().list(ignore_patterns):
            if is_wanted(path):
                yield path, storage

    def find_in_app(self, app: str, path: str) -> str | None:
        return super().find_in_app(app, path) if is_wanted(path) else None


def is_wanted(path: str) -> bool:
    """Whether this file, named as in STATIC_ROOT, is collected and served."""
    path = path.replace("\\", "/")
    if not path.startswith("ckeditor/"):
        return True
    if not path.startswith(CKEDITOR):
        return path.count("/") == 1  # the widget's own three files
    if "/lang/" in path:
        folder, name = path.split("/lang/")
        return name.removesuffix(".js") in _languages() and is_wanted(f"{folder}/")
    plugins = (f"{CKEDITOR}plugins/{name}/" for name in (*editor.PLUGINS, *BROUGHT_ALONG))
    # The plugins' own icons are asked for whenever a toolbar is drawn before its skin is there.
    alone = ("", "ckeditor.js", "LICENSE.md", "plugins/icons.png", "plugins/icons_hidpi.png")
    return path.removeprefix(CKEDITOR) in alone or path.startswith((SKIN, *plugins))


def _languages() -> set[str]:
    """CKEditor's names of the site's languages. Its fallback is always among them."""
    codes = [code.lower() for code, _name in settings.LANGUAGES]
    names = {LANGUAGES.get(code, code) for code in codes} | {"en"}
    return names | {name.split("-")[0] for name in names}


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Names carry a hash, ES-module imports included, so that each file is cached for ever.

    A stylesheet or a script of ours that imports others is written as one: a page asks for one.
    """

    support_js_module_import_aggregation = True

    def post_process(
        self, paths: dict[str, tuple[Storage, str]], dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str | None, Any]]:
        bundled = InMemoryStorage()
        joined = bundle.stylesheets(
            {name: paths[name] for name in paths if bundle.is_ours(name)}
        ) | bundle.scripts({name: paths[name] for name in paths if bundle.is_our_script(name)})
        for name, text in joined.items():
            bundled.save(name, ContentFile(text.encode()))
        return super().post_process(
            {**paths, **{name: (bundled, name) for name in joined}}, dry_run=dry_run, **options
        )

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Half of the files: a name without its hash is asked for by CKEditor alone."""
        unasked = {name for name in self.hashed_files if not name.startswith(CKEDITOR)}
        return super().compress_files(set(paths) - unasked)
