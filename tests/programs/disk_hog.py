"""Writes file after file."""

import pathlib

for number in range(12):
    pathlib.Path(f"file{number}").write_bytes(b"x" * 1024 * 1024)
while True:
    pass
