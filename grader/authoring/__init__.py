"""What authors do to a course: begin a new exercise, and make what students get."""
