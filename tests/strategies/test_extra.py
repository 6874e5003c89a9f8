"""The strategies are an extra: nobody needs hypothesis who does not ask for them."""

import subprocess
import sys

import pytest

from supervision_talk import Policy
from supervision_talk.strategies import breached_registers, breaches

WITHOUT_HYPOTHESIS = """
import sys
sys.modules["hypothesis"] = None
import supervision_talk
from supervision_talk import MissingExtra
try:
    import supervision_talk.strategies
except MissingExtra as error:
    print(error.extra, error)
"""


def test_without_hypothesis_the_error_names_the_extra() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_HYPOTHESIS], capture_output=True, check=True, text=True
    )
    assert done.stdout == (
        "strategies supervision_talk.strategies needs the extra 'strategies': "
        "pip install 'supervision-talk[strategies]'\n"
    )


def test_the_package_itself_does_not_import_hypothesis() -> None:
    script = "import sys, supervision_talk; print('hypothesis' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, text=True
    )
    assert done.stdout == "False\n"


def test_a_code_that_no_rule_has_is_refused() -> None:
    with pytest.raises(ValueError, match="code: expected that of a rule of the Measures"):
        breached_registers("ST9999")


@pytest.mark.parametrize(
    ("code", "policy", "named"),
    [
        ("ST0507", Policy(), "timely_within_days"),
        ("ST1102", Policy.from_values({"measures_report_due": "none"}), "measures_report_due"),
    ],
)
def test_a_rule_that_nobody_can_break_under_the_policy_is_refused(
    code: str, policy: Policy, named: str
) -> None:
    with pytest.raises(ValueError, match=named):
        breaches(code, policy)
