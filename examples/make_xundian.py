"""Makes the demo county: ``examples/xundian.json`` and what an audit of it must find.

Run it as ``python examples/make_xundian.py``; it needs the standard library alone, and writes the
same bytes each time. Xundian county (530129) reported in August 2025 that its supervision talks
reached all 16 townships and streets and 59 county-level units, 75 heads. The townships are the
real ones; the units are those of an ordinary county; persons are ids, and every date, talk and
problem is made up.

``xundian.expected.json`` is written down here by hand beside the irregularity that causes it, and
not computed from the register: it can be held against an audit.
"""

import csv
import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

HERE = Path(__file__).parent
DIVISIONS = HERE.parent / "benchmarks" / "data" / "divisions.csv.gz"

Record = dict[str, object]

AS_OF = date(2026, 10, 5)
"""The day of the audit in the README: a Monday within the National Day holiday."""

COUNTY = "530129"
CITY = "5301"
DEVELOPMENT_ZONE = "530129405"
TERM = 14
"""Ordinal and dates of the county committee's term are placeholders."""

DISCIPLINE, GENERAL_OFFICE, ORGANIZATION, INSPECTION = (f"{COUNTY}-o{n}" for n in range(1, 5))
SECRETARY, COUNTY_HEAD, DEPUTY, DISCIPLINE_SECRETARY = (f"p-{COUNTY}-{n}" for n in range(1, 5))
LEADERSHIP_TEAM = [f"p-{COUNTY}-{n}" for n in range(1, 12)]
VICE_COUNTY_HEAD = f"p-{COUNTY}-21"
"""A member of the county government's Party group, not of the county committee's team."""

PARTY_GROUPS = """
    县人大常委会党组 县人民政府党组 县政协党组 县人民法院党组 县人民检察院党组
    县总工会党组 县妇女联合会党组 县工商业联合会党组 县残疾人联合会党组 县科学技术协会党组
    县文学艺术界联合会党组 县红十字会党组 县人民政府办公室党组 县发展和改革局党组 县教育体育局党组
    县工业和信息化局党组 县民族宗教事务局党组 县公安局党委 县民政局党组 县司法局党组
    县财政局党组 县人力资源和社会保障局党组 县自然资源局党组 县住房和城乡建设局党组 县交通运输局党组
    县水务局党组 县农业农村局党组 县林业和草原局党组 县商务局党组 县文化和旅游局党组
    县卫生健康局党组 县退役军人事务局党组 县应急管理局党组 县审计局党组 县市场监督管理局党组
    县统计局党组 县医疗保障局党组 县城市管理局党组 县政务服务管理局党组 县搬迁安置办公室党组
    县投资促进局党组 县供销合作社党组 县机关事务服务中心党组 县防震减灾局党组 县产业园区办公室党组
""".split()  # noqa: SIM905 - five a line are easier to read than one
UNIT_COMMITTEES = """
    县第一人民医院党委 县中医医院党委 县妇幼保健院党委 县第一中学党委 县民族中学党委
    县职业中学党委 县城市建设投资公司党委 县水务产业公司党委 县农业投资公司党委 县文化旅游公司党委
""".split()  # noqa: SIM905 - likewise
AFFILIATED_INSTITUTIONS = ["县委党校", "县委党史研究室", "县档案馆", "县融媒体中心"]
OWN_ORGANS = {
    DISCIPLINE: ("discipline_organ", "县纪委"),
    GENERAL_OFFICE: ("working_organ", "县委办公室"),
    ORGANIZATION: ("working_organ", "县委组织部"),
    INSPECTION: ("working_organ", "县委巡察办"),
}
UNITS = {
    name: (f"{COUNTY}-u{number:02}", kind)
    for number, (name, kind) in enumerate(
        [(name, "party_group") for name in PARTY_GROUPS]
        + [(name, "unit_committee") for name in UNIT_COMMITTEES]
        + [(name, "affiliated_institution") for name in AFFILIATED_INSTITUTIONS],
        start=1,
    )
}

STEPS = {
    "self_examination": 5,
    "issues_pointed_out": 15,
    "explanation": 25,
    "rectification_required": 40,
    "commitment": 55,
}
"""The five steps of Art. 10 in their order, each with the minute of the talk when it began."""

TOPICS = [
    ("议事规则执行不够细致", "first_responsibility"),
    ("学习计划落实偏慢", "other"),
    ("廉政谈心覆盖不够", "first_responsibility"),
    ("会议记录不够完整", "other"),
    ("个人事项台账更新不及时", "self_discipline"),
    ("监督清单未按季对账", "first_responsibility"),
    ("公务接待台账不够规范", "self_discipline"),
    ("重点岗位轮岗计划滞后", "first_responsibility"),
    ("调研次数未达年度安排", "other"),
    ("采购流程留痕不足", "first_responsibility"),
    ("公车使用登记有缺项", "self_discipline"),
    ("述责述廉材料偏笼统", "self_discipline"),
    ("巡察反馈问题销号偏慢", "first_responsibility"),
    ("干部培训档案不齐", "other"),
    ("专项资金公示不够及时", "first_responsibility"),
    ("值班制度执行有松动", "other"),
    ("民主生活会整改台账不细", "first_responsibility"),
    ("办公用房台账未更新", "self_discipline"),
    ("家风教育安排偏少", "self_discipline"),
    ("基层减负措施不够具体", "other"),
    ("合同审查程序有简化", "first_responsibility"),
    ("警示教育形式单一", "first_responsibility"),
    ("信息公开更新滞后", "other"),
    ("外出报备手续不全", "self_discipline"),
]
PAIRS_OF_TOPICS = list(combinations(TOPICS, 2))
STRIDE = 29
"""Has no factor in common with the number of pairs: no two talks get the same problems by chance.
"""

Problems = Sequence[tuple[str, str]]

FIRST_TALKED_ON = date(2026, 3, 3)
TALKING_DAYS = {1, 3}  # Tuesday and Thursday, counted from Monday as 0
SLOTS = ("09:00", "15:00")

HOLIDAYS = [
    (date(2026, 1, 1), date(2026, 1, 3)),
    (date(2026, 2, 15), date(2026, 2, 23)),
    (date(2026, 4, 4), date(2026, 4, 6)),
    (date(2026, 5, 1), date(2026, 5, 5)),
    (date(2026, 6, 19), date(2026, 6, 21)),
    (date(2026, 9, 25), date(2026, 9, 27)),
    (date(2026, 10, 1), date(2026, 10, 7)),
]
"""First and last days off of 2026, as arranged by the State Council in November 2025."""

MAKE_UP_WORKDAYS = {
    date(2026, 1, 4),
    date(2026, 2, 14),
    date(2026, 2, 28),
    date(2026, 5, 9),
    date(2026, 9, 20),
    date(2026, 10, 10),
}
SATURDAY = 5


def is_workday(day: date) -> bool:
    """Whether people work on a day of 2026."""
    if any(first <= day <= last for first, last in HOLIDAYS):
        return False
    return day.weekday() < SATURDAY or day in MAKE_UP_WORKDAYS


def workday(day: date, step: int = 1) -> date:
    """The day itself if people work on it, else the next one (with step -1 the last one)."""
    while not is_workday(day):
        day += timedelta(step)
    return day


def after(day: date, days: int) -> date:
    """The first workday that is at least so many days later."""
    return workday(day + timedelta(days))


def text(day: date | None) -> str | None:
    """A date as it stands in the register."""
    return None if day is None else day.isoformat()


def talk_on(organization: str) -> str:
    """The id of the regular talk with an organization."""
    return f"t-{organization}"


def item_on(organization: str) -> str:
    """The id of the item of the year's plan that is about an organization."""
    return f"plan-2026-{organization}"


def head_of(organization: str) -> str:
    """The id of the person who heads an organization when the year begins."""
    return COUNTY_HEAD if organization == UNITS["县人民政府党组"][0] else f"p-{organization}-1"


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What happened with one seat, where it differs from a talk by the book."""

    held: bool = True
    day: date | None = None
    """Null: the next free one in the calendar of talks."""
    planned: date | None = date(2026, 6, 30)
    """When the year's plan wants the talk; null: the plan does not name the seat."""
    item: Record = field(default_factory=dict)
    talk: Record = field(default_factory=dict)
    rectification: Record | None = field(default_factory=dict)
    """These three replace fields of the record; a null rectification was never recorded."""
    problems: Problems = ()
    unanswered: Sequence[str] = ()
    not_filed: Sequence[str] = ()
    copied_to: Sequence[str] = ("discipline", "organization")


BY_THE_BOOK = Scene()
TO_COME = Scene(held=False, planned=date(2026, 11, 30))


def unit(name: str) -> str:
    """The id of a county-level unit."""
    return UNITS[name][0]


NEW_HEAD = unit("县民政局党组")
ACTING_HEAD = unit("县统计局党组")
TALKED_TO_TOGETHER = unit("县商务局党组")
NOTHING_CAME = unit("县城市管理局党组")
BEFORE_EFFECT = unit("县委党校")
SCHEDULED = unit("县中医医院党委")

SCENES: dict[str, Scene] = {
    # Townships and streets.
    "530129003": Scene(rectification={"measures_reported_on": "2026-04-07"}),
    "530129104": Scene(talk={"talker": DEPUTY}),
    "530129107": Scene(rectification={"report_contents": ["measures"]}),
    "530129108": Scene(
        problems=[
            ("会议记录不够完整，个别事项缺少过程材料", "other"),
            ("第2季度廉政谈心覆盖不够", "first_responsibility"),
        ]
    ),
    "530129111": Scene(
        problems=[
            ("第２季度廉政谈心覆盖不够。", "first_responsibility"),
            ("会议记录不够完整,个别事项缺少过程材料", "other"),
        ]
    ),
    "530129208": Scene(not_filed=["measures"]),
    "530129209": Scene(
        problems=[TOPICS[0], TOPICS[3]],
        rectification={"team_notified_on": None},
    ),
    # County-level units.
    unit("县人大常委会党组"): Scene(talk={"talker": SECRETARY}),
    unit("县人民政府党组"): Scene(talk={"talker": SECRETARY}),
    unit("县政协党组"): Scene(talk={"talker": SECRETARY}),
    unit("县教育体育局党组"): Scene(talk={"steps": None}),
    unit("县财政局党组"): Scene(
        day=date(2026, 8, 20),
        planned=date(2026, 8, 31),
        rectification={
            "measures_proposed_on": "2026-09-10",
            "measures_reported_on": "2026-09-21",
            "team_notified_on": "2026-09-22",
            "progress_reported_on": None,
        },
    ),
    unit("县住房和城乡建设局党组"): Scene(
        day=date(2026, 9, 2),
        planned=date(2026, 9, 30),
        rectification={
            "measures_proposed_on": "2026-09-16",
            "measures_reported_on": None,
            "report_contents": None,
            "team_notified_on": "2026-09-18",
            "progress_reported_on": None,
        },
        copied_to=[],
    ),
    unit("县司法局党组"): Scene(copied_to=["discipline"]),
    NEW_HEAD: Scene(day=date(2026, 6, 9), rectification={"progress_reported_on": None}),
    unit("县水务局党组"): Scene(
        day=date(2026, 6, 16), rectification={"progress_reported_on": None}
    ),
    unit("县交通运输局党组"): Scene(talk={"talker": VICE_COUNTY_HEAD}),
    unit("县自然资源局党组"): Scene(unanswered=["p2"]),
    unit("县农业农村局党组"): Scene(rectification={"reported_to": ORGANIZATION}),
    unit("县公安局党委"): Scene(talk={"organized_by": "discipline"}),
    unit("县审计局党组"): Scene(talk={"talker_prepared_on": None}),
    unit("县卫生健康局党组"): Scene(talk={"self_examined_on": "2026-05-15"}),
    TALKED_TO_TOGETHER: Scene(
        talk={"interviewees": [f"p-{TALKED_TO_TOGETHER}-1", f"p-{TALKED_TO_TOGETHER}-2"]}
    ),
    unit("县文化和旅游局党组"): Scene(day=date(2026, 7, 9)),
    NOTHING_CAME: Scene(day=date(2026, 7, 14), planned=date(2026, 7, 31), rectification=None),
    unit("县市场监督管理局党组"): Scene(held=False, planned=date(2026, 9, 30)),
    BEFORE_EFFECT: Scene(day=date(2026, 1, 21), planned=None),
    unit("县第一人民医院党委"): TO_COME,
    SCHEDULED: TO_COME,
    unit("县妇幼保健院党委"): Scene(
        held=False, planned=date(2026, 11, 30), item={"talker": None, "responsible": None}
    ),
    unit("县文化旅游公司党委"): TO_COME,
    unit("县档案馆"): TO_COME,
    unit("县融媒体中心"): Scene(held=False, planned=None),
}


def talking_slots() -> Iterator[tuple[date, str]]:
    """Days and hours in the calendar of talks, from the first one on."""
    day = FIRST_TALKED_ON
    while True:
        if day.weekday() in TALKING_DAYS and is_workday(day):
            for hour in SLOTS:
                yield day, hour
        day += timedelta(1)


def at(day: date, hour: str, minutes: int) -> str:
    """A moment of a talk, in Shanghai's time."""
    hours, minute = divmod(int(hour[:2]) * 60 + int(hour[3:]) + minutes, 60)
    return f"{day.isoformat()}T{hours:02}:{minute:02}:00+08:00"


@dataclass(frozen=True, kw_only=True)
class Held:
    """A talk that took place: the records that it leaves."""

    talk: Record
    rectification: Record | None
    filing: Record


def hold(
    *,
    id: str,
    organization: str,
    day: date,
    hour: str,
    number: int,
    talker: str,
    scene: Scene = BY_THE_BOOK,
) -> Held:
    """The records of a talk by the book, with what the scene replaces in them."""
    problems = [
        {"id": f"p{n}", "summary": summary, "concerns": concerns}
        for n, (summary, concerns) in enumerate(
            scene.problems or PAIRS_OF_TOPICS[number * STRIDE % len(PAIRS_OF_TOPICS)], start=1
        )
    ]
    talk: Record = {
        "id": id,
        "kind": "regular",
        "held_by": COUNTY,
        "organization": organization,
        "talker": talker,
        "interviewees": [head_of(organization)],
        "started_at": at(day, hour, 0),
        "ended_at": at(day, hour, 70),
        "organized_by": "office",
        "participants": [{"from": "discipline", "person": None}],
        "talker_prepared_on": text(workday(day - timedelta(1), -1)),
        "self_examined_on": text(workday(day - timedelta(3), -1)),
        "steps": [{"step": step, "at": at(day, hour, minute)} for step, minute in STEPS.items()],
        "problems": problems,
        "recorded_on": text(day),
        **scene.talk,
    }
    rectification: Record | None = None
    if scene.rectification is not None:
        rectification = {
            "talk": id,
            "measures": [
                {
                    "id": f"m{n}",
                    "problems": [problem["id"]],
                    "content": f"整改措施{n}：完善制度，按季自查",
                    "first_responsibility": problem["concerns"] == "first_responsibility",
                }
                for n, problem in enumerate(problems, start=1)
                if problem["id"] not in scene.unanswered
            ],
            "measures_proposed_on": text(after(day, 12)),
            "measures_reported_on": text(after(day, 20)),
            "report_contents": ["thoughts", "measures"],
            "reported_to": None,
            "team_notified_on": text(after(day, 22)),
            "progress_reported_on": text(after(day, 65)),
            **scene.rectification,
        }
    came_in = {
        "record": text(day),
        "measures": (rectification or {}).get("measures_reported_on"),
        "rectification_report": (rectification or {}).get("progress_reported_on"),
    }
    filing: Record = {
        "talk": id,
        "materials": [
            {"material": material, "filed_on": text(after(date.fromisoformat(received), 1))}
            for material, received in came_in.items()
            if isinstance(received, str) and material not in scene.not_filed
        ],
        "copies": [{"to": to, "sent_on": text(after(day, 26))} for to in scene.copied_to],
    }
    return Held(talk=talk, rectification=rectification, filing=filing)


def townships() -> list[tuple[str, str]]:
    """Code and name of the county's townships and streets, from the tree of divisions."""
    with gzip.open(DIVISIONS, "rt", encoding="utf-8", newline="") as lines:
        return [
            (row["code"], row["name"])
            for row in csv.DictReader(lines)
            if row["parent"] == COUNTY and row["code"] != DEVELOPMENT_ZONE
        ]


def organizations() -> Iterator[Record]:
    """The county committee and its superior, its own organs, and the 75 below it."""
    yield {
        "id": CITY,
        "name": "昆明市委",
        "kind": "local_committee",
        "level": "city",
        "superior": None,
    }
    yield {
        "id": COUNTY,
        "name": "寻甸回族彝族自治县委",
        "kind": "local_committee",
        "level": "county",
        "superior": CITY,
    }
    for id, (kind, name) in OWN_ORGANS.items():
        yield {"id": id, "name": name, "kind": kind, "level": "county", "superior": COUNTY}
    for code, name in townships():
        is_street = name.endswith("街道")
        yield {
            "id": code,
            "name": name + ("党工委" if is_street else "党委"),
            "kind": "street_working_committee" if is_street else "township_committee",
            "level": "township",
            "superior": COUNTY,
        }
    for name, (id, kind) in UNITS.items():
        yield {
            "id": id,
            "name": name,
            "kind": kind,
            "level": "county",
            "superior": COUNTY,
            "approved_by": COUNTY if kind == "party_group" else None,
        }


def appointed(
    person: str, organization: str, role: str, start: date, end: date | None = None
) -> Record:
    """An appointment; both days count."""
    return {
        "person": person,
        "organization": organization,
        "role": role,
        "start": text(start),
        "end": text(end),
    }


def appointments(seats: Sequence[str]) -> Iterator[Record]:
    """The county's leadership team, the heads of the seats, and those who came and went."""
    for person in LEADERSHIP_TEAM:
        role = {SECRETARY: "secretary", COUNTY_HEAD: "deputy_secretary", DEPUTY: "deputy_secretary"}
        yield appointed(person, COUNTY, role.get(person, "member"), date(2021, 12, 18))
    for number, seat in enumerate(seats):
        start = date(2021, 12, 20) + timedelta(number * 37 % 1_300)
        end = {NEW_HEAD: date(2026, 7, 31), ACTING_HEAD: date(2026, 2, 27)}.get(seat)
        yield appointed(head_of(seat), seat, "secretary", start, end)
    yield appointed(f"p-{NEW_HEAD}-2", NEW_HEAD, "secretary", date(2026, 8, 3))
    yield {
        **appointed(f"p-{ACTING_HEAD}-2", ACTING_HEAD, "secretary", date(2026, 3, 2)),
        "acting": True,
    }
    yield appointed(
        f"p-{TALKED_TO_TOGETHER}-2", TALKED_TO_TOGETHER, "deputy_secretary", date(2024, 5, 6)
    )
    yield appointed(VICE_COUNTY_HEAD, unit("县人民政府党组"), "member", date(2022, 1, 10))


def plan_items(seats: Sequence[str], talkers: dict[str, str]) -> list[Record]:
    """The items of the year's plan: one for each seat but two."""
    return [
        {
            "id": item_on(seat),
            "organization": seat,
            "interviewee": None if seat == ACTING_HEAD else head_of(seat),
            "talker": talkers[seat],
            "responsible": "县委办公室",
            "due_on": text(scene.planned),
            **scene.item,
        }
        for seat in seats
        if (scene := SCENES.get(seat, BY_THE_BOOK)).planned is not None
    ]


def talks(seats: Sequence[str], talkers: dict[str, str]) -> Iterator[Held]:
    """Regular talks in the order of the calendar, then the timely ones."""
    slots = talking_slots()
    for number, seat in enumerate(seats):
        scene = SCENES.get(seat, BY_THE_BOOK)
        if not scene.held:
            continue
        day, hour = (scene.day, SLOTS[0]) if scene.day else next(slots)
        held = hold(
            id=talk_on(seat),
            organization=seat,
            day=day,
            hour=hour,
            number=number,
            talker=talkers[seat],
            scene=scene,
        )
        if seat == ACTING_HEAD:
            held.talk["interviewees"] = [f"p-{seat}-2"]
        if scene.planned is not None:
            held.talk["plan_item"] = item_on(seat)
        yield held
    timely = {"530129105": (date(2026, 5, 22), ["c-1"]), "530129109": (date(2026, 6, 12), [])}
    for number, (seat, (day, basis)) in enumerate(timely.items(), start=len(seats)):
        yield hold(
            id=f"{talk_on(seat)}-timely",
            organization=seat,
            day=day,
            hour=SLOTS[0],
            number=number,
            talker=DISCIPLINE_SECRETARY,
            scene=Scene(talk={"kind": "timely", "basis": basis, "self_examined_on": None}),
        )


def other_talks() -> Iterator[Record]:
    """A talk in the calendar that was not held yet, and one that other rules are about."""
    yield {
        "id": talk_on(SCHEDULED),
        "kind": "regular",
        "held_by": COUNTY,
        "organization": SCHEDULED,
        "interviewees": [head_of(SCHEDULED)],
        "plan_item": item_on(SCHEDULED),
    }
    admonished = unit("县工业和信息化局党组")
    yield {
        "id": f"{talk_on(admonished)}-admonition",
        "kind": "admonition",
        "held_by": COUNTY,
        "organization": admonished,
        "talker": DISCIPLINE_SECRETARY,
        "interviewees": [head_of(admonished)],
        "started_at": "2026-07-21T15:00:00+08:00",
        "ended_at": "2026-07-21T15:40:00+08:00",
    }


CIRCUMSTANCES: list[Record] = [
    {
        "id": "c-1",
        "organization": "530129105",
        "person": head_of("530129105"),
        "category": "petitions",
        "recognized_on": "2026-05-18",
        "source": "信访情况季度分析",
    },
    {
        "id": "c-2",
        "organization": "530129109",
        "person": head_of("530129109"),
        "category": "assessment",
        "recognized_on": "2026-06-08",
        "source": "考核结果反馈",
    },
    {
        "id": "c-3",
        "organization": "530129205",
        "person": head_of("530129205"),
        "category": "violations",
        "recognized_on": "2026-08-24",
        "source": "专项检查通报",
    },
]

JUDGEMENTS: list[Record] = [
    {
        "id": "j-1",
        "talk": talk_on("530129001"),
        "question": "to_the_point",
        "answer": True,
        "by": "县委办公室",
        "on": "2026-04-15",
    },
    {
        "id": "j-2",
        "talk": talk_on(unit("县林业和草原局党组")),
        "question": "to_the_point",
        "answer": False,
        "by": "县纪委",
        "on": "2026-08-05",
    },
    {
        "id": "j-3",
        "talk": talk_on("530129106"),
        "question": "truthful",
        "answer": True,
        "by": "县纪委",
        "on": "2026-07-08",
    },
    {
        "id": "j-4",
        "talk": talk_on(unit("县应急管理局党组")),
        "question": "genuine",
        "answer": True,
        "by": "县委办公室",
        "on": "2026-08-24",
    },
    {
        "id": "j-5",
        "talk": talk_on(unit("县应急管理局党组")),
        "question": "genuine",
        "answer": False,
        "by": "县纪委",
        "on": "2026-09-10",
    },
]

ASSESSMENTS: list[Record] = [
    {
        "id": "a-1",
        "kind": "assessment",
        "assessor": ORGANIZATION,
        "organization": "530129106",
        "on": "2026-09-15",
        "considered_talks": False,
    },
    {
        "id": "a-2",
        "kind": "inspection",
        "assessor": INSPECTION,
        "organization": "530129003",
        "on": "2026-06-25",
        "considered_talks": True,
    },
    {
        "id": "a-3",
        "kind": "routine",
        "assessor": DISCIPLINE,
        "organization": "530129001",
        "on": "2026-08-12",
        "considered_talks": True,
        "considered_rectification": None,
    },
]

DISCLOSURES: list[Record] = [
    {
        "id": "d-1",
        "talk": talk_on("530129001"),
        "by": "县委办公室",
        "to": "县委组织部",
        "on": "2026-05-12",
        "confidential": True,
        "authorized": True,
    },
    {
        "id": "d-2",
        "talk": talk_on("530129002"),
        "by": "县委办公室",
        "to": "县档案馆",
        "on": "2026-07-02",
        "confidential": True,
        "authorized": None,
    },
]


def register() -> Record:
    """The whole register, as a document of the format ``supervision-talk/register/1``."""
    bodies = list(organizations())
    seats = [code for code, _ in townships()] + [id for id, _ in UNITS.values()]
    # The county secretary talks to the townships' heads; the team shares the units among itself.
    talkers = {
        seat: SECRETARY if seat.isdigit() else LEADERSHIP_TEAM[1 + number % 9]
        for number, seat in enumerate(seats)
    }
    talkers[unit("县人民政府党组")] = SECRETARY
    posts = list(appointments(seats))
    held = sorted(talks(seats, talkers), key=lambda each: str(each.talk["started_at"]))
    return {
        "format": "supervision-talk/register/1",
        "kept_for": [COUNTY],
        "organizations": bodies,
        "people": [{"id": id} for id in sorted({str(post["person"]) for post in posts})],
        "appointments": posts,
        "terms": [
            {
                "organization": COUNTY,
                "ordinal": TERM,
                "start": "2021-12-18",
                "end": None,
                "planned_end": "2026-12-18",
            }
        ],
        "talks": [*(each.talk for each in held), *other_talks()],
        "rectifications": [each.rectification for each in held if each.rectification],
        "filings": [each.filing for each in held],
        "judgements": JUDGEMENTS,
        "circumstances": CIRCUMSTANCES,
        "plans": [
            {
                "organization": COUNTY,
                "year": 2026,
                "adopted_on": "2026-02-11",
                "informed_by": ["inspection", "discipline_review", "audit", "cadre_assessment"],
                "items": plan_items(seats, talkers),
            }
        ],
        "annual_duties": [
            {
                "organization": COUNTY,
                "year": 2026,
                "responsibility_list_includes_talks": True,
            }
        ],
        "assessments": ASSESSMENTS,
        "disclosures": DISCLOSURES,
    }


def finding(rule: str, outcome: str, type: str, id: str, **more: object) -> Record:
    """What an audit must find: an entry of ``xundian.expected.json``."""
    return {"rule": rule, "outcome": outcome, "subject": {"type": type, "id": id}, **more}


def about_talk(rule: str, outcome: str, organization: str, **more: object) -> Record:
    """A finding about the regular talk with an organization."""
    return finding(rule, outcome, "talk", talk_on(organization), **more)


def due(nominal: str, effective: str | None = None) -> Record:
    """A due date, worked out by hand."""
    return {"nominal": nominal, "effective": effective or nominal, "provisional": False}


def expected() -> list[Record]:
    """Every finding that is not satisfied on the day of the audit, and one that narrowly is."""
    year = f"{COUNTY}/2026"
    not_covered = [
        "530129104",  # talked to by the deputy
        unit("县交通运输局党组"),  # talked to by somebody outside the team
        TALKED_TO_TOGETHER,
        *(seat for seat, scene in SCENES.items() if not scene.held),
    ]
    to_come = [
        unit(name)
        for name in (
            "县第一人民医院党委",
            "县中医医院党委",
            "县妇幼保健院党委",
            "县文化旅游公司党委",
            "县档案馆",
        )
    ]
    coverage = [
        found
        for seat in not_covered
        for found in (
            finding("ST0505", "pending", "seat", f"{COUNTY}/{seat}/{TERM}", due=due("2026-12-18")),
            finding(
                "ST0506",
                "pending",
                "incumbent",
                f"{COUNTY}/{seat}/{TERM}/{head_of(seat)}",
                due=due("2026-12-18"),
            ),
        )
    ]
    return [
        about_talk("ST0703", "violated", "530129104"),
        about_talk("ST0701", "violated", unit("县交通运输局党组")),
        about_talk("ST0201", "violated", TALKED_TO_TOGETHER),
        about_talk("ST0702", "violated", TALKED_TO_TOGETHER),
        about_talk("ST0601", "violated", unit("县公安局党委")),
        about_talk("ST0802", "violated", "530129111"),
        about_talk("ST0803", "violated", unit("县林业和草原局党组")),
        about_talk("ST0901", "unknown", unit("县审计局党组"), missing=["talker_prepared_on"]),
        about_talk("ST0902", "violated", unit("县卫生健康局党组")),
        about_talk("ST1001", "unknown", unit("县教育体育局党组"), missing=["steps"]),
        about_talk("ST1002", "unknown", unit("县教育体育局党组"), missing=["steps"]),
        about_talk(
            "ST1102",
            "satisfied",
            "530129003",
            due=due("2026-04-05", "2026-04-07"),
            done_on="2026-04-07",
            in_extension=True,
        ),
        about_talk(
            "ST1102",
            "violated",
            unit("县财政局党组"),
            due=due("2026-09-20"),
            done_on="2026-09-21",
            days_late=1,
        ),
        about_talk(
            "ST1102",
            "pending",
            unit("县住房和城乡建设局党组"),
            due=due("2026-10-02", "2026-10-08"),
        ),
        about_talk(
            "ST1101", "violated", NOTHING_CAME, due=due("2026-08-14"), done_on=None, days_late=52
        ),
        about_talk(
            "ST1102", "violated", NOTHING_CAME, due=due("2026-08-14"), done_on=None, days_late=52
        ),
        about_talk("ST1103", "violated", "530129107"),
        about_talk("ST1104", "violated", unit("县自然资源局党组")),
        about_talk("ST1105", "violated", "530129209"),
        about_talk(
            "ST1106", "violated", NEW_HEAD, due=due("2026-09-09"), done_on=None, days_late=26
        ),
        about_talk(
            "ST1106",
            "violated",
            unit("县水务局党组"),
            due=due("2026-09-16"),
            done_on=None,
            days_late=19,
        ),
        about_talk("ST1106", "pending", NOTHING_CAME, due=due("2026-10-14")),
        about_talk("ST1106", "pending", unit("县财政局党组"), due=due("2026-11-20")),
        about_talk("ST1106", "pending", unit("县住房和城乡建设局党组"), due=due("2026-12-02")),
        about_talk("ST1107", "violated", unit("县农业农村局党组")),
        about_talk("ST1201", "violated", "530129208"),
        about_talk("ST1202", "violated", unit("县司法局党组")),
        about_talk("ST1202", "pending", unit("县住房和城乡建设局党组"), due=due("2026-12-02")),
        about_talk("ST1703", "violated", unit("县应急管理局党组")),
        finding("ST0508", "violated", "talk", f"{talk_on('530129109')}-timely"),
        finding("ST0507", "pending", "circumstance", "c-2", due=None),
        finding("ST0507", "pending", "circumstance", "c-3", due=None),
        finding("ST0502", "violated", "committee_year", year),
        finding("ST1302", "pending", "committee_year", year, due=due("2027-03-31")),
        finding("ST1303", "pending", "committee_year", year, due=due("2027-03-31")),
        finding(
            "ST0504",
            "violated",
            "plan_item",
            item_on(unit("县文化和旅游局党组")),
            due=due("2026-06-30"),
            done_on="2026-07-09",
            days_late=9,
        ),
        finding(
            "ST0504",
            "violated",
            "plan_item",
            item_on(unit("县市场监督管理局党组")),
            due=due("2026-09-30"),
            done_on=None,
            days_late=5,
        ),
        *(
            finding(
                "ST0504",
                "pending",
                "plan_item",
                item_on(seat),
                due=due("2026-11-30"),
            )
            for seat in to_come
        ),
        *coverage,
        finding("ST1401", "violated", "assessment", "a-1"),
        finding("ST1502", "unknown", "assessment", "a-3", missing=["considered_rectification"]),
        finding("ST1601", "unknown", "disclosure", "d-2", missing=["authorized"]),
    ]


def document(content: object) -> str:
    """A JSON document for people to read."""
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def made() -> dict[Path, str]:
    """The files that this script makes, and what is in them."""
    return {
        HERE / "xundian.json": document(register()),
        HERE / "xundian.expected.json": document(expected()),
    }


if __name__ == "__main__":
    for path, content in made().items():
        path.write_text(content, encoding="utf-8", newline="\n")
        print(path.name)
