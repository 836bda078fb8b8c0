"""What the figures were measured on."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from tests.bench.engines import engine_version

_ENGINES = ("zen-engine", "clingo", "clipspy", "rule-engine", "OpenFisca-Core")
_OURS = ("coverdict", "durable_rules", "duckdb", "sqlglot")


def machine() -> str:
    """Processor, cores and memory, without a name."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{_processor()}, {cores} cores, {memory:.0f} GB of memory"


def system() -> str:
    """The operating system and its release."""
    try:
        name = platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        name = platform.system()
    return f"{name}, Python {platform.python_version()}"


def load() -> str:
    """How many processes wanted a core, on average over the last minute."""
    return f"{os.getloadavg()[0]:.1f}"


def versions(others: Iterable[tuple[str, str | None]] = ()) -> str:
    """What was measured; an engine that is not there is said to be not installed."""
    ours = [(name, version(name)) for name in _OURS]
    engines = [(name, engine_version(name)) for name in _ENGINES]
    told = [f"{name} {found or '(not installed)'}" for name, found in (*ours, *engines, *others)]
    return ", ".join(told)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{names[0]} ({platform.machine()})" if names else platform.machine()
