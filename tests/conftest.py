"""Hypothesis profiles, registered once for all tests.

``ci``, the default, gives everybody the same verdict on the same tree. ``thorough``, chosen by
``HYPOTHESIS_PROFILE=thorough``, looks further and elsewhere each time.
"""

import os

from hypothesis import HealthCheck, settings

settings.register_profile("ci", deadline=None, derandomize=True)
settings.register_profile(
    "thorough",
    deadline=None,
    max_examples=2_000,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
