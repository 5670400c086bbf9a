"""The stage is set for every test of a collection."""

from class_stage import archived, on_disk, school

__all__ = ["archived", "on_disk", "school"]
