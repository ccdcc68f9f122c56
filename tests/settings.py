"""The project's settings with what tests need: own data folder, plain static files, no mail, fast hashes."""

import os
import tempfile

os.environ.setdefault("AIGC_DATA_DIR", tempfile.mkdtemp(prefix="aigc-tests-"))
os.environ.setdefault("SITE_URL", "http://testserver")
for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "PRACTICE_MODEL", "PRACTICE_JUDGE_MODEL"):
    os.environ.pop(name, None)

from aigc_academy.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ACCOUNT_RATE_LIMITS = False
STORAGES = {  # no collectstatic before a test run
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":  # noqa: F405
    # A file, because threads that share a database in memory lock each other out without waiting.
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}  # noqa: F405
# Threads of ours that outlive a test must not keep its database from being dropped.
DATABASES["default"]["CONN_MAX_AGE"] = 0  # noqa: F405
