"""Settings read from the environment, each with its type."""

import os
import re
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import parse_qsl, unquote, urlsplit

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


def refuse(sentence: str) -> NoReturn:
    """Stop the start with one sentence and no traceback, under every command and server."""
    raise SystemExit(f"Fitblog does not start: {sentence}")


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, default: bool) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in TRUE:
        return True
    if value.strip().lower() in FALSE:
        return False
    refuse(f"{name} is {value!r}; write 1 or 0.")


def number(name: str, default: int) -> int:
    value = text(name)
    if not value:
        return default
    if not value.isdecimal():
        refuse(f"{name} is {value!r}; write a whole number.")
    return int(value)


def words(name: str) -> list[str]:
    """Comma-separated values, without the empty ones."""
    return [word for part in text(name).split(",") if (word := part.strip())]


def origin(name: str, default: str) -> str:
    """Scheme and host of another site, with nothing behind them."""
    value = (text(name) or default).rstrip("/").lower()
    if not re.fullmatch(r"https://[a-z0-9.-]+(:\d+)?", value):
        refuse(f"{name} is {value!r}; write https:// and a host, such as {default}.")
    return value


def path(name: str, default: Path) -> Path:
    return Path(text(name) or default).expanduser()


def secret(name: str) -> str:
    """A signing key as Django's own deployment check (security.W009) wants it."""
    value = text(name)
    if len(value) < 50 or len(set(value)) < 5 or value.startswith("django-insecure-"):
        refuse(f"set {name} to 50 or more random characters.")
    return value


SQLITE_OPTIONS = {
    # Writers queue at BEGIN instead of failing at COMMIT; see docs/operations.md.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}


def database(name: str, default_file: Path) -> dict[str, Any]:
    """Django's database settings from an address such as postgres://user:pass@host:5432/name.

    Without the variable: one SQLite file. `sqlite:///relative.db` and
    `sqlite:////absolute.db` name another one.
    """
    address = text(name)
    if not address or address.startswith("sqlite://"):
        file = address.removeprefix("sqlite:///") or default_file
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": file,
            # Kept open: the last one to close writes the log back into the file, each time.
            "CONN_MAX_AGE": None,
            "OPTIONS": SQLITE_OPTIONS,
        }
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"}:
        refuse(f"{name} starts with {parts.scheme}://; write sqlite:// or postgres://.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
