"""The outside world: what comes in and goes out, in forms that others have."""
