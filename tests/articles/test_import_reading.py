"""A file that holds no text to import gets one sentence that says why."""

import os

import pytest

from articles.importing.reading import LARGEST, Unreadable, read_document


def refusal(path) -> str:
    with pytest.raises(Unreadable) as refused:
        read_document(path)
    return str(refused.value)


def test_text_in_utf_8_is_read(tmp_path):
    (tmp_path / "a.txt").write_bytes("Größe\r\n".encode())

    assert read_document(tmp_path / "a.txt") == "Größe\r\n"


def test_a_byte_order_mark_is_no_text(tmp_path):
    (tmp_path / "a.txt").write_bytes("\ufeffSquat".encode())

    assert read_document(tmp_path / "a.txt") == "Squat"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Größe".encode("utf-16"), "Größe"),
        ("\ufeffGröße".encode("utf-16-be"), "Größe"),
        ("Größe and more".encode("utf-16-le"), "Größe and more"),
        ("\ufeffGröße".encode("utf-32-le"), "Größe"),
        ("“Größe” – it’s".encode("cp1252"), "“Größe” – it’s"),
        (b'<meta charset="iso-8859-2"><p>\xb1', '<meta charset="iso-8859-2"><p>ą'),
        (b'<meta charset="no-such"><p>\xfc', '<meta charset="no-such"><p>ü'),
    ],
)
def test_other_encodings_are_told_by_their_bytes(tmp_path, content, text):
    (tmp_path / "a.txt").write_bytes(content)

    assert read_document(tmp_path / "a.txt") == text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "a.txt is empty."),
        (b" \n\t\n", "a.txt is empty."),
        ("\ufeff".encode(), "a.txt is empty."),
        (b"--- *** ---", "a.txt holds no words."),
        (b"Squat \x00 well", "a.txt is not a text file."),
        (b"%PDF-1.7 text", "a.txt holds a PDF document; save it as a web page or as text."),
        (
            b"PK\x03\x04rest",
            "a.txt holds a Word, ODT or ZIP document; save it as a web page or as text.",
        ),
        (
            rb"{\rtf1\ansi Squat}",
            "a.txt holds an RTF document; save it as a web page or as text.",
        ),
    ],
)
def test_a_file_without_text_is_refused_in_one_sentence(tmp_path, content, sentence):
    (tmp_path / "a.txt").write_bytes(content)

    assert refusal(tmp_path / "a.txt") == sentence


def test_a_missing_file(tmp_path):
    assert refusal(tmp_path / "b.txt") == f"There is no file {tmp_path / 'b.txt'}."


def test_a_folder(tmp_path):
    assert refusal(tmp_path) == f"{tmp_path.name} is a folder, not a file."


def test_a_pipe_would_wait_for_ever(tmp_path):
    os.mkfifo(tmp_path / "pipe")

    assert refusal(tmp_path / "pipe") == "pipe is not an ordinary file."


def test_a_file_below_a_file(tmp_path):
    (tmp_path / "a.txt").write_text("Squat")

    assert "cannot be opened" in refusal(tmp_path / "a.txt" / "b.txt")


def test_more_than_10_mb_are_refused_unread(tmp_path):
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(LARGEST + 1)

    assert refusal(tmp_path / "a.txt") == "a.txt is larger than 10 MB; split it."
