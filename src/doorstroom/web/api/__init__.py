"""The API under /api/v1: what the screens can do, for programs, over the same services. No rule stands here."""

#: Version of the interface (semantic). A change that breaks a client is a new major version under another address.
VERSION = "1.1.0"
#: Where it answers.
BASE = "/api/v1"
