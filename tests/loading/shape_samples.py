"""Sound files of some kinds, for tests to change in one place, and what the schemas refuse in them."""

from pathlib import Path

from coverdict.loading.schemas import SchemaStore, schema_diagnostics
from coverdict.loading.strict_yaml import read_yaml
from coverdict.vocabulary.diagnostics import Diagnostic

ROOT = Path(__file__).parents[2]
STORE = SchemaStore(ROOT / "schemas")
PERIOD = "{from: 2026-01-01, until: open}"
RULE = f"""rules:
  - id: a.rule
    title: it is so
    cites: [doc.one]
    effective: {PERIOD}
    when: {{visit.setting: home}}
    then: {{covered: true}}
"""
FACT = "facts: [{id: a, title: t, asks: q?, asked-of: provider, type: money}]"
AMOUNT = "amounts: [{id: a, title: t, type: money}]"
SOURCE = f"""document: {{id: doc, title: T, rank: manual, file: f.txt, digest: "sha256:{"0" * 64}"}}
statements: [{{id: one, at: {{block: 1, sentence: 1}}, digest: "sha256:{"0" * 64}", says: s, role: encoded}}]
"""
SCENARIO = "scenarios: [{id: a, title: t, case: {x: 1}, expect: {verdict: covered}}]"


def refused(kind: str, text: str) -> list[Diagnostic]:
    node, found = read_yaml(text, "f.yaml")
    assert node is not None, found
    return list(schema_diagnostics(node, kind, STORE))


def only(kind: str, text: str) -> tuple[str, str, str | None, str]:
    """The code, message, help and place of the one diagnostic."""
    (found,) = refused(kind, text)
    place = found.span
    assert place is not None
    return found.code, found.message, found.help, f"{place.line}:{place.column}"


def when(condition: str) -> str:
    return RULE.replace("{visit.setting: home}", condition)
