"""``python -m fuzzing TARGET [--runs N] [--seconds N]``: look for inputs that break a promise.

Needs atheris (extra ``fuzzing``). Ends with the number of inputs that were tried; an input
that breaks a promise is written to a file beside, and the error is shown.
"""

import argparse
import sys
import tempfile
from pathlib import Path


def _run() -> None:
    import atheris

    with atheris.instrument_imports(include=["supervision_talk"]):
        from fuzzing.targets import SEEDS, TARGETS

    parser = argparse.ArgumentParser(prog="python -m fuzzing")
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("--runs", type=int, default=100_000)
    parser.add_argument("--seconds", type=int, default=0)
    given = parser.parse_args()
    corpus = Path(tempfile.mkdtemp())
    for number, seed in enumerate(SEEDS[given.target]):
        (corpus / str(number)).write_bytes(seed)
    seconds = (
        300 if given.target.startswith("dense") else 20
    )  # memory is traced there, which is slow
    options = [f"-runs={given.runs}", "-max_len=20000", "-rss_limit_mb=2048"]
    options.append(f"-timeout={seconds}")
    if given.seconds:
        options.append(f"-max_total_time={given.seconds}")
    atheris.Setup([sys.argv[0], *options, str(corpus)], TARGETS[given.target])
    atheris.Fuzz()


if __name__ == "__main__":
    _run()
