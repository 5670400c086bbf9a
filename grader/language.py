"""The language that students read: every text for a student goes through `translate`.

The language is the environment's (`LANGUAGE`, `LC_ALL`, `LC_MESSAGES`, `LANG`), English where no
catalogue fits. Catalogues lie in `grader/locale`; docs/translating.md tells how they are made.
"""

import gettext
from functools import cache
from pathlib import Path

LOCALES = Path(__file__).with_name("locale")


@cache
def catalogue() -> gettext.NullTranslations:
    """The catalogue of the environment's language; an empty one where there is none."""
    return gettext.translation("grader", LOCALES, fallback=True)


def translate(text: str) -> str:
    """Return `text` in the student's language."""
    return catalogue().gettext(text)


def translate_plural(one: str, many: str, count: int) -> str:
    """Return `one` or `many`, as `count` asks for, in the student's language."""
    return catalogue().ngettext(one, many, count)
