"""Mutation testing of what judges: small faults put into it one by one, and the tests asked."""
