"""``coverdict sample``: a made-up table of cases for a pack."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from coverdict_cli.batch import installed
from coverdict_cli.batch_files import beside, form_of, put
from coverdict_cli.failing import failure
from coverdict_cli.knowledge import find_pack
from coverdict_cli.opening import opened
from coverdict_cli.options import ForceOption, KnowledgeOption
from coverdict_cli.output import can_be_written


def sample(
    pack: Annotated[str, typer.Argument(metavar="PACK", help="The pack: its name, or its folder.")],
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", metavar="FILE", help="The table: .parquet, .csv, .jsonl or .ndjson."
        ),
    ],
    rows: Annotated[
        int, typer.Option("--rows", "-n", min=0, max=10**10, help="How many rows.")
    ] = 1000,
    seed: Annotated[int, typer.Option("--seed", help="Another seed makes another table.")] = 1,
    silent: Annotated[
        int,
        typer.Option(
            "--silent", min=0, max=100, help="Per cent of the cells drawn that are empty."
        ),
    ] = 10,
    force: ForceOption = False,
    knowledge: KnowledgeOption = None,
) -> None:
    """Make up a table of cases from a pack's facts; it is no claims data."""
    installed()
    form = form_of(output)
    can_be_written(output, force)
    found, scenarios = opened(find_pack(pack, knowledge))
    from coverdict.populations.batch import Unwritten
    from coverdict.populations.sampling import sample_query, write_sample

    query = sample_query(found, [each.case for each in scenarios], rows, seed, silent)
    with beside(output) as folder:
        try:
            write_sample(query, folder / "sample", form, folder)
        except Unwritten as error:
            raise failure(f"`{output}` could not be written: {error}") from None
        put(folder / "sample", output)
    print(f"{rows:,} made-up rows in {output}; they are no claims data", file=sys.stderr)
