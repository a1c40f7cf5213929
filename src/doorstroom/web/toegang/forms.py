"""The form to sign in with."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm


class Inloggen(LoginForm):
    """User name and password, and nothing that is not offered here (a password is given anew by an administrator)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""
