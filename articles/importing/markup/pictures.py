"""Pictures and embeds of a document: listed, never fetched; those that come along are kept."""

import base64
import binascii
import hashlib
from dataclasses import dataclass, field, replace
from urllib.parse import unquote_to_bytes

from lxml.etree import _Element

from articles.importing.proposal import Media

ADDRESSES = ("src", "data-src", "data-lazy-src", "data-original", "data-lazyload")
LONGEST = 2000
MOST = 500
MOST_BYTES = 10 * 1024 * 1024


@dataclass
class Pictures:
    found: list[Media] = field(default_factory=list)
    enclosed: dict[str, bytes] = field(default_factory=dict)  # by the name in Media.address

    def see(self, image: _Element, line: int) -> str:
        """Note a picture; the character of one that stands for it."""
        alt = " ".join((image.get("alt") or "").split())
        names = f"{image.get('class') or ''}".split()
        if {"emoji", "wp-smiley"}.intersection(names) and len(alt) <= 8:
            return alt if not any(map(str.isalnum, alt)) else ""
        if image.get("width") in ("0", "1") and image.get("height") in ("0", "1"):
            return ""
        address = self._kept(self._address(image))
        if address and len(self.found) < MOST:
            known = {media.address for media in self.found}
            if address not in known:
                self.found.append(Media("picture", address, alt[:300], line + 1))
        return ""

    def see_embed(self, element: _Element, line: int) -> None:
        source = element.find(".//source")
        said = element.get("src") or element.get("data-src") or element.get("data")
        said = said or (source.get("src") if source is not None else "") or ""
        if said and not said.startswith(("about:", "javascript:")) and len(self.found) < MOST:
            title = " ".join((element.get("title") or "").split())
            self.found.append(Media("embed", said[:LONGEST], title[:300], line + 1))

    def lazy(self, element: _Element, line: int, only: tuple[str, ...] = ()) -> None:
        """Pictures in what is shown only without scripts."""
        if element.tag == "noscript" or (not only and element.tag in ("figure", "picture")):
            for image in element.iter("img"):
                self.see(image, line)

    def caption(self, text: str) -> None:
        if self.found and not self.found[-1].caption:
            self.found[-1] = replace(self.found[-1], caption=text[:500])

    def _address(self, image: _Element) -> str:
        said = [image.get(name) or "" for name in ADDRESSES]
        tiny = [address for address in said if address.startswith("data:") and len(address) < 200]
        real = [address for address in said if address and address not in tiny]
        if not real and (several := image.get("srcset") or image.get("data-srcset")):
            real = [several.split(",")[-1].split()[0]] if several.split(",")[-1].split() else []
        return (real or tiny or [""])[0].strip()

    def _kept(self, address: str) -> str:
        """An address as it is; the bytes of a picture that came along under a name of its own."""
        if not address.startswith("data:"):
            return address[:LONGEST]
        kind, comma, content = address.partition(",")
        if not comma or not kind.startswith("data:image/") or "svg" in kind:
            return ""
        try:
            read = (
                base64.b64decode(unquote_to_bytes(content))
                if kind.endswith(";base64")
                else unquote_to_bytes(content)
            )
        except (binascii.Error, ValueError):
            return ""
        if len(read) < 200 or sum(map(len, self.enclosed.values())) + len(read) > MOST_BYTES:
            return ""
        name = f"enclosed:{hashlib.sha256(read).hexdigest()[:16]}"
        self.enclosed[name] = read
        return name
