"""All settings come from the environment; docs/self-hosting.md explains each variable.

`NAME_FILE` is read in place of `NAME`, so that secrets can be mounted as files.
"""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from . import embedded
from .admin_layout import UNFOLD as UNFOLD
from .environment import Environment
from .logging import LOGGING as LOGGING

BASE_DIR = Path(__file__).resolve().parent.parent

env = Environment()
if (BASE_DIR / ".env").is_file():
    env.read_env(BASE_DIR / ".env")

# --- Where everything we make is kept -------------------------------------------------
DATA_DIR = embedded.make(Path(env.str("AIGC_DATA_DIR", default=str(BASE_DIR / "var"))).resolve())
MEDIA_ROOT = DATA_DIR / "media"
STATIC_ROOT = DATA_DIR / "static"
CONTENT_DIR = BASE_DIR / "content"

# --- The site ---------------------------------------------------------------------------
DEBUG = env.switch("DEBUG", default=False)
SITE_URL = env.str("SITE_URL", default=embedded.site_url()).rstrip("/")
_site = urlsplit(SITE_URL)
if _site.scheme not in {"http", "https"} or not _site.hostname:
    raise ImproperlyConfigured(f"SITE_URL must look like https://host, not {SITE_URL!r}")
IS_HTTPS = _site.scheme == "https"
SECRET_KEY = env.str("SECRET_KEY", default="") or embedded.secret_key(DATA_DIR)
SECRET_KEY_FALLBACKS = [secret for secret in env.list("SECRET_KEY_FALLBACKS", default=[]) if secret]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[_site.hostname, "localhost", "127.0.0.1"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[SITE_URL])

SIGNUP = env.str("AIGC_SIGNUP", default="open")  # checked in checks.py: open, invite, closed
HAS_RATE_LIMITS = env.str("AIGC_RATE_LIMITS", default="on") != "off"
ICP = env.str("AIGC_ICP", default="")
CONTACT = env.str("AIGC_CONTACT", default="")
BADGE_KEY = env.str("AIGC_BADGE_KEY", default="")  # PEM; without it a key is kept in the data folder

# --- Rooms ------------------------------------------------------------------------------
INSTALLED_APPS = [
    "aigc_academy",
    "accounts",
    "courses",
    "progress",
    "practice",
    "credentials",
    "notes",
    "reminders",
    "teaching",
    "portfolio",
    "privacy",
    "unfold",
    "unfold.contrib.forms",
    "unfold.contrib.import_export",
    "import_export",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "aigc_academy.admin_csp.AdminCspMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "aigc_academy.errors.JsonSignInMiddleware",
    "accounts.middleware.LearnerLocaleMiddleware",
    "accounts.middleware.PasswordChangeMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    # Last, so that its words come in the reader's language; still before any form is read.
    "aigc_academy.bounds.BoundsMiddleware",
]

ROOT_URLCONF = "aigc_academy.urls"
WSGI_APPLICATION = "aigc_academy.wsgi.application"

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
                "aigc_academy.context.site",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

# --- Database and broker ----------------------------------------------------------------
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
if "ENGINE" not in DATABASES["default"]:
    raise ImproperlyConfigured("DATABASE_URL must look like postgres://user:password@host:5432/name")
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Writers queue at BEGIN instead of failing when a read turns into a write.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # The server plans a question once for a connection, not every time: a third of a page's time.
    DATABASES["default"].setdefault("OPTIONS", {}).update(server_side_binding=True, prepare_threshold=5)
# Opening a connection costs ten times a query, in SQLite, too.
DATABASES["default"]["CONN_MAX_AGE"] = env.number("CONN_MAX_AGE", default=60)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default="") or embedded.broker_url(DATA_DIR)

# --- Celery: early ack, no results, no retries; the row and the sweep decide ---------------
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = False
CELERY_TIMEZONE = "UTC"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A dead broker must cost a learner's request less than two seconds: one try, and no pause of two before another.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_timeout": 1.0,
    "socket_connect_timeout": 0.5,
    "max_retries": 0,
    "interval_start": 0,
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BEAT_SCHEDULE = {
    # What nobody took in time is not worth doing late: the next sweep sees the same rows.
    "sweep-calls": {"task": "practice.tasks.sweep_calls", "schedule": 5.0, "options": {"expires": 5}},
    "refresh-standings": {"task": "teaching.tasks.refresh_standings", "schedule": 60.0, "options": {"expires": 60}},
    "send-mails": {"task": "teaching.tasks.send_mails", "schedule": 30.0, "options": {"expires": 30}},
    "send-letters": {"task": "reminders.tasks.send_letters", "schedule": 60.0, "options": {"expires": 55}},
    "sweep-pictures": {"task": "practice.tasks.sweep_pictures", "schedule": 6 * 60 * 60.0},
    "clear-sessions": {"task": "accounts.tasks.clear_sessions", "schedule": 6 * 60 * 60.0},
}

# --- Who --------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_REDIRECT_URL = "/today/"
LOGOUT_REDIRECT_URL = "/"
LOGIN_URL = "/accounts/login/"

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_FORMS = {
    "login": "accounts.forms.LoginForm",
    "signup": "accounts.forms.SignupForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "set_password": "accounts.forms.SetPasswordForm",
    "reset_password_from_key": "accounts.forms.ResetPasswordKeyForm",
}
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = _site.scheme
if not HAS_RATE_LIMITS:
    ACCOUNT_RATE_LIMITS = False
# allauth believes X-Forwarded-For only for as many proxies as the operator says stand in front.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("AIGC_PROXIES", default=0)
# The rate limits count here: shared by all web processes, and kept when one restarts.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # Beyond Django's 300, whoever fails at many addresses would push out the counts of their own failures.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}
USERSESSIONS_TRACK_ACTIVITY = False
MFA_FORMS = {"add_webauthn": "accounts.forms.AddPasskeyForm"}
MFA_TOTP_ISSUER = "AIGC Academy"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_HTTPS

# --- Security -----------------------------------------------------------------------------
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if IS_HTTPS else 0
# The host's other names and the browsers' built-in list are the operator's to decide, and slow to take back.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "aigc_academy.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
# Without these any member of staff may export any list, and a cell that begins with "=" runs in a spreadsheet.
IMPORT_EXPORT_EXPORT_PERMISSION_CODE = "view"
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# --- Language and time -----------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("en", _("英文"))]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "others"]  # ours; our words for the strings of packages
TIME_ZONE = env.time_zone("TIME_ZONE", default="Asia/Shanghai")
USE_TZ = True
USE_I18N = True

# --- Static, mail -------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if env.str("EMAIL_URL", default=""):
    vars().update(env.email_url("EMAIL_URL"))
else:
    # With no mail server every letter is a readable file, so sign-in by code works on a desk, too.
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_TIMEOUT = 20  # seconds; less than the lease of a letter, see reminders/letters.py
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default=f"AIGC Academy <noreply@{_site.hostname}>")

# --- Practice: the provider from the environment, never stored ------------------------------------
OPENAI_API_KEY = env.str("OPENAI_API_KEY", default="")
OPENAI_BASE_URL = env.str("OPENAI_BASE_URL", default="")
PRACTICE_MODEL = env.str("PRACTICE_MODEL", default="")
PRACTICE_JUDGE_MODEL = env.str("PRACTICE_JUDGE_MODEL", default="") or PRACTICE_MODEL
PRACTICE_IMAGE_MODEL = env.str("PRACTICE_IMAGE_MODEL", default="")
STREAMS = env.number("AIGC_STREAMS", default=64)
# For a million tokens; tokens only when nobody says a price.
PRICE_INPUT = env.price("AIGC_PRICE_INPUT")
PRICE_OUTPUT = env.price("AIGC_PRICE_OUTPUT")
PRICE_PICTURE = env.price("AIGC_PRICE_PICTURE")
PRICE_CURRENCY = env.str("AIGC_PRICE_CURRENCY", default="") or "元"
# Addresses typed in the admin may lead into private networks (Ollama next door).
ALLOW_PRIVATE_LLM = env.switch("AIGC_ALLOW_PRIVATE_LLM", default=False)

# --- Pictures ---------------------------------------------------------------------------------------
# Who the labels in generated pictures name: a company, a 备案号; the site's host where nobody says.
PRODUCER = env.str("AIGC_PRODUCER", default="") or _site.hostname
PICTURE_BYTES = 15 * 1024 * 1024  # a lossless 4K picture of an image tool has about 12 MB
PICTURES_PER_TASK = 24  # the largest task wants nine; the rest are the learner's own tries
# The disk is the operator's. About 300 pictures at the usual 1.5 MB: every picture task of the course several times.
PICTURES_PER_LEARNER = env.number("AIGC_PICTURES_MB", default=500) * 1024 * 1024
# One request without script carries several pictures. Only these addresses take files at all.
UPLOAD_BYTES = 32 * 1024 * 1024
UPLOAD_PATHS = ("/practice/", "/portfolio/")

UNREADABLE = env.unreadable  # names and values, told by checks.py
