"""A whole site out of its database and storage, and into an empty one."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import SuspiciousOperation, ValidationError
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.files.temp import NamedTemporaryFile
from django.core.management.color import no_style
from django.db import DatabaseError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from fitblog.lib.images import AbstractPicture
from fitblog.lib.images.everywhere import images_in
from fitblog.lib.images.tasks import make_renditions
from fitblog.lib.portable import accounts, rows
from fitblog.lib.portable.archive import CHUNK, Archive, Opened, opened
from fitblog.lib.portable.rows import Model

ACCOUNTS = "rows/accounts.jsonl"
FOLDER = "media/"
SNAPSHOTS = {
    "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    # A reader's transaction: the site's default would keep every writer waiting.
    "sqlite": "BEGIN DEFERRED",
}


class Refused(Exception):
    """Nothing was taken in; the message says why."""


@dataclass
class Report:
    rows: dict[str, int] = field(default_factory=dict)  # label → how many
    files: int = 0
    missing: list[str] = field(default_factory=list)  # originals that the storage lacks


def take_out(path: Path, chosen: list[Model]) -> Report:
    """Write these models' rows and the pictures they show; `path` appears only when it is whole.

    Rows are of one moment and stream; memory does not grow with the site. Raises OSError.
    """
    report = Report()
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        with Archive(unfinished) as archive:
            with _snapshot():
                pictures = _add_rows(archive, chosen, report)
            _add_files(archive, pictures, report)
            archive.close({"schema": _schema(chosen), "missing": report.missing})
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
    return report


def take_in(path: Path, known: list[Model]) -> Report:
    """Make this empty site the archive's. All or nothing.

    `known` are the models that a site may have; the archive may hold fewer. Every row that was
    written is read back and held against the archive. Raises Unreadable and Refused.
    """
    with opened(path) as archive:
        labels = {f"rows/{model._meta.label}.jsonl": model for model in known}
        chosen = [labels[name] for name in archive.pieces if name in labels]
        _refuse_what_does_not_fit(archive, chosen, set(labels))
        _refuse_unless_empty(known)
        report = Report(missing=list(archive.manifest.get("missing", [])))
        with _files_taken_back_on_failure() as stored, transaction.atomic():
            _store_files(archive, stored, report)
            _store_rows(archive, rows.in_order(chosen), report)
        _make_missing_renditions(archive, chosen)
        return report


@contextmanager
def _snapshot() -> Iterator[None]:
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(SNAPSHOTS[connection.vendor])
        try:
            yield
        finally:
            cursor.execute("COMMIT")


def _add_rows(archive: Archive, chosen: list[Model], report: Report) -> set[str]:
    """Their rows, the accounts they name, and the names of the files that belong to them."""
    pictures: dict[str, set[str]] = {}  # original → all files
    names = accounts.named_by(chosen)
    archive.add(ACCOUNTS, accounts.lines(names), compress=True)
    for model in rows.in_order(chosen):
        label = model._meta.label
        archive.add(f"rows/{label}.jsonl", rows.lines(model, names), compress=True)
        report.rows[label] = model._base_manager.count()
        for image in images_in(model):
            pictures.setdefault(image.name, set()).update(image.files())
    report.missing = sorted(name for name in pictures if not default_storage.exists(name))
    return set().union(*pictures.values()) if pictures else set()


def _add_files(archive: Archive, names: set[str], report: Report) -> None:
    for name in sorted(names):
        # A rendition that is not made yet is made where the site goes.
        if default_storage.exists(name):
            with default_storage.open(name) as file:
                archive.add(FOLDER + name, file.chunks(CHUNK), compress=False)
            report.files += 1


def _schema(chosen: list[Model]) -> dict[str, str]:
    """App → its last migration."""
    apps = {model._meta.app_label for model in chosen}
    applied = MigrationRecorder(connection).applied_migrations()
    return {app: max(name for label, name in applied if label == app) for app in sorted(apps)}


def _refuse_what_does_not_fit(archive: Opened, chosen: list[Model], known: set[str]) -> None:
    strange = [
        name
        for name in archive.pieces
        if not name.startswith(FOLDER) and name not in {*known, ACCOUNTS}
    ]
    if strange:
        raise Refused(_("This site does not know what “%s” is.") % strange[0])
    here, there = _schema(chosen), archive.manifest.get("schema")
    if here != there:
        raise Refused(
            _("The archive was made by another version: it is at %(there)s, this site at %(here)s.")
            % {"there": there, "here": here}
        )


def _refuse_unless_empty(known: list[Model]) -> None:
    for model in known:
        if model._base_manager.exists():
            raise Refused(_("This site is not empty: it has %s.") % model._meta.verbose_name_plural)


@contextmanager
def _files_taken_back_on_failure() -> Iterator[list[str]]:
    stored: list[str] = []
    try:
        yield stored
    except BaseException:
        for name in stored:
            default_storage.delete(name)
        raise


def _store_files(archive: Opened, stored: list[str], report: Report) -> None:
    for piece in archive.pieces:
        if not piece.startswith(FOLDER):
            continue
        name = piece.removeprefix(FOLDER)
        try:
            if default_storage.exists(name):
                if _hash_of(name) != archive.pieces[piece]:
                    raise Refused(_("There is another file of the name “%s”.") % name)
            else:
                _store_file(archive, piece, name, stored)
        except SuspiciousOperation as error:
            raise Refused(_("“%s” is no name for a file.") % name) from error
        report.files += 1


def _store_file(archive: Opened, piece: str, name: str, stored: list[str]) -> None:
    with NamedTemporaryFile() as spool:
        for chunk in archive.chunks(piece):
            spool.write(chunk)
        spool.seek(0)
        got = default_storage.save(name, File(spool, name))
    stored.append(got)
    if got != name:
        raise Refused(_("“%s” cannot be stored under its name.") % name)


def _hash_of(name: str) -> str:
    digest = hashlib.sha256()
    with default_storage.open(name) as file:
        for chunk in file.chunks(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _store_rows(archive: Opened, chosen: list[Model], report: Report) -> None:
    try:
        numbers = accounts.store(archive.lines(ACCOUNTS))
    except (ValidationError, ValueError, DatabaseError) as error:
        raise Refused(_("The accounts cannot be taken in: %s") % error) from error
    for model in chosen:
        label, count = model._meta.label, 0
        for count, line in enumerate(archive.lines(f"rows/{label}.jsonl"), start=1):
            try:
                rows.store(model, line, numbers)
            except (ValidationError, ValueError, TypeError, KeyError, DatabaseError) as error:
                raise Refused(
                    _("Row %(row)s of %(model)s cannot be taken in: %(why)s")
                    % {"row": count, "model": label, "why": error}
                ) from error
        report.rows[label] = count
    try:
        connection.check_constraints()
    except DatabaseError as error:
        raise Refused(_("Rows are missing that others name: %s") % error) from error
    _begin_after_the_last(chosen)
    _compare(archive, chosen)


def _make_missing_renditions(archive: Opened, chosen: list[Model]) -> None:
    """What the old site had not got round to."""
    for model in chosen:
        if not issubclass(model, AbstractPicture):
            continue
        for picture in model._base_manager.iterator():
            there = {name for name in picture.as_image().files() if FOLDER + name in archive.pieces}
            if picture.file.name in there and there != picture.as_image().files():
                make_renditions.enqueue(model._meta.label, picture.pk)


def _begin_after_the_last(chosen: list[Model]) -> None:
    """Rows came with their keys; the next new one must not take one of them."""
    linked = [one.remote_field.through for model in chosen for one in model._meta.many_to_many]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [*chosen, *linked]):
            cursor.execute(statement)


def _compare(archive: Opened, chosen: list[Model]) -> None:
    """What was written, read back, is what the archive holds."""
    names = accounts.named_by(chosen)
    for model in chosen:
        digest = hashlib.sha256()
        for line in rows.lines(model, names):
            digest.update(line)
        if digest.hexdigest() != archive.pieces[f"rows/{model._meta.label}.jsonl"]:
            raise Refused(
                _("%s read back differ from the archive.") % model._meta.verbose_name_plural
            )
