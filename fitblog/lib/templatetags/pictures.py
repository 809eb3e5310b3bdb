"""`{% picture image sizes="…" %}`: one picture in the formats and widths that are ready."""

from typing import Any

from django import template

from fitblog.lib.images import Image
from fitblog.lib.images.image import FORMATS

register = template.Library()


@register.inclusion_tag("partials/_picture.html")
def picture(
    image: Image,
    sizes: str = "100vw",
    loading: str = "lazy",
    priority: bool = False,
    **attributes: Any,
) -> dict[str, Any]:
    """The `<picture>` of an Image; nothing where there is none.

    `class` goes on the outer element. `priority=True` is for the page's largest picture:
    loaded at once and before the others.
    """
    if unknown := attributes.keys() - {"class"}:
        raise template.TemplateSyntaxError(f"A picture takes no {', '.join(sorted(unknown))}.")
    kinds = list(FORMATS) if image and image.widths else []
    return {
        "image": image,
        "sources": [(FORMATS[kind], image.srcset(kind)) for kind in kinds if kind != "jpg"],
        "srcset": image.srcset("jpg") if kinds else "",
        "sizes": sizes,
        "loading": "eager" if priority else loading,
        "priority": priority,
        "class": attributes.get("class", ""),
        "focus_x": _step(image.focus_x) if image else None,
        "focus_y": _step(image.focus_y) if image else None,
    }


def _step(focus: int) -> int | None:
    """The focus as the style sheet knows it: in tens of per cent; None for the middle."""
    step = (focus + 5) // 10 * 10
    return None if step == 50 else step
