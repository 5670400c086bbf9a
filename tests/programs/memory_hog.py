"""Fills 150 MiB, and stays."""

held = [bytes([1]) * (8 * 1024 * 1024) for _ in range(19)]
while held:
    pass
