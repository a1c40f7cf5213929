"""The exchange between DUO and municipalities for the Wet inburgering 2021, both sides.

``messages`` are the resources as typed models, ``resources`` the one table of all calls, ``codes`` the one table of
all notifications, ``mapping`` how they relate to events of the register. ``client``, ``endpoint``, ``inbox``,
``outbox`` and ``worker`` are the side of the municipality; ``standin`` is a DUO to test against. See docs/duo.md.
"""
