"""Long lists to choose from."""

import pytest
from django import forms
from django.utils.translation import gettext_lazy
from pytest_django.asserts import assertHTMLEqual

from fitblog.lib.selects import LongSelect, options

CHOICES = [("", gettext_lazy("Choose")), ("DE", "Germany"), ("CI", "Côte d’Ivoire & <more>")]


class Form(forms.Form):
    country = forms.ChoiceField(choices=CHOICES, widget=LongSelect(attrs={"autocomplete": "x"}))


class PlainForm(forms.Form):
    country = forms.ChoiceField(choices=CHOICES, widget=forms.Select(attrs={"autocomplete": "x"}))


@pytest.mark.parametrize("chosen", ["", "CI", "nowhere"])
def test_it_is_the_select_that_django_writes(chosen):
    ours, plain = Form({"country": chosen}), PlainForm({"country": chosen})

    assertHTMLEqual(str(ours["country"]), str(plain["country"]))


def test_names_are_escaped():
    assert "Côte d’Ivoire &amp; &lt;more&gt;" in options(CHOICES)


def test_only_the_chosen_one_is_selected():
    assert options(CHOICES, "DE").count("selected") == 1
    assert '<option value="DE" selected>' in options(CHOICES, "DE")
