"""What the commands share: sources, the rules base, consoles, output."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from impact.cli.configuration import Settings, settings
from impact.errors import ImpactError

if TYPE_CHECKING:
    from rich.console import Console

    from impact.document import Source
    from impact.rulebase.model import Rulebase

_FOLDER_SUFFIXES = (".xml", ".akn")


def rules_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say which rules are used."""
    for option in (
        click.option(
            "--extra-rules",
            type=click.Path(path_type=Path),
            multiple=True,
            help="Use these rules as well (repeatable).",
        ),
        click.option(
            "--rules",
            "rules_folder",
            type=click.Path(path_type=Path),
            help="Use this rules base instead of the built-in one.",
        ),
    ):
        command = option(command)
    return command


def load_rules(folder: Path | None, extra: Sequence[Path] = ()) -> Rulebase:
    """The rules base that was asked for, or the one that ships."""
    from impact.rulebase.loader import load

    found = current_settings()
    base = load(folder or found.rules, (*extra, *found.extra_rules))
    if not base.rules:
        raise ImpactError(
            f"{folder or found.rules}: holds no rule, so nothing could be found. Name another with --rules."
        )
    return base


def current_settings() -> Settings:
    """The configuration that applies here (read once a run)."""
    context = click.get_current_context()
    root = context.find_root()
    if "settings" not in root.meta:
        try:
            here = Path.cwd()
        except FileNotFoundError as error:
            raise ImpactError("the working folder does not exist any more. Change to another and try again.") from error
        root.meta["settings"] = settings(here)
    found: Settings = root.meta["settings"]
    return found


def read(path: str) -> Source:
    """One source, a path or `-`."""
    from impact.parse import read_source

    if path == "-" and sys.stdin.isatty():
        click.echo("Reading from standard input; end with Ctrl-D.", err=True)
    return read_source(path)


def console(*, stderr: bool = False, color: str = "auto") -> Console:
    """A rich console on standard output (or error); `color` is auto, always or never."""
    from rich.console import Console

    class PipedConsole(Console):
        """A console that lets `run` deal with a closed pipe: rich itself would exit with 1, which means findings."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    force = {"always": True, "never": False}.get(color)
    return PipedConsole(
        stderr=stderr,
        force_terminal=force,
        no_color=color == "never" or None,
        highlight=False,
        soft_wrap=not sys.stdout.isatty(),
    )


def write(content: str | bytes, output: Path | None) -> None:
    """Write a result to a file (whole or not at all) or to standard output."""
    data = content if isinstance(content, bytes) else content.encode("utf-8")
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        _replace(data, output)
    except OSError as error:
        raise ImpactError(f"{output}: cannot be written ({error.strerror}). Name another file with -o.") from error


def refuse_overwriting(output: Path | None, sources: Sequence[str]) -> None:
    """Refuse an output that is one of the sources: the bill must not be lost to its own report."""
    for source in sources:
        if (
            output is not None
            and source != "-"
            and output.is_file()
            and os.path.realpath(source) == os.path.realpath(output)
        ):
            raise ImpactError(f"{output}: is the document to be read; it would be lost. Name another file with -o.")


def _replace(data: bytes, output: Path) -> None:
    """Write beside the target and move it there, so that a full disk or Ctrl-C never leaves half a memo."""
    if output.exists() and not output.is_file():
        output.write_bytes(data)  # a device or a pipe
        return
    handle, name = tempfile.mkstemp(prefix=f".{output.name}.", dir=output.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        mask = os.umask(0)
        os.umask(mask)
        beside.chmod(0o666 & ~mask)
        beside.replace(output)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def paths(sources: Sequence[str]) -> Iterator[str]:
    """The files that some sources name: a folder stands for every .xml in it, in sorted order."""
    for source in sources:
        # Unlike Path.is_dir, os.path.isdir has no errors of its own: what is wrong with the path is said when it is read.
        if source != "-" and os.path.isdir(source):  # noqa: PTH112
            inside = sorted(_inside(source))
            if not inside:
                raise ImpactError(f"{source}: no .xml file in this folder. Name a file, or a folder that holds some.")
            yield from (str(path) for path in inside)
        else:
            yield source


def _inside(folder: str) -> Iterator[Path]:
    """Every document in a folder, through links (each folder once); what cannot be listed is an error and not left out."""

    def refused(error: OSError) -> None:
        raise ImpactError(f"{error.filename}: cannot be listed ({error.strerror}). Name the files, or leave it out.")

    seen = {os.path.realpath(folder)}
    for parent, folders, files in os.walk(folder, onerror=refused, followlinks=True):
        new = {name: os.path.realpath(Path(parent, name)) for name in sorted(folders)}
        folders[:] = [name for name, real in new.items() if real not in seen]
        seen.update(new.values())
        yield from (Path(parent, name) for name in files if Path(name).suffix.lower() in _FOLDER_SUFFIXES)
