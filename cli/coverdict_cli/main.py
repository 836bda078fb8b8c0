"""The command line as a whole: its commands, and how the process starts and ends."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Annotated

import typer

from coverdict_cli.failing import told_clearly
from coverdict_cli.output import emit

_COMMANDS = {
    "decide": "decide",
    "ask": "ask",
    "explain": "explain",
    "estimate": "estimate",
    "batch": "batch",
    "impact": "impact",
    "contradict": "contradict",
    "sample": "sample",
    "show": "show",
    "check": "check",
    "test": "scenarios",
    "explain-code": "explain_code",
    "fmt": "fmt",
    "schema": "schema",
}
"""The module of each command, which has a function of the same name."""
_GROUPS = ("new", "sources")


def _version(wanted: bool) -> None:
    if wanted:
        import coverdict

        emit(f"coverdict {coverdict.__version__}\n")
        raise typer.Exit


def coverdict(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Decide coverage questions from rules that are data, and cite a source for every step."""


def command_line(first: str | None = None) -> typer.Typer:
    """All commands; where the ``first`` argument names one, only that, since each takes time to put together."""
    app = typer.Typer(
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,  # rich would be loaded for every help page
    )
    app.callback()(coverdict)
    alone = first if first in _COMMANDS or first in _GROUPS else None
    for name, module in _COMMANDS.items():
        if alone in (None, name):
            app.command(name)(getattr(import_module(f"coverdict_cli.{module}"), module))
    for name in _GROUPS:
        if alone in (None, name):
            app.add_typer(import_module(f"coverdict_cli.{name}").app, name=name)
    return app


def main() -> None:
    """Run the command that the process was started with."""
    with told_clearly():
        command_line(sys.argv[1] if len(sys.argv) > 1 else None)(prog_name="coverdict")
