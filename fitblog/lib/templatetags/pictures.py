"""`{% picture image sizes="…" %}`: one picture in the formats and widths that are ready."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from fitblog.lib.images import Image
from fitblog.lib.images.image import FORMATS
from fitblog.lib.once import once

register = template.Library()


@register.simple_tag
def picture(
    image: Image | None,
    sizes: str = "100vw",
    loading: str = "lazy",
    priority: bool = False,
    **attributes: Any,
) -> SafeString:
    """The `<picture>` of an Image; nothing where there is none.

    `class` goes on the outer element. `priority=True` is for the page's largest picture:
    loaded at once and before the others.
    """
    if unknown := attributes.keys() - {"class"}:
        raise template.TemplateSyntaxError(f"A picture takes no {', '.join(sorted(unknown))}.")
    if not image:
        return SafeString()
    kinds = list(FORMATS) if image.widths else []
    return once(
        "partials/_picture.html",
        url=image.url,
        alt=image.alt,
        width=image.width,
        height=image.height,
        sources=tuple((FORMATS[kind], image.srcset(kind)) for kind in kinds if kind != "jpg"),
        srcset=image.srcset("jpg") if kinds else "",
        sizes=sizes,
        loading="eager" if priority else loading,
        priority=priority,
        focus_x=_step(image.focus_x),
        focus_y=_step(image.focus_y),
        **attributes,
    )


def _step(focus: int) -> int | None:
    """The focus as the style sheet knows it: in tens of per cent; None for the middle."""
    step = (focus + 5) // 10 * 10
    return None if step == 50 else step
