from collections import Counter
from xml.etree import ElementTree as ET

import pytest

from benchmarks.flame import picture, sampled, shares
from benchmarks.measuring import hundred_records
from benchmarks.synthetic import AS_OF
from supervision_talk import audit

STACKS = Counter(
    {("audit.parts:audit_part", "model.register:Register.talk"): 3, ("cli.main:main",): 1}
)


def test_the_time_of_a_function_is_that_of_its_module() -> None:
    assert shares(STACKS) == {"model.register": 0.75, "cli.main": 0.25}


def test_a_function_stands_below_the_one_that_called_it() -> None:
    drawn = ET.fromstring(picture(STACKS))  # noqa: S314 - our own
    found = [(group[0].text or "", group[1].get("y"), group[1].get("width")) for group in drawn]
    assert found == [
        ("audit.parts:audit_part 75.0%", "0", "750.0"),
        ("model.register:Register.talk 75.0%", "18", "750.0"),
        ("cli.main:main 25.0%", "0", "250.0"),
    ]


def test_work_is_looked_at_while_it_is_done() -> None:
    register = hundred_records()

    def often() -> None:
        for _ in range(100):
            audit(register, AS_OF)

    stacks = sampled(often)
    assert sum(shares(stacks).values()) == pytest.approx(1)
    assert any(name.startswith("audit.") for stack in stacks for name in stack)
