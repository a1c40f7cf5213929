"""A stand-in for DUO, true to the wire: two-way TLS, the three headers, every path, and DUO's refusals in Dutch.

Its outcomes come from the same rules as everything else here: what it holds of a person are events in a register of its
own, and what it answers are columns of them. ``life`` reads scripts of what happens to people, ``announce`` says which
codes follow, ``deliver`` calls the municipality, ``faults`` spoils things on demand. It holds invented people only.
"""
