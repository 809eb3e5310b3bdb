"""One file for every place: SQLite and no services by default, the environment for the rest.

docs/operations.md lists the variables.
"""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from fitblog.lib import editor, env

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = env.path("DATA_DIR", BASE_DIR / "var")
DATA_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = env.flag("DEBUG", False)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
if DEBUG:
    SECRET_KEY = env.text("SECRET_KEY", "only for development on one machine")
    ALLOWED_HOSTS = ALLOWED_HOSTS or ["127.0.0.1", "localhost", "[::1]"]
else:
    SECRET_KEY = env.secret("SECRET_KEY")
    if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
        env.refuse("set ALLOWED_HOSTS to the names this site answers to, separated by commas.")

# The shop window: what an owner changes without touching code.
SITE_NAME = env.text("SITE_NAME", "Fitblog")
SITE_TAGLINE = env.text("SITE_TAGLINE", "Strength, measured")
SITE_URL = env.text("SITE_URL").rstrip("/")  # empty: the address of the request
CURRENCY = env.text("CURRENCY", "USD")
COUNTRY = env.text("COUNTRY", "US").upper()  # most shoppers live there: chosen until they say
TERMS_URL = env.text("TERMS_URL")  # the terms of sale that the checkout links to
PRICES_INCLUDE_TAX = env.flag("PRICES_INCLUDE_TAX", False)  # as in Europe; else tax comes on top
LANGUAGE_CODE = env.text("LANGUAGE_CODE", "en")
LANGUAGES = [("en", _("English")), ("de", _("German")), ("es", _("Spanish"))]
TIME_ZONE = env.text("TIME_ZONE", "UTC")
CART_LINE_MAX = env.number("CART_LINE_MAX", 99)  # units of one variant in one cart
SHARE_HOURS = env.number("SHARE_HOURS", 72)  # a link to a draft works
PUBLIC_CACHE_MB = env.number("PUBLIC_CACHE_MB", 16)  # of ready pages in each worker's memory
DEMO = env.flag("DEMO", False)  # one can pay with play money
ORDER_PREFIX = env.text("ORDER_PREFIX", "FB-")
HOLD_MINUTES = env.number("HOLD_MINUTES", 30)  # an order to be paid by card keeps its stock
REVIEW_DAYS = env.number("REVIEW_DAYS", 365)  # after which a reviewed guide needs another look
HOLD_DAYS = env.number("HOLD_DAYS", 7)  # and one to be paid by invoice

INSTALLED_APPS = [
    "fitblog.lib.apps.LibConfig",
    "fitblog.lib.search.apps.SearchConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "shop",
    "articles",
    "fitblog.demo",
    "ckeditor",
    "adminsortable2",
    "simple_history",
    "django_tasks",
    "django_tasks_db",
    "fitblog.lib.apps.DeskConfig",  # django.contrib.admin, behind our own door
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",  # its widget templates, for the renderer
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "fitblog.lib.headers.ContentSecurityPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "fitblog.lib.media.GzipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",  # who changed it
]

ROOT_URLCONF = "fitblog.urls"
WSGI_APPLICATION = "fitblog.wsgi.application"
FORM_RENDERER = "fitblog.lib.renderer.FormRenderer"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "fitblog.lib.site.context",
            ],
        },
    }
]

DATABASES = {"default": env.database("DATABASE_URL", DATA_DIR / "fitblog.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Accounts: an e-mail address, with a code from the mailbox or a password. Nobody sees a user name.
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL, LOGIN_REDIRECT_URL = "account_login", "shop:account"
ACCOUNT_ADAPTER = "shop.accounts.adapter.Adapter"
ACCOUNT_FORMS = {"login": "shop.accounts.forms.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_CHANGE_EMAIL = True  # one address an account
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = SITE_NAME
# Nobody reaches the desk without a second factor. The demo prints a password that is enough.
STAFF_MFA_REQUIRED = env.flag("STAFF_MFA_REQUIRED", not (DEBUG or DEMO))

# Where allauth counts attempts. In the database, so that the worker processes count together.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_rows",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Slow work: at once in the request by default; `db` needs `manage.py db_worker` beside the server.
TASK_BACKENDS = {
    "immediate": "django_tasks.backends.immediate.ImmediateBackend",
    "db": "django_tasks_db.DatabaseBackend",
}
if (TASKS_BY := env.text("TASKS", "immediate")) not in TASK_BACKENDS:
    env.refuse(f"TASKS is {TASKS_BY!r}; write immediate or db.")
TASKS = {"default": {"BACKEND": TASK_BACKENDS[TASKS_BY]}}

# Without a mail server, mails are written into DATA_DIR/mails.
EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_PORT = env.number("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", True)
EMAIL_TIMEOUT = 20
EMAIL_FILE_PATH = DATA_DIR / "mails"
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
DEFAULT_FROM_EMAIL = env.text("SHOP_EMAIL", "shop@localhost")

# How one can pay, in the order shown. The demo's play money comes first where DEMO is set.
PAYMENTS = env.words("PAYMENTS") or ["invoice"]
if not set(PAYMENTS) <= {"invoice", "stripe"}:
    env.refuse("PAYMENTS names what is no way to pay; write invoice, stripe or both.")
BANK_ACCOUNT = env.text("BANK_ACCOUNT")  # as the mails and the order's page show it
SELLER = env.text("SELLER")  # name and address as invoices show them, in several lines
SELLER_TAX_NUMBER = env.text("SELLER_TAX_NUMBER")
STRIPE_SECRET_KEY = env.text("STRIPE_SECRET_KEY")
STRIPE_WEBHOOK_SECRET = env.text("STRIPE_WEBHOOK_SECRET")
STRIPE_API = env.text("STRIPE_API", "https://api.stripe.com")
# Where its payment page is: another address only where Stripe serves it on a domain of one's own.
STRIPE_PAGE = env.origin("STRIPE_PAGE", "https://checkout.stripe.com")
if "stripe" in PAYMENTS and not (STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET):
    env.refuse("PAYMENTS names stripe; set STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET as well.")

SESSION_ENGINE = "fitblog.lib.sessions"
SESSION_COOKIE_AGE = 31 * 24 * 3600  # no sooner over than a guest’s cart, see shop/cart.py

USE_I18N = True
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "fitblog" / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "fitblog.lib.storage.PrunedAppDirectoriesFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "fitblog.lib.storage.StaticStorage"},
}
if DEBUG:
    STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"

# HTTPS=0 is for a machine that only its owner reaches, such as the demo on 127.0.0.1.
HTTPS = env.flag("HTTPS", not DEBUG)
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/$"]  # asked from inside, where there is no TLS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
SECURE_HSTS_SECONDS = 63_072_000  # two years; sent only over TLS
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if env.flag("TRUST_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # so attempts are counted by the visitor's address

CKEDITOR_CONFIGS = {"default": editor.CONFIG}
SILENCED_SYSTEM_CHECKS = [
    # CKEditor 4 gets no more fixes. It is fenced in: lib/fields.py cleans what it sends on
    # every write, its filter is never off, and the admin's policy forbids inline scripts.
    "ckeditor.W001",
]
