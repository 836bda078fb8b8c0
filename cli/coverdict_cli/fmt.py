"""``coverdict fmt``: the YAML files of a pack in canonical form."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coverdict_cli.failing import WRONG, Failure, failure
from coverdict_cli.knowledge import Place, find_pack
from coverdict_cli.opening import told
from coverdict_cli.options import KnowledgeOption
from coverdict_cli.output import emit, write_new

if TYPE_CHECKING:
    from coverdict.vocabulary.diagnostics import Diagnostic

_ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class _Changed:
    """A file that is not in canonical form, as it is and as it would be."""

    path: Path
    shown_as: str
    before: str
    after: str


@dataclass(slots=True)
class _Found:
    """What became of the files: how many stay as they are, what changes, what can't be read."""

    unchanged: int = 0
    changed: list[_Changed] = field(default_factory=list)
    refused: list[Diagnostic] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)


def fmt(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PACK|FILE...",
            help="Packs, by name or folder, and single files, of a pack or not."
            " Default: the only pack there is.",
            show_default=False,
        ),
    ] = None,
    check: Annotated[
        bool,
        typer.Option("--check", help="Write nothing; exit 1 if a file is not in canonical form."),
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Write nothing; show what would change.")
    ] = False,
    knowledge: KnowledgeOption = None,
) -> None:
    """Put YAML files in canonical form; comments and meaning stay."""
    found = _Found()
    for path, shown_as in _files(names or [None], knowledge):
        _look_at(path, shown_as, found)
    if diff:
        emit("".join(map(_difference, found.changed)))
    else:
        emit("".join(_told_and_written(found, writes=not check)))
    if found.refused:
        print(told(found.refused, found.texts), file=sys.stderr)
    if found.refused or (check and found.changed):
        raise typer.Exit(WRONG)


def _told_and_written(found: _Found, writes: bool) -> Iterator[str]:
    """A line for each file that changes, once it is written, and one that counts them."""
    what = "put in canonical form" if writes else "not in canonical form"
    for each in found.changed:
        if writes:
            write_new(each.path.resolve(), each.after, over=True)
        yield f"{what}: {each.shown_as}\n"
    yield f"{_files_of(len(found.changed))} {what}, {found.unchanged} as it should be\n"


def _files(names: Sequence[str | None], knowledge: Path | None) -> Iterator[tuple[Path, str]]:
    """Every file that is meant, with the name to show for it."""
    for name in names:
        path = Path(name or "")
        if name is not None and (path.is_file() or path.suffix in _ENDINGS):
            if path.suffix not in _ENDINGS:
                raise failure(f"`{name}` is not a YAML file", "name a file that ends in .yaml")
            yield path, name
            continue
        place = find_pack(name, knowledge)
        _refuse_no_pack(place)
        for each in _of_pack(place.folder):
            yield each, f"{place.shown_as}/{each.relative_to(place.folder).as_posix()}"


def _refuse_no_pack(place: Place) -> None:
    from coverdict.loading.pack_files import no_pack

    if not (place.folder / "pack.yaml").is_file():
        raise Failure(told([no_pack(place.shown_as)]))


def _of_pack(folder: Path) -> list[Path]:
    from coverdict.loading.pack_files import FOLDERS

    known = (folder / name for name in (*FOLDERS, "examples"))
    below = (each for kind in known for each in kind.rglob("*.yaml") if each.is_file())
    return [folder / "pack.yaml", *sorted(below)]


def _look_at(path: Path, shown_as: str, found: _Found) -> None:
    from coverdict.api.opening import canonical_text
    from coverdict.loading.files import read_text

    text, problems = read_text(path, shown_as)
    if text is None:
        found.refused += problems
        return
    found.texts[shown_as] = text
    formatted = canonical_text(text, shown_as)
    if formatted.text is None:
        found.refused += formatted.diagnostics
    elif formatted.text.encode() != path.read_bytes():
        found.changed.append(_Changed(path, shown_as, text, formatted.text))
    else:
        found.unchanged += 1


def _difference(changed: _Changed) -> str:
    from difflib import unified_diff

    before, after = (text.splitlines(keepends=True) for text in (changed.before, changed.after))
    lines = unified_diff(before, after, changed.shown_as, changed.shown_as)
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def _files_of(count: int) -> str:
    return f"{count} file{'' if count == 1 else 's'}"
