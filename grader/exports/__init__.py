"""What becomes of a grade outside of the grader."""
