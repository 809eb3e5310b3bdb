"""Drawings as pictures: from SVG through the same door as an editor's upload."""

from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import django
from django.core.files.base import ContentFile

from fitblog.demo.content import ART, MIDDLE, Focus, Product
from fitblog.lib.images import Image, store

WIDTH = 2400  # pixels that a drawing is rendered to


@dataclass(frozen=True)
class Drawing:
    path: Path
    focus: Focus = MIDDLE
    width: int = WIDTH


def of(folder: str, slug: str) -> Path:
    return ART / folder / f"{slug}.svg"


def of_product(product: Product) -> list[tuple[Path, Focus]]:
    """One for each description, in their order: `slug.svg`, `slug-2.svg`, …"""
    names = [product.slug, *(f"{product.slug}-{n}" for n in range(2, len(product.alts) + 1))]
    focuses = product.focus or [MIDDLE] * len(names)
    return [(of("products", name), focus) for name, focus in zip(names, focuses, strict=True)]


def render(drawing: Drawing) -> bytes:
    """PNG of the drawing's own shape."""
    import resvg_py  # an extra that only the demo site needs

    return resvg_py.svg_to_bytes(
        svg_path=str(drawing.path), width=drawing.width, skip_system_fonts=True
    )


def prepare(drawing: Drawing) -> Image:
    """Store the drawing with all its renditions. Touches no database."""
    return store(ContentFile(render(drawing)), drawing.focus)


def prepare_all(drawings: Iterable[Drawing], processes: int) -> dict[Path, Image]:
    """Each drawing's picture by its path; about a second of work a drawing."""
    drawings = list(drawings)
    if processes < 2 or len(drawings) < 2:
        return {drawing.path: prepare(drawing) for drawing in drawings}
    # Spawned, because a forked process would share this one's database connection.
    with ProcessPoolExecutor(processes, get_context("spawn"), django.setup) as pool:
        return dict(zip((d.path for d in drawings), pool.map(prepare, drawings), strict=True))
