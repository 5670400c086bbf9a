"""Texts for hidden tests: drawn so that nobody can guess them, and compared leniently."""

import random
import string


def word(rng: random.Random) -> str:
    """Return a text that nobody can guess."""
    return "".join(rng.choices(string.ascii_letters, k=8))


def words(rng: random.Random, count: int) -> list[str]:
    """Return `count` different texts that nobody can guess."""
    first = rng.sample(string.ascii_letters, count)
    return [letter + "".join(rng.choices(string.ascii_letters, k=6)) for letter in first]


def tidy(text: str) -> str:
    """Return `text` with white space evened out."""
    return " ".join(text.split())


def squeezed(text: str) -> str:
    """Return `text` without white space."""
    return "".join(text.split())
