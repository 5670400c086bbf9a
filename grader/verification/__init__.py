"""Verification: whether a course's own parts hold what they promise, hidden tests first of all."""
