"""Characters that hide, move or reorder what a reader sees, and the symbols shown instead."""

import re

# Tab and line feed stay: the page lays them out. Joiners (U+200C, U+200D) stay too: scripts and
# emoji need them. Lone surrogates must go, or the page could not be encoded.
_HOSTILE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls
    "\u00ad\u200b\u2060-\u2064\ufeff"  # without width
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction
    "\u2028\u2029"  # line ends that are none
    "\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f]"
)

_NAMES = {0: "NUL", 7: "BEL", 8: "BS", 11: "VT", 12: "FF", 13: "CR", 27: "ESC", 127: "DEL"}


def visible(text: str) -> str:
    """The text with every control, direction and invisible character as a symbol.

    No symbol has a meaning in HTML, so this may be done to a whole document.
    """
    return _HOSTILE.sub(lambda found: _symbol(ord(found.group())), text)


def _symbol(code: int) -> str:
    """The name of a control character that students know, else the character's number."""
    # Not the pictures that Unicode has for control characters: many fonts lack them.
    return f"\u27e8{_NAMES.get(code, f'U+{code:04X}')}\u27e9"
