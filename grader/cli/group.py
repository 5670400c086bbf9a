"""The command `grade` itself: its verbs, of which `grade` need not be typed."""

from typing import Any

import click
from click.shell_completion import CompletionItem

from grader import __version__
from grader.cli import batch, doctor, export, grade, gradebook, new, release, verify
from grader.cli import list as list_
from grader.cli.engine import Engine
from grader.language import translate as _

DEFAULT = "grade"
OWN_OPTIONS = {"--help", "-h", "--version"}


class GradeGroup(click.Group):
    """A group whose default command runs unless the first argument is a verb."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default verb in front where there is none."""
        completing_first_word = ctx.resilient_parsing and not args
        if not completing_first_word and (
            not args or args[0] not in {*self.commands, *OWN_OPTIONS}
        ):
            args = [DEFAULT, *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the verbs, and what may follow the default one."""
        default = self.commands[DEFAULT]
        inner = click.Context(default, parent=ctx, info_name=DEFAULT, resilient_parsing=True)
        items = super().shell_complete(ctx, incomplete) + default.shell_complete(inner, incomplete)
        for parameter in default.params:
            if isinstance(parameter, click.Argument) and not incomplete.startswith("-"):
                items += parameter.shell_complete(inner, incomplete)
        return items

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the default verb is used, then the others."""
        formatter.write_usage(ctx.command_path, "[OPTIONS] [EXERCISE]...")
        formatter.write_usage(ctx.command_path, "COMMAND [OPTIONS]", prefix="       ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options of the default verb and its own, then the other verbs."""
        both = [*self.commands[DEFAULT].params, *self.get_params(ctx)]
        options = [option for option in both if isinstance(option, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        with formatter.section(_("Options")):
            formatter.write_dl(records)
        self.format_commands(ctx, formatter)


@click.group(
    cls=GradeGroup,
    help=grade.HELP,
    epilog=grade.EXAMPLES,
    context_settings={"help_option_names": ["--help", "-h"]},
)
@click.version_option(__version__, prog_name="grade", message="%(prog)s %(version)s")
def command() -> None:
    """The verbs."""


for verb in (
    grade.command,
    list_.command,
    doctor.command,
    batch.command,
    gradebook.command,
    export.command,
    verify.command,
    new.command,
    release.command,
):
    command.add_command(verb)


def run(arguments: list[str] | None, engine: Engine) -> int:
    """Run the verb that `arguments` (the process's own for None) name; return its exit code."""
    code: Any = command.main(arguments, obj=engine, standalone_mode=False)
    return int(code or 0)
