"""Read a PDF of ours back, so that a test sees what a person would."""

import base64
import re
import zlib

STREAM = re.compile(rb"(\d+) 0 obj\s*<<((?:(?!endobj).)*?)>>\s*stream\r?\n(.*?)endstream", re.S)
SHOWN = re.compile(rb"/(F[\d+]+) [\d.]+ Tf|\(((?:[^()\\]|\\.)*)\) Tj|(T\*|ET)", re.S)
ESCAPED = re.compile(rb"\\([0-7]{3}|.)", re.S)


def words(pdf: bytes) -> str:
    """The text, row by row in the order it is drawn."""
    streams = {int(key): _unpacked(head, body) for key, head, body in STREAM.findall(pdf)}
    fonts = _fonts(pdf, streams)
    drawn, font = [], {}
    for key in sorted(streams):
        for name, written, end in SHOWN.findall(streams[key]):
            font = fonts[name] if name else font
            drawn += [font[code] for code in ESCAPED.sub(_plain, written)]
            drawn += ["\n"] if end else []
    return re.sub("\n+", "\n", "".join(drawn)).strip()


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", pdf))


def _unpacked(head: bytes, body: bytes) -> bytes:
    if b"ASCII85" in head:
        body = base64.a85decode(body.strip().removesuffix(b"~>"))
    return zlib.decompressobj().decompress(body)


def _plain(found: re.Match) -> bytes:
    return bytes([int(found[1], 8)]) if len(found[1]) == 3 else found[1]


def _fonts(pdf: bytes, streams: dict[int, bytes]) -> dict[bytes, dict[int, str]]:
    """By the name a page calls a font: its codes → letters."""
    objects = dict(re.findall(rb"(\d+) 0 obj(.*?)endobj", pdf, re.S))
    fonts = {}
    for name, key in re.findall(rb"/(F[\d+]+) (\d+) 0 R", pdf):
        to_unicode = re.search(rb"/ToUnicode (\d+) 0 R", objects[key])
        if to_unicode:
            fonts[name] = _letters(streams[int(to_unicode[1])])
    return {b"F1": {}} | fonts


def _letters(cmap: bytes) -> dict[int, str]:
    """From rows “<01> <20AC>”."""
    pairs = re.findall(rb"<(\w\w)> <(\w{4})>", cmap)
    return {int(code, 16): chr(int(letter, 16)) for code, letter in pairs}
