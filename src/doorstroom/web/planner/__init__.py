"""The public planner: a few answers, and the dates that follow from them. Nothing is stored, nobody signs in.

Answers become events in memory, and the rules of the systems decide, as they do for a real case.
"""
