"""``python -m supervision_talk``: the command line."""

from supervision_talk.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
