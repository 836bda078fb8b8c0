"""Hypothesis profiles: the same examples on every run, more of them for `make prove`."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "quick",
    max_examples=60,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],  # a busy machine is no fault of a law
)
settings.register_profile("prove", settings.get_profile("quick"), max_examples=2000)
settings.load_profile("quick")
