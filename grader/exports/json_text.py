"""JSON as every reader takes it: UTF-8, no half characters, no numbers that are none."""

import json
from typing import Any

from grader.exports.grade_json import LONE_SURROGATE


def json_text(table: dict[str, Any], indent: int | None = 2) -> bytes:
    """Return a table as JSON with a line end; on one line for an indent of None.

    Half characters (lone surrogates) become U+FFFD. Raises ValueError where a number is infinite
    or not a number.
    """
    text = json.dumps(table, indent=indent, ensure_ascii=False, allow_nan=False)
    return LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text).encode() + b"\n"
