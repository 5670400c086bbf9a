"""Leaves with a text."""

import sys

sys.exit("no more")
