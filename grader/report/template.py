"""The templates that turn a page's values into HTML, and the policy that keeps the page closed."""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from grader.language import translate, translate_plural
from grader.report.characters import visible
from grader.report.page import Page

_CODE = re.compile(r"`([^`\n]{1,200})`")
TEMPLATES = Path(__file__).with_name("templates")


def fill(page: Page) -> str:
    """The HTML of a page."""
    style, script = inline("style.css") + inline("timeline.css"), inline("script.js")
    template = environment().get_template("report.html.j2")
    html = template.render(page=page, style=style, script=script, policy=policy(style, script))
    # Of the whole document, so that no value can be forgotten.
    return visible(html)


def policy(style: str, script: str) -> str:
    """A content security policy under which nothing runs or loads but these two texts."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_digest(style)}'",
            f"script-src '{_digest(script)}'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _digest(text: str) -> str:
    """A text's hash as a policy names it (https://www.w3.org/TR/CSP3/#grammardef-hash-source)."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


@cache
def inline(name: str) -> str:
    """A file that the page carries inside."""
    return TEMPLATES.joinpath(name).read_text("utf-8")


def prose(text: str) -> Markup:
    """A sentence, escaped, with what stands in backticks shown as code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704 - escaped before


def percent(share: float) -> str:
    """A share of the width as SVG writes it, without needless decimals."""
    return f"{round(share, 2):g}%"


@cache
def environment() -> Environment:
    """Jinja2 with escaping on and our catalogue."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.filters["prose"] = prose
    made.filters["percent"] = percent
    made.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=translate, ngettext=translate_plural, newstyle=True
    )
    return made
