"""The template that turns the page of a class into HTML."""

from grader.report.characters import visible
from grader.report.classroom.page import ClassPage
from grader.report.template import environment, inline, policy


def fill(page: ClassPage) -> str:
    """Return the HTML of a page."""
    style = inline("style.css") + inline("class.css")
    script = inline("class.js")
    template = environment().get_template("class.html.j2")
    html = template.render(page=page, style=style, script=script, policy=policy(style, script))
    # Of the whole document, so that no value can be forgotten.
    return visible(html)
