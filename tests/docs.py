"""Commands shown in the documentation, run: `python -m tests.docs [--update]`.

In every README a block that opens with ```console shows commands (`$ impact …`, with an optional `| head -n N` or `| grep
"PATTERN"`) and what they print on standard output, 110 columns wide. `--update` writes what they print now.
"""

from __future__ import annotations

import argparse
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from click.testing import CliRunner

from impact.cli import cli

#: What a command may end with in a page that shows what it prints: done, something found, something not analysed.
_SHOWN = frozenset({0, 1, 3})
ROOT = Path(__file__).parent.parent
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILTER = re.compile(r"\s*\|\s*(?:head -n (?P<head>\d+)|grep \"(?P<grep>[^\"]+)\")$")


def pages() -> list[Path]:
    """The Markdown files that show commands."""
    found = [ROOT / "README.md", *ROOT.glob("*/README.md"), *ROOT.glob("corpora/made/*/README.md")]
    return sorted(page for page in found if _BLOCK.search(page.read_text(encoding="utf-8")))


def shown(block: str) -> Iterator[tuple[str, str]]:
    """The commands of a block and what it says that they print."""
    for piece in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = piece.partition("\n")
        yield command, output


def printed(command: str) -> str:
    """What a command prints on standard output, blanks at the ends of lines left out. Run from the root of the project."""
    wanted = _FILTER.search(command)
    program, *arguments = shlex.split(_FILTER.sub("", command))
    if program != "impact":
        raise ValueError(f"“{command}” is not a command of impact")
    ran = CliRunner(env={"COLUMNS": "110"}).invoke(cli, arguments)
    if ran.exit_code not in _SHOWN:
        raise ValueError(f"“{command}” ended with {ran.exit_code}: {ran.stderr.strip()}")
    lines = [line.rstrip() for line in ran.stdout.splitlines()]
    if wanted and wanted["grep"]:
        lines = [line for line in lines if re.search(wanted["grep"], line)]
    return "".join(f"{line}\n" for line in (lines[: int(wanted["head"])] if wanted and wanted["head"] else lines))


def current(text: str) -> str:
    """A page with what its commands print now."""

    def block(found: re.Match[str]) -> str:
        pieces = "".join(f"$ {command}\n{printed(command)}" for command, _ in shown(found[1]))
        return f"```console\n{pieces}```"

    return _BLOCK.sub(block, text)


def main() -> None:
    """Compare, or update."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true", help="write what the commands print now")
    update = parser.parse_args().update
    for page in pages():
        text = page.read_text(encoding="utf-8")
        now = current(text)
        print(f"{page.relative_to(ROOT)}: {'current' if now == text else 'updated' if update else 'NOT current'}")
        if update and now != text:
            page.write_text(now, encoding="utf-8")


if __name__ == "__main__":
    main()
