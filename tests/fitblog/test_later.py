"""A worker that serves readers loads nothing that reads documents."""

import os
import subprocess
import sys

WORKER = """
import sys
from fitblog.wsgi import application
from django.urls import reverse
reverse("home")
print(*{"lxml", "markdown_it", "reportlab", "resvg_py", "stripe"} & set(sys.modules))
"""


def test_what_few_workers_need_is_not_loaded_by_all():
    loaded = subprocess.check_output([sys.executable, "-c", WORKER], env=os.environ)

    assert loaded.split() == []
