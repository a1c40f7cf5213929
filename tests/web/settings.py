"""Settings of the tests of the screens: as in production, over plain http, with databases that each test names."""

import atexit
import os
import shutil
import tempfile

os.environ.setdefault("DOORSTROOM_SECRET_KEY", "for tests only, never in use " * 2)
if "DOORSTROOM_DATA" not in os.environ:
    os.environ["DOORSTROOM_DATA"] = tempfile.mkdtemp(prefix="doorstroom-web-")
    atexit.register(shutil.rmtree, os.environ["DOORSTROOM_DATA"], ignore_errors=True)
os.environ.pop("DATABASE_URL", None)

from doorstroom.web.settings import *  # noqa: F403

ALLOWED_HOSTS = ["*"]
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SECURE_HSTS_SECONDS = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast; nothing here is a secret
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT.mkdir(exist_ok=True)  # noqa: F405 -- WhiteNoise warns of a folder that is not there
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
