"""The questions of a yearly report, answered from a register, with a picture.

A script in cells: an editor that knows "# %%" runs it like a notebook, and Python from start to
end::

    python examples/yearly_report.py

Everything comes from `statistics` and `coverage`. What is printed and drawn are figures alone;
which organizations are still to be talked to is printed last, for the office itself.
"""

# %% What is asked, of which records, as of when, and where the pictures go
import os
from datetime import date
from pathlib import Path

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib import pyplot as plt

from supervision_talk import MEASURES, ObligationState, coverage, load, statistics
from supervision_talk.measures import Outcome, Wording

REGISTER = Path(os.environ.get("YEARLY_REPORT_REGISTER", Path(__file__).parent / "xundian.json"))
COMMITTEE = os.environ.get("YEARLY_REPORT_COMMITTEE", "530129")
AS_OF = date.fromisoformat(os.environ.get("YEARLY_REPORT_AS_OF", "2026-10-05"))
YEAR = int(os.environ.get("YEARLY_REPORT_YEAR", AS_OF.year))
FOLDER = Path(os.environ.get("YEARLY_REPORT_FOLDER", "."))

register = load(REGISTER)
figures = statistics(register, AS_OF, year=YEAR)
total = figures.total
covered = coverage(register, COMMITTEE, AS_OF)
print(f"{YEAR} as of {AS_OF}: {total.committees} committees")

# %% How many talks were held, of which kind, in which month?
for kind, months in total.talks.items():
    print(f"{kind.chinese} {kind.value}: {sum(months)}  {' '.join(map(str, months))}")
if total.talks_before_effect:
    print(f"  of these before the Measures took effect: {total.talks_before_effect}")

# %% How much of the running terms' coverage is done?
running = total.running
print(f"posts {running.seats_covered} of {running.seats}")
print(f"persons {running.persons_covered} of {running.persons}")
print(f"new heads without a talk of their own: {running.new_heads}")

# %% What was due, and was it done in time?
# Duties of which nothing fell due this year say nothing about it.
duties = {
    code: duty
    for code, duty in total.duties.items()
    if duty.past_due or duty.states[ObligationState.UNKNOWN]
}
for code, duty in duties.items():
    share = "-" if duty.on_time_share is None else f"{duty.on_time_share:.0%}"
    print(f"{code} {MEASURES[code].name}: {duty.on_time} of {duty.past_due} in time ({share})")
print(f"overdue altogether: {total.overdue}")

# %% Which language can the picture speak?
CHINESE_FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",  # the same signs; matplotlib may know a collection by its first font alone
    "Source Han Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "SimHei",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
)
there = {font.name for font in font_manager.fontManager.ttflist}
font = next((name for name in CHINESE_FONTS if name in there), None)
# Without a font for Chinese, boxes would stand for the signs: so English is written.
LANGUAGE = os.environ.get("YEARLY_REPORT_LANGUAGE", "en" if font is None else "zh")


def said(zh: str, en: str) -> str:
    """Give what is said in the language of the picture."""
    return Wording(zh=zh, en=en).in_language(LANGUAGE)


# %% The picture
mpl.use("Agg")
COLOURS = {
    ObligationState.FULFILLED: "#2a7f62",
    ObligationState.OPEN: "#c9ced6",
    ObligationState.LATE: "#e3a72f",
    ObligationState.OVERDUE: "#b3382c",
    ObligationState.UNKNOWN: "#7d7f86",
}
with mpl.rc_context():
    # The same figures give the same file, so that a change of the picture is one of the figures.
    mpl.rcParams["svg.hashsalt"] = "yearly-report"
    mpl.rcParams["axes.spines.top"] = mpl.rcParams["axes.spines.right"] = False
    if font is not None:
        mpl.rcParams["font.family"] = [font, "DejaVu Sans"]
    picture, ((of_talks, of_coverage), (of_duties, nothing)) = plt.subplots(
        2,
        2,
        figsize=(10, 9),
        layout="constrained",
        width_ratios=(3, 2),
        height_ratios=(2, 3),
    )
    picture.suptitle(
        said(f"{YEAR}年监督谈话情况（截至{AS_OF}）", f"Supervision talks in {YEAR}, as of {AS_OF}"),
        fontsize="x-large",
    )

    of_talks.set_title(said("各月谈话次数", "Talks held in each month"), loc="left")
    bottom = [0] * 12
    for (kind, months), colour in zip(total.talks.items(), ("#35618e", "#d9822b"), strict=True):
        bars = of_talks.bar(
            range(1, 13),
            months,
            bottom=bottom,
            color=colour,
            label=f"{said(kind.chinese, kind.value)} ({sum(months)})",
        )
        bottom = [low + number for low, number in zip(bottom, months, strict=True)]
    of_talks.set_xticks(range(1, 13))
    of_talks.yaxis.get_major_locator().set_params(integer=True)
    of_talks.set_xlabel(said("月", "month"))
    of_talks.legend(frameon=False)

    of_coverage.set_title(said("本届覆盖情况", "Coverage of the running terms"), loc="left")
    parts = {
        said("岗位", "posts"): (running.seats_covered, running.seats),
        said("人员", "persons"): (running.persons_covered, running.persons),
    }
    for label, (done, everything) in parts.items():
        of_coverage.barh(label, everything, color="#e3e6ea", height=0.5)
        of_coverage.barh(label, done, color="#2a7f62", height=0.5)
        share = f" ({done / everything:.0%})" if everything else ""
        of_coverage.annotate(
            f"{done} / {everything}{share}", (0, label), (6, 0), textcoords="offset points",
            va="center", color="white" if done else "black",
        )  # fmt: skip
    of_coverage.invert_yaxis()

    of_duties.set_title(said("本年到期事项", "What fell due in the year"), loc="left")
    labels = [
        said(
            f"{code} {MEASURES[code].article.number}条",
            f"{code} Art. {MEASURES[code].article.number}",
        )
        for code in duties
    ]
    left = [0] * len(labels)
    for state, colour in COLOURS.items():
        numbers = [duty.states[state] for duty in duties.values()]
        of_duties.barh(
            labels,
            numbers,
            left=left,
            color=colour,
            label=f"{said(state.chinese, state.value)} ({sum(numbers)})",
        )
        left = [start + number for start, number in zip(left, numbers, strict=True)]
    of_duties.invert_yaxis()

    # The fourth corner explains the colours of the third.
    nothing.axis("off")
    nothing.legend(*of_duties.get_legend_handles_labels(), loc="upper left", frameon=False)

    FOLDER.mkdir(parents=True, exist_ok=True)
    written = [FOLDER / f"yearly-report-{YEAR}.{format_}" for format_ in ("png", "svg")]
    for path in written:
        metadata = {"Date": None} if path.suffix == ".svg" else None
        picture.savefig(path, dpi=130, metadata=metadata)
    plt.close(picture)
for path in written:
    print(f"written: {path}")

# %% Who is still to be talked to? Not for the report: for the office that plans the talks.
names = {each.id: each.name or each.id for each in register.organizations}
waiting = [seat for seat in covered.seats if seat.outcome is not Outcome.SATISFIED]
for seat in waiting:
    due = "-" if seat.due is None else seat.due.effective
    print(f"  {names[seat.organization]} {seat.outcome.value}, {due}")
