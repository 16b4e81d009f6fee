"""``python -m interviewkit``, and where the command of that name starts."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line; a Ctrl-C while it still loads is no fault either."""
    try:
        from interviewkit.cli import main as command_line
    except KeyboardInterrupt:
        sys.exit("Aborted!")
    # A study makes millions of small lasting objects; looking through them for rings takes seconds.
    gc.set_threshold(100_000, 50, 100)
    command_line()


if __name__ == "__main__":
    main()
