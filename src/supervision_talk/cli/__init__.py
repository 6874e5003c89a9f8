"""The command line: arguments, text for people, exit codes (SPEC 7)."""

from supervision_talk.cli.main import main

__all__ = ["main"]
