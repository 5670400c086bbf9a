"""Boxes that hold a student's program, and the limits they set; knows nothing of courses."""
