"""Hypothesis profiles, registered once for all tests.

``ci``, the default, gives everybody the same verdict on the same tree. ``thorough``, chosen by
``HYPOTHESIS_PROFILE=thorough``, looks further and elsewhere each time. ``mutation`` is for mutation
testing, which runs the same tests many times over and wants to know only whether one fails.
"""

import os

from hypothesis import HealthCheck, Phase, settings

# Tests that run side by side are told of a terminal's width, and hand it on to every process
# that they start; what is written to a pipe has none.
os.environ.pop("COLUMNS", None)

settings.register_profile("ci", deadline=None, derandomize=True)
settings.register_profile(
    "thorough",
    deadline=None,
    max_examples=2_000,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "mutation",
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=25,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
