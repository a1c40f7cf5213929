"""A year of a municipality with 300 newcomers, played by the stand-in and the municipality as two processes.

``newcomers.yaml`` is the script, ``municipality`` does what case workers do, ``running`` lets the year pass with its
faults, outages and kills, and ``outcome`` says whether both sides agree in the end.
"""
