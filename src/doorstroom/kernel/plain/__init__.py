"""The words of rules on Python values: the columns of one case, in milliseconds and without frames.

A step over a frame costs as much for one row as for a thousand, since Polars plans it anew each time. A rule is written
once; given columns of a frame its words make expressions, given ``Plain`` values the same words work them out at once.
Two ways to the same outcome: the tests compare all columns of all worked cases (docs/decisions/0005).
"""
