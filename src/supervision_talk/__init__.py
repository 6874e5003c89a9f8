"""Checks records of supervision talks against the Measures of 30 January 2026."""
