"""What the seeded attacks on the program are asked on the command line."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Seeds:
    """Which seeds to try, over which corpus, until when (a reading of the monotonic clock)."""

    corpus: Path
    first: int
    last: int
    until: float

    @property
    def is_over(self) -> bool:
        """Whether the time that was given has passed."""
        return time.monotonic() > self.until


def asked(description: str | None, seeds: int, arguments: Sequence[str] | None) -> Seeds:
    """The seeds of a command line (`last` excluded). Leaves with code 2 when there is no corpus."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--seeds", type=int, default=seeds)
    parser.add_argument("--first", type=int, default=0, help="the first seed (default: 0)")
    parser.add_argument(
        "--minutes", type=float, default=60, help="stop after so long, whatever --seeds says (default: 60)"
    )
    options = parser.parse_args(arguments)
    corpus: Path = options.shared / "corpus"
    if not corpus.is_dir():
        print(f"no folder {corpus}; give the one that holds corpus/ with --shared", file=sys.stderr)
        sys.exit(2)
    return Seeds(corpus, options.first, options.first + options.seeds, time.monotonic() + 60 * options.minutes)
