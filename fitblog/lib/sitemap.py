"""What every part of the site map shares."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap

from fitblog.lib.images import Image


class SiteMap(Sitemap):
    """Addresses under SITE_URL where it is set, else under the host that was asked."""

    limit = 10_000  # in one file; the index lists as many files as it takes

    def pictures(self, item: Any) -> Iterable[Image]:
        """What the page shows of its own."""
        return ()

    def get_urls(
        self, page: int | str = 1, site: Any = None, protocol: str | None = None
    ) -> list[dict[str, Any]]:
        urls = super().get_urls(page, site, protocol)
        origin = f"{self.get_protocol(protocol)}://{self.get_domain(site)}"
        for url in urls:
            url["pictures"] = [urljoin(origin, image.url) for image in self.pictures(url["item"])]
        return urls

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme or protocol or "https"

    def get_domain(self, site: object | None = None) -> str:
        return urlsplit(settings.SITE_URL).netloc or super().get_domain(site)
