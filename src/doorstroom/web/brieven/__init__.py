"""Letters: from the declaration of a system and the columns of a case to a PDF, with an explanation beside it."""
