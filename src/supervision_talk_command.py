"""Where the command ``supervision-talk`` begins: before the library is imported.

Importing it takes longer than some commands; an interrupt meanwhile ends as quietly as one later.
In the package itself nothing could see to that: the package is imported before any module of it.
"""

__all__ = ["main"]

_INTERRUPTED = 130
"""What a shell calls the end by an interrupt: 128 and the signal's number."""


def main() -> int:
    """Run the command line with what this process was given; give its exit code."""
    try:
        from supervision_talk.cli import main as run

        return run()
    except KeyboardInterrupt:
        return _INTERRUPTED
