"""The command line: one group of commands, each loaded only when it is used.

Exit codes: 0 done; 1 something at or above `--fail-on`; 2 could not do what was asked; 3 done but incomplete; 70 a bug; 130
interrupted.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import sys
from collections.abc import Mapping
from typing import NoReturn

import click

from impact import __version__
from impact.errors import ImpactError

#: Command → (module, attribute). The one-line help stands here so that `--help` imports none of them.
_COMMANDS: Mapping[str, tuple[str, str, str]] = {
    "memo": ("impact.cli.analyse", "memo", "Write the impact memo of a bill, Act or instrument."),
    "check": ("impact.cli.analyse", "check", "Flag the clauses that create or block data flows."),
    "diff": ("impact.cli.compare", "diff", "What changed for data flows between two versions."),
    "amendments": ("impact.cli.amendments", "amendments", "List every textual amendment and what it amends."),
    "changes": ("impact.cli.changes", "changes", "What a bill does to the flows of the Acts that it amends."),
    "intent": ("impact.cli.compare", "intent", "Hold a document against what the policy team wants."),
    "outline": ("impact.cli.look", "outline", "Show a document as it was read: provisions and labels."),
    "coverage": ("impact.cli.look", "coverage", "Account for every character: analysed, or skipped and why."),
    "try": ("impact.cli.look", "try_text", "Run the rules on one sentence and show what matched where."),
    "explain": ("impact.cli.look", "explain", "What a rule or check looks for, why, and its examples."),
    "rules": ("impact.cli.rules", "rules", "List, test, scaffold and document the rules base."),
}

EXIT_BUG = 70
EXIT_INTERRUPTED = 130


class PipeClosedError(Exception):
    """The reader of standard output went away."""


class LateGroup(click.Group):
    """A group whose commands are imported when they are called: `impact --help` never loads spaCy or lxml."""

    def invoke(self, ctx: click.Context) -> object:
        """As click's, but a closed pipe is told to `run`: click itself would exit with 1, which means findings."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise PipeClosedError from error

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, in the order in which people need them."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; None if there is none (click then says so)."""
        if cmd_name not in _COMMANDS:
            return None
        module, attribute, _ = _COMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands in `--help`, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, _, summary) in _COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click's, with the nearest command named after a typing error."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            import difflib

            near = difflib.get_close_matches(args[0], _COMMANDS, 1)
            hint = f"Did you mean “{near[0]}”?" if near else "`impact --help` lists the commands."
            raise click.UsageError(f"“{args[0]}” is no command. {hint}", ctx) from error


@click.group(cls=LateGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="impact %(version)s")
def cli() -> None:
    r"""Read UK legislation and say what each clause does to flows of data.

    \b
    impact memo bill.xml -o memo.html     the impact memo
    impact check bill.xml                 flags on the terminal
    """


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit code."""
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """The exit code of a command line; what went wrong is said on standard error."""
    # Numerical libraries start threads on import; one is enough and keeps results independent of the machine.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    _open_streams()
    try:
        code = cli.main(args=arguments, prog_name="impact", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Abort:
        return EXIT_INTERRUPTED
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except click.ClickException as error:
        said = io.StringIO()
        error.show(said)
        click.echo(_shown(said.getvalue()), nl=False, err=True)
        return 2
    except ImpactError as error:
        click.echo(f"impact: {_shown(str(error))}", err=True)
        return 2
    except (PipeClosedError, BrokenPipeError):
        # The reader of a pipe went away: nothing more to say, and Python must not complain at exit either.
        _drop_output()
        return 0
    except OSError as error:
        where = f"{error.filename}: " if error.filename else "standard output or a file: "
        _drop_output()
        click.echo(f"impact: {_shown(where)}{error.strerror or error}; see to it and run it again", err=True)
        return 2
    except Exception as error:  # the one place: a bug is reported kindly, never as findings
        if os.environ.get("IMPACT_DEBUG"):
            raise
        click.echo(
            f"impact: this is a bug in impact {__version__}: {type(error).__name__}: {error}\n"
            "Set IMPACT_DEBUG=1 to see where, and report it with the document that caused it.",
            err=True,
        )
        return EXIT_BUG
    return code if isinstance(code, int) else 0


def _open_streams() -> None:
    """Streams that are there and take every character.

    A stream that whoever started us has closed is the null device, so that no file that is opened later gets its number. Into
    files and pipes goes UTF-8 whatever the locale; what a terminal cannot show is written as its code.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - open as long as we run
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def _drop_output() -> None:
    """Nothing more goes to standard output: what is left in its buffer must not fail again at exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _shown(message: str) -> str:
    """A message without what could steer a terminal: file names and documents may hold anything."""
    from impact.render.safety import visible

    return visible(message)
