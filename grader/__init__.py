"""An automated grader for exercises on multiprocessing and generator-based coroutines."""

__version__ = "0.1.0"
