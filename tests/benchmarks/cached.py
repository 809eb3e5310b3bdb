"""The site with Django's own `cache_page` before a guide, in memory, and nothing before Django."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import path
from django.views.decorators.cache import cache_page

application = get_wsgi_application()
settings.CACHES["memory"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
settings.ROOT_URLCONF = __name__

from articles.views import guide  # noqa: E402  (needs the application)
from fitblog import urls  # noqa: E402

urlpatterns = [
    path("guides/<slug:slug>/", cache_page(600, cache="memory")(guide)),
    *urls.urlpatterns,
]
