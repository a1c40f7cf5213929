"""Codes and tokens of the stand-in: signed, short-lived, a code good for one time."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

import jwt
from django.core import signing
from django.core.cache import cache

from doorstroom.clock import utc_now
from doorstroom.web.standin.app import CLIENT, ORIGIN, SECRET

_CODE, _TOKEN = "standin.code", "standin.token"
#: Seconds that a code and a token are good for.
CODE_AGE, TOKEN_AGE = 60, 300


class Refused(Exception):
    """A code or token that is not good; the text is the error of OAuth."""


def code_for(person_id: str, redirect_uri: str, challenge: str, nonce: str) -> str:
    """A code that says who somebody said to be."""
    given = {"person": person_id, "to": redirect_uri, "challenge": challenge, "nonce": nonce}
    return signing.dumps(given, salt=_CODE)


def redeem(code: str, redirect_uri: str, verifier: str) -> dict[str, Any]:
    """What a code says. Raises Refused for one that is old, used before, or of somebody else."""
    try:
        given: dict[str, Any] = signing.loads(code, salt=_CODE, max_age=CODE_AGE)
    except signing.BadSignature:
        raise Refused("invalid_grant") from None
    digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    if given["to"] != redirect_uri or given["challenge"] != digest:
        raise Refused("invalid_grant")
    once = f"standin:{hashlib.sha256(code.encode()).hexdigest()}"
    if not cache.add(once, True, CODE_AGE * 2):
        raise Refused("invalid_grant")
    return given


def token_for(person_id: str) -> str:
    """A token with which the claims of a person can be asked."""
    return signing.dumps(person_id, salt=_TOKEN)


def person_of(token: str) -> str:
    """The person of a token. Raises Refused."""
    try:
        return str(signing.loads(token, salt=_TOKEN, max_age=TOKEN_AGE))
    except signing.BadSignature:
        raise Refused("invalid_token") from None


def claims(person_id: str) -> dict[str, str]:
    """What is said about a person: a pseudonym for this site, and the person that the register knows."""
    return {"sub": hashlib.sha256(f"{CLIENT}:{person_id}".encode()).hexdigest(), "person_id": person_id}


def id_token(person_id: str, nonce: str) -> str:
    """The claims as a signed token of OpenID Connect."""
    at = int(utc_now().timestamp())
    body = {"iss": ORIGIN, "aud": CLIENT, "iat": at, "exp": at + TOKEN_AGE, **claims(person_id)}
    return jwt.encode(body | ({"nonce": nonce} if nonce else {}), SECRET, algorithm="HS256")
