"""A zip whose manifest names every piece with its hash. Made twice of the same, it is the same."""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from django.utils.translation import gettext as _

FORMAT = 1
MANIFEST = "manifest.json"
# Zip has no word for "no time"; with the clock's, no two archives would be equal.
NO_TIME = (1980, 1, 1, 0, 0, 0)
CHUNK = 1024 * 1024
LARGEST_MANIFEST = 64 * CHUNK


class Unreadable(Exception):
    """This file is no archive of a site, or not a whole one; the message says what is wrong."""


class Archive:
    """Being written: pieces first, then `close(facts)` adds the manifest."""

    def __init__(self, path: Path) -> None:
        self._zip = zipfile.ZipFile(path, "w")
        self.hashes: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()

    def add(self, name: str, chunks: Iterable[bytes], *, compress: bool) -> None:
        """One piece, from a stream: only a chunk of it is in memory."""
        self.hashes[name] = self._write(name, chunks, compress)

    def close(self, facts: dict[str, Any]) -> None:
        manifest = {"format": FORMAT, **facts, "pieces": self.hashes}
        text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
        self._write(MANIFEST, [text.encode()], compress=True)
        self._zip.close()

    def _write(self, name: str, chunks: Iterable[bytes], compress: bool) -> str:
        info = zipfile.ZipInfo(name, NO_TIME)
        info.compress_type = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
        digest = hashlib.sha256()
        with self._zip.open(info, "w", force_zip64=True) as piece:
            for chunk in chunks:
                digest.update(chunk)
                piece.write(chunk)
        return digest.hexdigest()


class Opened:
    """Being read. Every piece has been held against its hash before one is handed out."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._zip = archive
        self.manifest = self._read_manifest()
        self.pieces: dict[str, str] = self.manifest["pieces"]
        self._check()

    def lines(self, name: str) -> Iterator[bytes]:
        with self._zip.open(name) as piece:
            yield from piece

    def chunks(self, name: str) -> Iterator[bytes]:
        with self._zip.open(name) as piece:
            while chunk := piece.read(CHUNK):
                yield chunk

    def _read_manifest(self) -> dict[str, Any]:
        try:
            size = self._zip.getinfo(MANIFEST).file_size
            manifest = json.loads(self._zip.read(MANIFEST)) if size <= LARGEST_MANIFEST else None
        except (KeyError, ValueError) as error:
            raise Unreadable(_("This is no archive of a site: its manifest is missing.")) from error
        if not isinstance(manifest, dict) or not isinstance(manifest.get("pieces"), dict):
            raise Unreadable(_("This is no archive of a site: its manifest is of another kind."))
        if manifest.get("format") != FORMAT:
            raise Unreadable(_("This archive was made by a version that this one does not know."))
        return manifest

    def _check(self) -> None:
        names = self._zip.namelist()
        if sorted(names) != sorted([*self.pieces, MANIFEST]):
            raise Unreadable(_("The archive holds other pieces than its manifest names."))
        for name, wanted in self.pieces.items():
            digest = hashlib.sha256()
            for chunk in self.chunks(name):
                digest.update(chunk)
            if digest.hexdigest() != wanted:
                raise Unreadable(_("“%s” is not as it was when the archive was made.") % name)


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """Raises Unreadable, with a sentence, for whatever is no whole archive."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield Opened(archive)
    except OSError as error:
        raise Unreadable(_("“%s” cannot be read.") % path) from error
    except (zipfile.BadZipFile, RuntimeError, EOFError) as error:  # a password, another packing
        raise Unreadable(_("“%s” is no whole zip file.") % path.name) from error
