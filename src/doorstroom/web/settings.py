"""Settings of the screens. What differs between places comes from the environment; docs/beheer.md lists it."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path
from typing import Any

from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured

from doorstroom.clock import utc_now

BASE = Path(__file__).resolve().parent


def _flag(name: str) -> bool:
    return os.environ.get(name, "") not in ("", "0", "no", "nee", "false")


#: A demonstration: invented people only, accounts without a second factor, plain http on loopback.
DEMO = _flag("DOORSTROOM_DEMO")
DEBUG = False
#: Where the embedded databases stand when DATABASE_URL names no PostgreSQL.
DATA = Path(os.environ.get("DOORSTROOM_DATA", "register"))
SERVER_STARTED = utc_now()
DEMO_DAY = dt.date.fromisoformat(os.environ["DOORSTROOM_DEMO_DAY"]) if "DOORSTROOM_DEMO_DAY" in os.environ else None
if DEMO_DAY is not None and not DEMO:
    raise ImproperlyConfigured("DOORSTROOM_DEMO_DAY is for demonstrations (DOORSTROOM_DEMO=1): law runs on real days")

SECRET_KEY = os.environ.get("DOORSTROOM_SECRET_KEY", "")
if not SECRET_KEY:
    if not DEMO:
        raise ImproperlyConfigured("DOORSTROOM_SECRET_KEY is not set: a long random text that stays the same")
    SECRET_KEY = "demonstration only, with invented people " * 2
ALLOWED_HOSTS = os.environ.get("DOORSTROOM_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("DOORSTROOM_ORIGINS", "").split(",") if origin]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "doorstroom.web.toegang",
    "doorstroom.web.zaken",
    "doorstroom.web.api",
    "doorstroom.web.brieven",
    "doorstroom.web.werkplek",
    "doorstroom.web.pip",
    "doorstroom.web.overdracht",
    "doorstroom.web.handhaving",
    "doorstroom.web.uren",
    "doorstroom.web.beheer",
    "doorstroom.web.planner",
    "doorstroom.web.mijn",
    "doorstroom.web.standin",
]

MIDDLEWARE = [
    "doorstroom.web.api.middleware.ApiAnswers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "doorstroom.web.toegang.middleware.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "doorstroom.web.toegang.middleware.SessionEnds",
    "doorstroom.web.toegang.middleware.OwnLanguage",
    "doorstroom.web.mijn.middleware.LanguagesOfStaff",
    "doorstroom.web.api.middleware.ApiRequests",
    "doorstroom.web.toegang.middleware.SecondFactor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "doorstroom.web.urls"
WSGI_APPLICATION = "doorstroom.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "doorstroom.web.toegang.context.who",
            ],
            "builtins": [
                "doorstroom.web.zaken.templatetags.doorstroom",
                "doorstroom.web.werkplek.templatetags.onderdelen",
            ],
        },
    }
]
FORM_RENDERER = "doorstroom.web.werkplek.opmaak.Opmaak"
CSRF_FAILURE_VIEW = "doorstroom.web.toegang.fouten.csrf"


def _database(url: str) -> dict[str, Any]:
    """The database of the screens: PostgreSQL when DATABASE_URL says so, otherwise a file beside the register."""
    if not url.startswith(("postgresql://", "postgres://")):
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA / "web.db",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # What is erased is gone from the file.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
            },
        }
    from sqlalchemy.engine import make_url

    parts = make_url(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.database,
        "USER": parts.username or "",
        "PASSWORD": parts.password or "",
        "HOST": parts.host or parts.query.get("host", ""),
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


REGISTER_URL = os.environ.get("DATABASE_URL") or str(DATA / "register.db")
VAULT_URL = os.environ.get("VAULT_URL") or os.environ.get("DATABASE_URL") or str(DATA / "vault.db")
#: The municipality of which the exchange with DUO stands in the database of the register; empty: there is no exchange.
DUO_MUNICIPALITY = os.environ.get("DOORSTROOM_DUO_GEMEENTE", "")
DATABASES = {"default": _database(os.environ.get("DATABASE_URL", ""))}
#: Shared by all processes, so that somebody who guesses passwords is counted once.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Who is there ----------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "toegang.Gebruiker"
AUTHENTICATION_BACKENDS = ["doorstroom.web.toegang.adapters.Backend"]
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "account_login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "doorstroom.web.toegang.wachtwoorden.PredictableValidator"},
]
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_ADAPTER = "doorstroom.web.toegang.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "doorstroom.web.mijn.identiteit.Adapter"
ACCOUNT_FORMS = {"login": "doorstroom.web.toegang.forms.Inloggen"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False  # a session ends when nothing is done for a while, for everybody
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key,20/5m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ADAPTER = "doorstroom.web.toegang.adapters.SecondStepAdapter"
MFA_TOTP_ISSUER = "Doorstroom"
#: Staff whose place has no single sign-on must use a second factor; demonstrations do without.
SECOND_FACTOR_REQUIRED = not DEMO

SESSION_COOKIE_AGE = 30 * 60  # idle
SESSION_SAVE_EVERY_REQUEST = True
#: However busy somebody is: after a working day he signs in again.
SESSION_ENDS_AFTER = dt.timedelta(hours=10)
#: Newcomers often share a phone.
NEWCOMER_SESSION_AGE = 15 * 60  # idle
#: Who says who a newcomer is: code of the OpenID Connect provider, and its name on the button. Only these may name a
#: person, and they can name nobody else.
NEWCOMER_PROVIDERS: dict[str, str] = dict(
    pair.split("=", 1) for pair in os.environ.get("DOORSTROOM_NEWCOMER_PROVIDERS", "").split(",") if "=" in pair
)
#: Where a browser may be sent to for signing in, beside this site.
IDENTITY_ORIGINS = os.environ.get("DOORSTROOM_IDENTITY_ORIGINS", "").split()
#: Providers of OpenID Connect, listed as allauth does (its APPS) in a file that only the server reads: it has secrets.
_OPENID = os.environ.get("DOORSTROOM_OPENID_FILE", "")
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": json.loads(Path(_OPENID).read_text(encoding="utf-8")) if _OPENID else [],
    }
}
#: An identity provider of our own that believes everybody: for demonstrations and tests.
STANDIN = DEMO
if STANDIN:
    from doorstroom.web.standin.app import APP, NAME

    NEWCOMER_PROVIDERS = {**NEWCOMER_PROVIDERS, **NAME}
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"].append(APP)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEMO
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = not DEMO and not _flag("DOORSTROOM_BEHIND_PROXY")
SECURE_HSTS_SECONDS = 0 if DEMO else 365 * 24 * 3600
if _flag("DOORSTROOM_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # so that who guesses is counted by his own address, and not by that of the proxy
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
#: The largest file that somebody may add to a case, in bytes.
LARGEST_UPLOAD = 10 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "doorstroom.web.werkplek.bestanden.Quota",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- The API ---------------------------------------------------------------------------------------------------------

#: Where this installation is reached, and the number of the organisation that keeps it: they stand in notifications.
PUBLIC_URL = os.environ.get("DOORSTROOM_URL", "http://127.0.0.1:8000").rstrip("/")
OIN = os.environ.get("DOORSTROOM_OIN", "0" * 20)
#: Whether webhooks may go to this machine, over plain http: for demonstrations.
WEBHOOKS_ON_LOOPBACK = DEMO

# --- Words and files -------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "nl"
#: Pages for staff are in the first two; newcomers and the planner have all.
LANGUAGES = [
    ("nl", "Nederlands"), ("en", "English"), ("ar", "العربية"), ("ti", "ትግርኛ"), ("uk", "Українська"), ("tr", "Türkçe"),
]  # fmt: skip
LANG_INFO["ti"] = {"bidi": False, "code": "ti", "name": "Tigrinya", "name_local": "ትግርኛ"}  # Django lacks it
USE_I18N = USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
LOCALE_PATHS = [BASE / "locale"]
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE / "static"]
STATIC_ROOT = DATA / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MANIFEST_STRICT = False  # `doorstroom serve` collects the files; without that they are served as they stand
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # nothing is kept as a loose file
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
