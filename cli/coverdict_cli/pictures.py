"""Pictures of reports as files: their names looked at before the work, their bytes written at its end, whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from coverdict_cli.batch_files import beside, put
from coverdict_cli.failing import MISUSED, failure
from coverdict_cli.output import can_be_written

_KINDS = (".svg", ".png")


def checked_picture(path: Path | None) -> None:
    """Fail now where the picture could not be drawn or written in the end."""
    if path is None:
        return
    if path.suffix.lower() not in _KINDS:
        raise failure(
            f"`{path}` is no name for the picture", "name a file that ends in .svg or .png", MISUSED
        )
    can_be_written(path, over=True)
    from importlib.util import find_spec

    if find_spec("matplotlib") is None:
        raise failure(
            "the picture needs matplotlib, which is not installed",
            "install the extra: pip install 'coverdict[plot]'",
        )


def write_picture(path: Path, drawn: Callable[[str], bytes]) -> None:
    """Write what ``drawn`` makes of the kind of picture, ``svg`` or ``png``, over a file that is there."""
    content = drawn(path.suffix.lower().removeprefix("."))
    with beside(path) as folder:
        made = folder / path.name
        made.write_bytes(content)
        put(made, path)
