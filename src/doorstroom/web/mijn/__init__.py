"""The newcomer's own page, in his own language: what to do now, where he is, until when and why, and who helps."""
