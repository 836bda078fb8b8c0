"""Hypothesis profiles, the same examples on every run and more of them for `make prove`; a cache of the run's own."""

import gc
import os
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings

_cache = TemporaryDirectory(prefix="coverdict-")  # taken away when the run ends
os.environ["COVERDICT_CACHE"] = _cache.name

gc.set_threshold(
    50_000
)  # packs are many objects that stay: to look through them again and again takes time

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
