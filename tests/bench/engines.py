"""Where the engines that are measured beside ours lie: installed by `make bench` below build/, never into .venv."""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "build/bench"
PYTHON_ENGINES = BUILD / "python"
NODE_ENGINES = BUILD / "node"


def found_engines() -> None:
    """Let this process import the engines, with the packages that they were installed with."""
    if str(PYTHON_ENGINES) not in sys.path:
        sys.path.insert(0, str(PYTHON_ENGINES))


def engine_version(package: str) -> str | None:
    """The version of a Python package that is measured; None where it is not installed."""
    found_engines()
    try:
        return version(package)
    except PackageNotFoundError:
        return None
