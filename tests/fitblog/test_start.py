"""A start in production that would be unsafe refuses with one sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KEY = "k3Jx9_qT2mZ7vB4nW8sR1yU6pL0dF5gH-aCeIoKwXzMtQbNjVrYu"


def start(tmp_path, **environment):
    """`manage.py check` in a process of its own, with nothing inherited."""
    bare = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path)}
    return subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env=bare | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_strong_key_and_a_host_start_the_site(tmp_path):
    run = start(tmp_path, SECRET_KEY=KEY, ALLOWED_HOSTS="fitblog.example")

    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize(
    "key", ["", "short", "a" * 80, "django-insecure-" + KEY], ids=["none", "short", "dull", "stock"]
)
def test_a_weak_key_refuses_in_one_sentence(tmp_path, key):
    run = start(tmp_path, SECRET_KEY=key, ALLOWED_HOSTS="fitblog.example")

    assert run.returncode == 1
    assert run.stderr == (
        "Fitblog does not start: set SECRET_KEY to 50 or more random characters.\n"
    )


@pytest.mark.parametrize("hosts", ["", " , ", "*", "fitblog.example,*"])
def test_no_host_or_every_host_refuses_in_one_sentence(tmp_path, hosts):
    run = start(tmp_path, SECRET_KEY=KEY, ALLOWED_HOSTS=hosts)

    assert run.returncode == 1
    assert run.stderr.startswith("Fitblog does not start: set ALLOWED_HOSTS")
    assert run.stderr.count("\n") == 1


def test_development_needs_no_environment_but_the_word(tmp_path):
    assert start(tmp_path, DEBUG="1").returncode == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "perhaps"),
        ("CART_LINE_MAX", "many"),
        ("DATABASE_URL", "mysql://db"),
        ("TASKS", "now"),
    ],
)
def test_a_word_that_cannot_be_read_is_named(tmp_path, name, value):
    settings = {"SECRET_KEY": KEY, "ALLOWED_HOSTS": "fitblog.example", name: value}

    run = start(tmp_path, **settings)

    assert run.returncode == 1
    assert name in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize(
    ("payments", "sentence"),
    [
        ("paypall", "PAYMENTS names what is no way to pay; write invoice, stripe or both."),
        (
            "invoice,stripe",
            "PAYMENTS names stripe; set STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET as well.",
        ),
    ],
)
def test_a_way_to_pay_that_cannot_work_refuses_in_one_sentence(tmp_path, payments, sentence):
    run = start(tmp_path, DEBUG="1", PAYMENTS=payments)

    assert run.returncode == 1
    assert run.stderr == f"Fitblog does not start: {sentence}\n"
