"""Every body of DUO's interface as a model of our own: names and meanings are ours, ``wire`` says how they are sent."""
