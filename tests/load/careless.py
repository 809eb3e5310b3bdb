"""The site with one guard switched off, for the negative controls: CARELESS names it in guards."""

import os

import pytest

from fitblog.wsgi import application
from tests.load import guards

__all__ = ["application"]

getattr(guards, os.environ["CARELESS"])(pytest.MonkeyPatch())
