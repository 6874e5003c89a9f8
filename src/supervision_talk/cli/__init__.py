"""The command line: arguments, text for people, exit codes (docs/reference/command-line.md)."""

from supervision_talk.cli.main import main

__all__ = ["main"]
