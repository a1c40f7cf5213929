"""The spreadsheet that municipalities really have: its columns, its template, and its rows as events."""
