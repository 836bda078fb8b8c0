"""The command line as a whole: its commands, and how the process starts and ends."""

from __future__ import annotations

from typing import Annotated

import typer

from coverdict_cli import new, sources
from coverdict_cli.ask import ask
from coverdict_cli.batch import batch
from coverdict_cli.check import check
from coverdict_cli.decide import decide
from coverdict_cli.estimate import estimate
from coverdict_cli.explain import explain
from coverdict_cli.explain_code import explain_code
from coverdict_cli.failing import told_clearly
from coverdict_cli.fmt import fmt
from coverdict_cli.matrix import matrix
from coverdict_cli.opening import engine_version
from coverdict_cli.output import emit
from coverdict_cli.sample import sample
from coverdict_cli.scenarios import scenarios
from coverdict_cli.schema import schema
from coverdict_cli.show import show

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # rich would be loaded for every help page
)


def _version(wanted: bool) -> None:
    if wanted:
        emit(f"coverdict {engine_version()}\n")
        raise typer.Exit


@app.callback()
def coverdict(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Decide coverage questions from rules that are data, and cite a source for every step."""


app.command()(decide)
app.command()(ask)
app.command()(explain)
app.command()(estimate)
app.command()(batch)
app.command()(sample)
app.command()(show)
app.command()(check)
app.command("test")(scenarios)
app.command()(explain_code)
app.command()(fmt)
app.command()(schema)
app.add_typer(new.app, name="new")
sources.app.command("matrix")(matrix)
app.add_typer(sources.app, name="sources")


def main() -> None:
    """Run the command that the process was started with."""
    with told_clearly():
        app(prog_name="coverdict")
