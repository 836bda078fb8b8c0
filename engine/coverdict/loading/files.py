"""Files as text: whatever keeps one from being read is a diagnostic, never an exception.

Enters a path and the name to show for it. Leaves its text, with a byte-order mark skipped and line
ends as they are, or the reason why there is none.
"""

from pathlib import Path

from coverdict.vocabulary.diagnostics import Diagnostic, Span

MAX_BYTES = 5_000_000

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_text(path: Path, shown_as: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The text of the file, or None and what is wrong; never more than `MAX_BYTES` are read."""
    raw, found = read_bytes(path, shown_as, MAX_BYTES)
    return (None, found) if raw is None else decoded(raw, shown_as)


def read_bytes(path: Path, shown_as: str, most: int) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    """The bytes of the file, or None and what is wrong; of a file larger than ``most``, one byte more than that."""
    try:
        if path.is_dir():
            return None, (_folder(shown_as),)
        if path.exists() and not path.is_file():
            return None, (_unreadable(shown_as, "it is a device or a pipe"),)
        with path.open("rb") as stream:
            return stream.read(most + 1), ()
    except FileNotFoundError:
        return None, (_missing(path, shown_as),)
    except PermissionError:
        return None, (_unreadable(shown_as, "its permissions do not allow it"),)
    except (OSError, ValueError) as error:  # a name with a NUL raises ValueError
        reason = getattr(error, "strerror", None) or "no file can have this name"
        return None, (_unreadable(shown_as, reason),)


def decoded(raw: bytes, shown_as: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    r"""The text of the bytes, as for a file; for what comes from standard input or a request.

    >>> decoded(b"\xef\xbb\xbffee: 5", "standard input")
    ('fee: 5', ())
    """
    if len(raw) > MAX_BYTES:
        return None, (_too_large(shown_as),)
    if raw.startswith(_UTF_16_MARKS):
        return None, (_not_text(raw, 0, shown_as, "the file is UTF-16, not UTF-8"),)
    if b"\0" in raw:
        at = raw.index(b"\0")
        message = f"the file is not a text: byte {at + 1} is zero"
        return None, (_not_text(raw, at, shown_as, message),)
    body = raw.removeprefix(_BYTE_ORDER_MARK)
    try:
        return body.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        at = error.start + len(raw) - len(body)
        message = f"the file is not UTF-8 at byte {at + 1} (0x{raw[at]:02X})"
        return None, (_not_text(raw, at, shown_as, message),)


def _missing(path: Path, shown_as: str) -> Diagnostic:
    return Diagnostic(
        "CV101",
        f"no file `{shown_as}`",
        "there is nothing to read",
        Span(shown_as),
        _nearest(path),
    )


def _nearest(path: Path) -> str | None:
    """The names in the folder most like the one asked for."""
    try:
        if not path.parent.is_dir():
            return f"there is no folder `{path.parent.name}` either" if path.parent.name else None
        names = sorted(entry.name for entry in path.parent.iterdir())
    except OSError:
        return None
    from difflib import get_close_matches  # seldom needed

    near = get_close_matches(path.name, names, n=3, cutoff=0.6)
    return f"did you mean {' or '.join(f'`{name}`' for name in near)}?" if near else None


def _folder(shown_as: str) -> Diagnostic:
    return Diagnostic(
        "CV102",
        f"`{shown_as}` is a folder",
        "one file is read here",
        Span(shown_as),
        "name a file in it",
    )


def _unreadable(shown_as: str, reason: str) -> Diagnostic:
    return Diagnostic(
        "CV103",
        f"`{shown_as}` cannot be opened",
        reason[0].lower() + reason[1:],
        Span(shown_as),
        "check that it is an ordinary file that you may read",
    )


def _too_large(shown_as: str) -> Diagnostic:
    return Diagnostic(
        "CV104",
        f"`{shown_as}` is larger than {MAX_BYTES // 1_000_000} MB",
        "no file of a pack and no case is that large, so it is probably the wrong file",
        Span(shown_as),
        "name the right file, or split it; a file may be split as you like",
    )


def _not_text(raw: bytes, at: int, shown_as: str, message: str) -> Diagnostic:
    before = raw[:at].removeprefix(_BYTE_ORDER_MARK).decode("utf-8", "replace")
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    line, column = len(lines), len(lines[-1]) + 1
    return Diagnostic(
        "CV105",
        message,
        "its letters would be guessed",
        Span(shown_as, line, column, line, column + 1),
        "save it as UTF-8 in your editor",
    )
