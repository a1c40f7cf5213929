"""Hours and attendance of many cases out of one file of a course provider."""
