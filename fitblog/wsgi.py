import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fitblog.settings")
application = get_wsgi_application()

# With DEBUG, templates change under the running server, which moves no stamp.
if settings.PUBLIC_CACHE_MB and not settings.DEBUG:
    from fitblog.lib.publiccache import PublicCache

    application = PublicCache(application, limit=settings.PUBLIC_CACHE_MB * 2**20)

# What is loaded by now stays. Walking it again and again took a tenth of what requests cost.
gc.collect()
gc.freeze()
