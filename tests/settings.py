"""The site's own settings in production mode, with what a test run must not share or wait for."""

import os
import tempfile

os.environ.setdefault("SECRET_KEY", "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz-only")
os.environ.setdefault("ALLOWED_HOSTS", "testserver,127.0.0.1,localhost")
os.environ.setdefault("HTTPS", "0")
os.environ.setdefault("STAFF_MFA_REQUIRED", "0")  # its own tests turn it on
# Never the folder of a real site, and one for each parallel worker. What a worker starts (a
# server, a process that draws) finds its worker's by the same two variables.
os.environ["TEST_DATA_DIR"] = os.environ.get("TEST_DATA_DIR") or tempfile.mkdtemp("-fitblog")
os.environ["DATA_DIR"] = os.path.join(
    os.environ["TEST_DATA_DIR"], os.environ.get("PYTEST_XDIST_WORKER", "one")
)

from fitblog.settings import *

STATIC_ROOT.mkdir(exist_ok=True)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# A served site writes its mails into files, where the tests find them; see tests/load.
EMAIL_FILE_PATH = os.environ.get("TEST_MAILS")
EMAIL_BACKEND = (
    f"django.core.mail.backends.{'filebased' if EMAIL_FILE_PATH else 'locmem'}.EmailBackend"
)
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: the race tests open it from several threads.
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}
