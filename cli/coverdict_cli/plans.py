"""Plans named on the command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coverdict_cli.failing import MISUSED, Failure, failure
from coverdict_cli.telling import told

if TYPE_CHECKING:
    from coverdict.vocabulary.courses import Plan
    from coverdict.vocabulary.packs import Pack


def one_plan(named: Sequence[Path] | None) -> Path | None:
    """The plan that is named, and no second one."""
    if named and len(named) > 1:
        raise failure(
            "two plans at once",
            "a visit is paid under one plan; `estimate --compare` sets plans side by side",
            MISUSED,
        )
    return named[0] if named else None


def read_plan(pack: Pack, path: Path) -> Plan:
    """The plan in the file, with nothing wrong in it."""
    import coverdict

    read = coverdict.read_plan(pack, coverdict.FilePart(path, str(path)))
    if read.plan is None:
        raise Failure(told(read.diagnostics, read.texts))
    if read.diagnostics:
        print(told(read.diagnostics, read.texts), file=sys.stderr)
    return read.plan
