"""A stand-in for who says who somebody is (DigiD and the like): it believes everybody. For demonstrations and tests.

It speaks OpenID Connect as the real broker would, so that signing in goes the same way; only the question who somebody
is, it answers by letting him choose an invented person. Every page of it refuses where ``settings.STANDIN`` is not set,
and nothing but ``DEMO`` sets that.
"""
