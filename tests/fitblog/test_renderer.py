"""Fields look as Django's templates would write them."""

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting

from fitblog.lib.renderer import FormRenderer

WIDGETS = [
    forms.TextInput(),
    forms.TextInput({"type": "tel", "autocomplete": "tel", "maxlength": 32}),
    forms.EmailInput({"required": True, "autofocus": False}),
    forms.NumberInput({"min": 1, "step": "any"}),
    forms.PasswordInput(render_value=True),
    forms.HiddenInput(),
    forms.CheckboxInput(),
    forms.DateInput(),
    forms.FileInput(),
    forms.Textarea(),
    forms.Select(choices=[("a", "Apple")]),
    forms.RadioSelect(choices=[("a", "Apple")]),
]
VALUES = [None, "", "a", 'a" onfocus="alert(1)', "<b>&amp;", 0, 1.5, True, False]


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: type(widget).__name__)
def test_it_writes_what_djangos_templates_write(widget, value):
    attrs = {"id": "id_it", 'data-"': "<&>"}

    written = [
        widget.render("it", value, attrs, renderer())
        for renderer in (FormRenderer, TemplatesSetting)
    ]

    assert written[0] == written[1]
