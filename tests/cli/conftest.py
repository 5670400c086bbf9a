"""The stage is set for every test of the command line."""

from cli_stage import stage

__all__ = ["stage"]
