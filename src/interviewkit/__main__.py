"""``python -m interviewkit``, and where the command of that name starts."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; a Ctrl-C while it still loads is no fault either."""
    try:
        from interviewkit.cli import main as command_line
    except KeyboardInterrupt:
        sys.exit("Aborted!")
    command_line()


if __name__ == "__main__":
    main()
