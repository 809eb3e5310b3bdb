"""The site, with the worker's number on each answer and whether Django was asked for it."""

import os
from typing import Any

from fitblog.wsgi import application as site

django = site.application
asked: list[str] = []


def noting(environ: dict[str, Any], start_response: Any) -> Any:
    asked.append(environ["PATH_INFO"])
    return django(environ, start_response)


site.application = noting


def application(environ: dict[str, Any], start_response: Any) -> Any:
    before = len(asked)

    def tell(status: str, headers: list[tuple[str, str]], *problem: Any) -> Any:
        made = "made" if len(asked) > before else "kept"
        own = [("X-Worker", str(os.getpid())), ("X-Page", made)]
        return start_response(status, [*headers, *own], *problem)

    return site(environ, tell)
