"""``coverdict sources``: documents registered, registers held against documents, and editions against each other."""

from __future__ import annotations

import typer

from coverdict_cli.catalogue import catalogue
from coverdict_cli.matrix import matrix
from coverdict_cli.sources_drift import drift
from coverdict_cli.sources_index import index
from coverdict_cli.sources_verify import verify

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)


@app.callback()
def sources() -> None:
    """Register source documents, verify them, and see what a new edition changes."""


app.command()(index)
app.command()(verify)
app.command()(drift)
app.command()(matrix)
app.command()(catalogue)
