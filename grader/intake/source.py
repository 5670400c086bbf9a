"""Whether bytes are text that Python can read. Syntax is the sandbox's business, not ours."""

import codecs
import io

from grader.errors import UsageError
from grader.intake.refusal import Refusal
from grader.language import translate as _

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def check_source(name: str, content: bytes) -> None:
    """Raise Refusal where `content` is no Python text, UsageError where it is empty."""
    demand_content(name, content)
    if content.startswith(UTF_16):
        message = _("{name} is saved as UTF-16: save it as UTF-8 in your editor")
        raise Refusal(message.format(name=name))
    demand_no_nul(name, content)
    encoding = declared_encoding(name, content)
    if encoding in {"utf-8", "utf-8-sig"}:
        demand_utf_8(name, content)


def demand_content(name: str, content: bytes) -> None:
    """Raise UsageError unless there is something besides white space."""
    if not content.removeprefix(codecs.BOM_UTF8).strip():
        message = _("{name} is empty: write your program in it, save it, and grade it again")
        raise UsageError(message.format(name=name))


def demand_no_nul(name: str, content: bytes) -> None:
    """Raise Refusal at the first NUL byte."""
    position = content.find(b"\0")
    if position >= 0:
        message = _(
            "{name} is not a text file: it has a NUL byte in line {line} (byte {byte} of the file). "
            "Save your program as text in UTF-8"
        )
        raise Refusal(message.format(name=name, line=line_of(content, position), byte=position + 1))


def declared_encoding(name: str, content: bytes) -> str:
    """Return the encoding that the first two lines declare (PEP 263), UTF-8 where they don't.

    The text is not decoded in any other encoding than UTF-8: Python does that in the sandbox, and
    some codecs take very long for hostile bytes.
    """
    import tokenize  # noqa: PLC0415  only grading needs it

    ascii_only = bytes(byte if byte < 128 else ord("?") for byte in content[:4096])  # noqa: PLR2004
    start = content[:3] + ascii_only[3:] if content.startswith(codecs.BOM_UTF8) else ascii_only
    try:
        return tokenize.detect_encoding(io.BytesIO(start).readline)[0]
    except SyntaxError as error:
        message = _(
            "{name} declares an encoding that Python cannot use ({reason}): "
            "save it as UTF-8 and take that line out"
        )
        raise Refusal(message.format(name=name, reason=error.msg)) from None


def demand_utf_8(name: str, content: bytes) -> None:
    """Raise Refusal at the first byte that isn't UTF-8."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        message = _(
            "{name} is not UTF-8: line {line} has a byte that does not belong there "
            "(byte {byte} of the file). Save it as UTF-8 in your editor"
        )
        line = line_of(content, error.start)
        raise Refusal(message.format(name=name, line=line, byte=error.start + 1)) from None


def line_of(content: bytes, position: int) -> int:
    """Return the number of the line that the byte at `position` stands in, as Python counts."""
    before = content[:position]
    return 1 + before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n")
