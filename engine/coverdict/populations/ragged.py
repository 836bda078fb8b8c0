"""CSV with rows that have a cell too many or too few: the sound rows in a file of their own, and the others told.

DuckDB ends at such a row, or passes it over without its number; so the file is read once more, row by row.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from coverdict.populations.tables import Table, Unreadable, csv_relation, text_literal

_NUMBER = "\x00row"
_RAGGED = "more or fewer cells than the header"


@dataclass(frozen=True, slots=True)
class SoundRows:
    """The rows of a CSV file that have a cell for each name of its header, in a file made for them."""

    path: Path
    names: tuple[str, ...]
    ragged: Path

    def table(self) -> Table:
        """The table as DuckDB reads it, the others beside it."""
        number = f'CAST("{_NUMBER}" AS BIGINT)'
        relation = csv_relation(self.path, (_NUMBER, *self.names))
        others = csv_relation(self.ragged, ("row",))
        unread = (
            f"(SELECT CAST(row AS BIGINT) AS row, {text_literal(_RAGGED)} AS reason FROM {others})"
        )
        columns = dict.fromkeys(self.names, "VARCHAR")
        return Table(f"(SELECT * FROM {relation})", columns, number, unread=unread)


def sound_rows(path: Path, names: Sequence[str], folder: Path) -> SoundRows:
    """Read the whole file, and write both parts into the folder. Raises Unreadable and OSError."""
    sound, ragged = folder / "sound.csv", folder / "ragged.csv"
    with (
        path.open(encoding="utf-8-sig", newline="") as stream,
        sound.open("w", encoding="utf-8", newline="") as kept,
        ragged.open("w", encoding="utf-8", newline="") as others,
    ):
        rows = csv.reader(stream, strict=True)
        write, tell = csv.writer(kept).writerow, csv.writer(others).writerow
        write((_NUMBER, *names))
        tell(("row",))
        number = 0
        try:
            next(rows)
            for row in rows:
                if not row and len(names) > 1:  # an empty line is no row
                    continue
                number += 1
                cells = row or [""]
                if len(cells) == len(names):
                    write((number, *cells))
                else:
                    tell((number,))
        except csv.Error:
            raise Unreadable(f"line {rows.line_num} can't be read") from None
        except UnicodeDecodeError:
            raise Unreadable("it is not UTF-8 text") from None
    return SoundRows(sound, tuple(names), ragged)
