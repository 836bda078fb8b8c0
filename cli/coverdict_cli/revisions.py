"""Packs as they stood in a revision of a git repository: read by git into a folder of their own."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from coverdict_cli.failing import failure
from coverdict_cli.knowledge import Place, find_pack
from coverdict_cli.opening import nearest

_DECLARATION = "pack.yaml"
_FILE = "100"  # the modes of files begin so; links and other repositories have others


@contextmanager
def pack_or_revision(
    wanted: str, knowledge: Path | None, repository: Path | None
) -> Iterator[Place]:
    """The pack of that name or folder, or ``REVISION:path/to/pack``; the latter is there as long as it is used."""
    revision, colon, path = wanted.partition(":")
    if not colon or Path(wanted).is_dir():
        yield find_pack(wanted, knowledge)
        return
    import tempfile

    if not revision:
        raise failure(
            f"no revision in `{wanted}`", "write it before the colon: HEAD~1:path/to/pack"
        )
    files = _files(revision, path, repository or Path())
    with tempfile.TemporaryDirectory(prefix="coverdict-") as folder:
        top = Path(folder) / (PurePosixPath(path).name or "pack")
        for name, content in files:
            target = top / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        yield Place(top, top.name, wanted)


def _files(revision: str, path: str, repository: Path) -> list[tuple[str, bytes]]:
    """The files below the path, by name, as the revision has them; filters and hooks are not run."""
    commit = _commit(revision, repository)
    tree = f"{commit}:{path.rstrip('/')}"
    if _git(repository, "cat-file", "-t", tree).strip() != b"tree":
        raise failure(
            f"no folder `{path}` in revision `{revision}`", _packs_in(commit, path, repository)
        )
    listed = _git(repository, "ls-tree", "-r", "-z", "--end-of-options", tree)
    entries = [_entry(each) for each in listed.split(b"\0") if each]
    wrong = next((name for mode, _, name in entries if not _is_plain(mode, name)), None)
    if wrong is not None:
        raise failure(
            f"`{wrong}` in revision `{revision}` is no plain file", "a pack is plain files"
        )
    contents = _contents(repository, [object for _, object, _ in entries])
    return [(name, content) for (_, _, name), content in zip(entries, contents, strict=True)]


def _commit(revision: str, repository: Path) -> str:
    if not repository.is_dir():
        raise failure(
            f"no folder `{repository}`", "name the folder of a git repository with --repo"
        )
    if _git(repository, "rev-parse", "--git-dir") == b"":
        where = "this folder" if repository == Path() else f"`{repository}`"
        raise failure(f"{where} is in no git repository", "name one with --repo")
    named = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    found = _git(repository, *named).decode().splitlines()
    if not found:
        raise failure(
            f"no revision `{revision}`", "name a commit, branch or tag, such as HEAD~1 or main"
        )
    return found[-1]


def _packs_in(commit: str, path: str, repository: Path) -> str | None:
    """The folder that may be meant, among those of the revision that hold a pack."""
    listed = _git(repository, "ls-tree", "-r", "-z", "--name-only", "--full-tree", commit)
    names = [PurePosixPath(each.decode(errors="replace")) for each in listed.split(b"\0")]
    packs = [str(name.parent) for name in names if name.name == _DECLARATION]
    same = [pack for pack in packs if PurePosixPath(pack).name == PurePosixPath(path).name]
    if same:
        return f"did you mean `{same[0]}`?"
    return nearest(path, packs) or "name the pack's folder from the top of the repository"


def _entry(listed: bytes) -> tuple[str, str, str]:
    """The mode, the object and the name."""
    head, _, name = listed.partition(b"\t")
    mode, _, object = head.decode().split(" ")
    return mode, object, os.fsdecode(name)


def _is_plain(mode: str, name: str) -> bool:
    return mode.startswith(_FILE) and ".." not in PurePosixPath(name).parts


def _contents(repository: Path, objects: Sequence[str]) -> Iterator[bytes]:
    asked = "".join(f"{each}\n" for each in objects).encode()
    left = _git(repository, "cat-file", "--batch", given=asked)
    for _ in objects:
        head, _, left = left.partition(b"\n")
        size = int(head.split(b" ")[2])
        yield left[:size]
        left = left[size + 1 :]


def _git(repository: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git prints; nothing where it fails."""
    command = ["git", "-C", str(repository), *arguments]
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(
            command, input=given, capture_output=True, env=environment, check=False
        )
    except FileNotFoundError:
        raise failure("git is not installed", "name two folders instead of a revision") from None
    return done.stdout if done.returncode == 0 else b""
