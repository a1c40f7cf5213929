"""Making a plan (PIP) step by step: what is known, what is chosen, what the rules say, and who agrees."""
