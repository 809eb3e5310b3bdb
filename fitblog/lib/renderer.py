"""How form fields become HTML."""

from collections.abc import Mapping
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.html import conditional_escape as escape
from django.utils.safestring import SafeString

KINDS = "text email number tel url search password hidden checkbox color date time datetime file"
# Django's templates of these widgets are the one of `<input>`, and that one includes another.
INPUTS = frozenset(f"django/forms/widgets/{kind}.html" for kind in KINDS.split())


class FormRenderer(TemplatesSetting):
    """Django's, but that `<input>` is written without templates: they take twenty times as long."""

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        if template_name in INPUTS:
            return _input(context["widget"])
        return super().render(template_name, context, request)


def _input(widget: Mapping[str, Any]) -> SafeString:
    first = {"type": widget["type"], "name": widget["name"]}
    if widget["value"] is not None:
        first["value"] = widget["value"]
    parts = [
        f" {escape(name)}" if value is True else f' {escape(name)}="{escape(value)}"'
        for name, value in (first | widget["attrs"]).items()
        if value is not False
    ]
    return SafeString(f"<input{''.join(parts)}>")
