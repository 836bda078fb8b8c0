"""``coverdict explain --row``: a row that a batch has decided, explained in full and held against the output."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coverdict_cli.failing import INTERNAL, Failure, failure
from coverdict_cli.knowledge import find_pack
from coverdict_cli.opening import opened_pack, told
from coverdict_cli.run_files import Run, digest_of, read_run

if TYPE_CHECKING:
    from coverdict.api.answering import Explanation
    from coverdict.populations.queries import Asked
    from coverdict.populations.tables import Form
    from coverdict.populations.written_rows import Cells
    from coverdict.vocabulary.cases import Case
    from coverdict.vocabulary.packs import Pack


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which row of which output; ``table`` and ``pack`` say where its table and its rules are now."""

    output: Path
    row: int
    conclusion: str | None
    table: Path | None
    pack: str | None
    knowledge: Path | None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was not decided."""

    row: int
    says: str


@dataclass(frozen=True, slots=True)
class Agreeing:
    """A row that says what the explanation says, in the columns that were compared."""

    row: int
    says: str
    columns: tuple[str, ...]
    pack: Pack
    explanation: Explanation


def explained_row(wanted: Wanted) -> Agreeing | Rejected:
    """The row with its explanation; where the two differ, a failure that names the columns."""
    run = read_run(wanted.output)
    if not 1 <= wanted.row <= run.rows:
        raise failure(f"no row {wanted.row}", f"the table had {run.rows:,} rows, numbered from 1")
    row = _row(wanted.output, wanted.row)
    if row is None:
        return _rejected(wanted, run)
    pack = _pack(wanted, run)
    asked = _asked(pack, run)
    return _held_against(wanted, row, asked, _case(wanted, run, asked))


def as_json(found: Agreeing | Rejected) -> str:
    """The row with its explanation, or why it has none."""
    from coverdict.presenting.as_json import as_json as plain

    if isinstance(found, Rejected):
        return plain({"row": found.row, "rejected": found.says})
    return plain({"row": found.row, "agrees_in": found.columns, "explanation": found.explanation})


def _rejected(wanted: Wanted, run: Run) -> Rejected:
    cells = _row(run.rejects, wanted.row)
    if cells is None:
        raise failure(
            f"row {wanted.row} is neither in `{wanted.output}` nor in `{run.rejects}`",
            "they are no longer what the run wrote: let `coverdict batch` write them again",
        )
    column, value, reason = (cells.get(name) for name in ("column", "value", "reason"))
    where = f"`{value}` in the column `{column}` is " if column else ""
    return Rejected(
        wanted.row, f"Row {wanted.row} of {wanted.output} was rejected: {where}{reason}."
    )


def _pack(wanted: Wanted, run: Run) -> Pack:
    """The pack with the very rules of the run: with others, this would explain something else."""
    pack = opened_pack(find_pack(wanted.pack or run.pack, wanted.knowledge))
    if pack.digest != run.digest:
        raise failure(
            f"`{pack.id}` {pack.version} is not the pack that decided: that was `{run.id}`"
            f" {run.version} with the digest {run.digest}",
            "name the folder of that one with --pack, or run the batch again",
        )
    return pack


def _asked(pack: Pack, run: Run) -> Asked:
    from coverdict.populations.queries import Asked

    question = pack.questions[run.question]
    return Asked(pack, question, run.known, run.undated, run.wanted, run.conclusions, run.presume)


def _case(wanted: Wanted, run: Run, asked: Asked) -> Case:
    from coverdict.populations.cells import Source
    from coverdict.populations.row_cases import cases_of_rows
    from coverdict.populations.tables import Unreadable
    from coverdict.populations.verdict_files import CaseTable, Side

    path = wanted.table or run.table
    if not path.is_file():
        raise failure(f"no file `{path}`", "say with --table where the table is now")
    if digest_of(path) != run.sha256:
        raise failure(f"`{path}` is not the table that the run read", "name that one with --table")
    sources = tuple(
        Source(each["column"], each["fact"], each["type"], each["cents"], each["values"])
        for each in run.sources
    )
    try:
        return cases_of_rows(CaseTable(path, _form(path)), Side(asked, sources), [wanted.row])[
            wanted.row
        ]
    except Unreadable as error:
        raise failure(f"`{path}` can't be read: {error}") from None


def _held_against(wanted: Wanted, row: Cells, asked: Asked, case: Case) -> Agreeing:
    import coverdict
    from coverdict.populations.told_rows import asking_of, told_of
    from coverdict.populations.written_rows import differing
    from coverdict_cli.explain import checked_conclusion

    checked_conclusion(asked.pack, wanted.conclusion)
    answer = coverdict.explain(asked.pack, case, asking_of(asked, case), wanted.conclusion)
    found = told_of(asked, case)
    if isinstance(answer, coverdict.Refusal) or isinstance(found, coverdict.Refusal):
        refused = answer if isinstance(answer, coverdict.Refusal) else found
        assert isinstance(refused, coverdict.Refusal)
        raise Failure(told(refused.diagnostics), INTERNAL)
    differences = list(differing(row, found))
    if differences:
        listed = "".join(
            f"\n  {name}: {there} there, {here} here" for name, there, here in differences
        )
        raise failure(
            f"row {wanted.row} of `{wanted.output}` does not say what the rules say:{listed}",
            "if nobody changed the output, this is a fault of ours: please report it",
            INTERNAL,
        )
    says = f"Row {wanted.row} of {wanted.output} agrees with this in {_number(len(found))}."
    return Agreeing(wanted.row, says, tuple(found), asked.pack, answer)


def _number(columns: int) -> str:
    return "its one column" if columns == 1 else f"all its {columns} columns"


def _row(path: Path, number: int) -> Cells | None:
    from coverdict.populations.tables import Unreadable
    from coverdict.populations.written_rows import written_row

    try:
        return written_row(path, _form(path), number)
    except Unreadable as error:
        raise failure(f"`{path}` can't be read: {error}") from None


def _form(path: Path) -> Form:
    from coverdict_cli.batch_files import form_of

    return form_of(path)
