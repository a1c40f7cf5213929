"""A fine procedure step by step: what is done and by whom, what lacks, and what is refused and why."""
