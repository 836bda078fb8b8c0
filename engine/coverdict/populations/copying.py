"""How rows are written to a file of a form, and read back to be counted."""

from __future__ import annotations

from pathlib import Path

from sqlglot import exp

from coverdict.populations.intake import ID
from coverdict.populations.tables import Form, identifier, text_literal
from coverdict.populations.verdict_columns import LISTS, REFUSED
from coverdict.vocabulary.packs import Pack


def cells_of(query: exp.Query, pack: Pack, form: Form, id: str | None) -> str:
    """The columns as the form can hold them: several ids are a list, in CSV a text with blanks."""
    cells = []
    for name in query.named_selects:
        quoted = identifier(name)
        if name == ID and id is not None:
            cells.append(f"{ID} AS {identifier(id)}")
        elif name in LISTS and form is not Form.CSV:
            split = f"string_split({quoted}, ' ')"
            cells.append(f"CASE WHEN {quoted} = '' THEN [] ELSE {split} END AS {quoted}")
        elif (
            name in pack.amounts and form is Form.JSON_LINES
        ):  # its numbers would become binary ones
            cells.append(f"CAST({quoted} AS VARCHAR) AS {quoted}")
        elif name not in (ID, REFUSED):
            cells.append(quoted)
    return ", ".join(cells)


def copied(query: str, path: Path, form: Form) -> str:
    """The statement that writes what a query gives to a file."""
    options = {Form.CSV: ", HEADER", Form.PARQUET: ", COMPRESSION zstd", Form.JSON_LINES: ""}
    return f"COPY ({query}) TO {text_literal(str(path))} (FORMAT {form.value}, USE_TMP_FILE false{options[form]})"


def read_back(path: Path, form: Form) -> str:
    """The relation of what was written."""
    match form:
        case Form.PARQUET:
            return f"read_parquet({text_literal(str(path))})"
        case Form.CSV:
            return f"read_csv({text_literal(str(path))}, header=true, all_varchar=true, delim=',', quote='\"')"
        case Form.JSON_LINES:
            return f"read_ndjson_objects({text_literal(str(path))})"
