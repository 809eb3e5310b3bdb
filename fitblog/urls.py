from django.contrib import admin
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path

import articles.sitemaps
import shop.sitemaps
from fitblog import views
from fitblog.lib import media
from shop.views.account import sign_out

SITEMAPS = {"sitemaps": articles.sitemaps.SITEMAPS | shop.sitemaps.SITEMAPS}

urlpatterns = [
    path("", views.home, name="home"),
    path("feed/", views.feed, name="feed"),
    path("search/", views.search, name="search"),
    path("search/suggest/", views.suggest, name="suggest"),
    path(
        "sitemap.xml",
        sitemaps.index,
        {**SITEMAPS, "sitemap_url_name": "sitemap-part"},
        name="sitemap",
    ),
    path("sitemap-<section>.xml", sitemaps.sitemap, SITEMAPS, name="sitemap-part"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon),
    path("health/", views.health, name="health"),
    path("", include("articles.urls")),
    path("", include("shop.urls")),
    path("account/second-factor/", include("allauth.mfa.urls")),
    path("account/logout/", sign_out, name="account_logout"),  # allauth's, and the cart's cookie
    path("account/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
    *media.routes(),
]
handler404 = views.not_found
