"""Administration: who did what with whose data, is the register whole, who works here, what must go."""
