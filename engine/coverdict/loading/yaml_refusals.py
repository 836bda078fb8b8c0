"""What strict YAML refuses in a document's structure, in words: one function a refusal."""

from coverdict.loading.yaml_scalars import Refusal, shortened
from coverdict.vocabulary.diagnostics import Diagnostic, Related, Span

MAX_DEPTH = 100


def refused_value(refusal: Refusal, span: Span) -> Diagnostic:
    """A plain scalar that has no value."""
    return Diagnostic(refusal.code, refusal.message, refusal.why, span, refusal.help)


def empty_file(file: str) -> Diagnostic:
    """Nothing in the file but blanks and comments."""
    return Diagnostic(
        "CV111",
        "empty file",
        "nothing can be read from it",
        Span(file),
        "write its content, or delete the file",
    )


def second_document(span: Span) -> Diagnostic:
    """A line `---` behind a document."""
    return Diagnostic(
        "CV112",
        "second document in one file",
        "only the first one would be read",
        span,
        "take the line `---` away, or move what follows it to a file of its own",
    )


def too_deep(span: Span) -> Diagnostic:
    """A list or group of keys inside too many others."""
    return Diagnostic(
        "CV113",
        f"nested more than {MAX_DEPTH} levels deep",
        "no rule and no case nests like that, so a bracket is probably left open",
        span,
        "close the bracket, or give a part of the condition a criterion of its own",
    )


def directive(span: Span) -> Diagnostic:
    """A line such as `%YAML 1.1` or `%TAG`."""
    return Diagnostic(
        "CV116",
        "instruction to the YAML reader",
        "it can change how the rest of the file is read",
        span,
        "take the line that begins with `%` away",
    )


def duplicate_key(key: str, span: Span, first: Span) -> Diagnostic:
    """A key that already stands in the same group."""
    return Diagnostic(
        "CV120",
        f"key `{shortened(key)}` stands twice",
        "only one of the two would count",
        span,
        "take one of them away, or rename it",
        related=(Related(f"`{shortened(key)}` stands here first", first),),
    )


def key_not_text(key: str, span: Span) -> Diagnostic:
    """A key that YAML would read as a number, a truth value or nothing."""
    if not key:
        why = "a value without a name says nothing"
        return Diagnostic("CV121", "a key is missing", why, span, "write the key before the colon")
    return Diagnostic(
        "CV121",
        f"key `{shortened(key)}` is not a text",
        "YAML readers make a number, true, false or nothing of it, and the name is lost",
        span,
        f'put it in quotes: `"{shortened(key)}"`',
    )


def key_not_scalar(span: Span) -> Diagnostic:
    """A key in brackets or braces."""
    return Diagnostic(
        "CV121",
        "a list or a group of keys stands where a key must",
        "a key is one text",
        span,
        "put a text that begins with a bracket or a brace in quotes",
    )


def anchor(name: str, span: Span) -> Diagnostic:
    """`&name` before a value."""
    return Diagnostic(
        "CV122",
        f"anchor `&{shortened(name)}`",
        "a value would be used far from where it stands",
        span,
        "take the anchor away, or put a text in quotes",
    )


def alias(name: str, span: Span) -> Diagnostic:
    """`*name` in place of a value."""
    return Diagnostic(
        "CV123",
        f"alias `*{shortened(name)}`",
        "what holds here would have to be looked up elsewhere",
        span,
        "write the value here, or put a text in quotes",
    )


def merge_key(span: Span) -> Diagnostic:
    """The key `<<`."""
    return Diagnostic(
        "CV124",
        "merge key `<<`",
        "it brings in keys that do not stand here",
        span,
        "write the keys here",
    )


def tag(span: Span) -> Diagnostic:
    """`!tag` before a value."""
    return Diagnostic(
        "CV125",
        "tag before a value",
        "a tag changes the type of a value, and types are declared in the pack",
        span,
        "take the tag away, or put a text that begins with `!` in quotes",
    )


def no_value(key: str | None, span: Span) -> Diagnostic:
    """A key, or a list's dash, with nothing behind it."""
    what = "this list item" if key is None else f"`{shortened(key)}`"
    help_ = "write a value, or take it away"
    if key is not None and ":" in key:
        help_ = f"put a blank after the colon: `{shortened(key.replace(':', ': ', 1))}`"
    why = (
        "nothing at all could mean unknown, none or forgotten, and a decision must not guess which"
    )
    return Diagnostic("CV138", f"{what} has no value", why, span, help_)
