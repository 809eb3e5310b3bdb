"""What every part of the site map shares."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap


class SiteMap(Sitemap):
    """Addresses under SITE_URL where it is set, else under the host that was asked."""

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme or protocol or "https"

    def get_domain(self, site: object | None = None) -> str:
        return urlsplit(settings.SITE_URL).netloc or super().get_domain(site)
