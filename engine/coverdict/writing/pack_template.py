"""A pack to start from: the smallest one that answers a question, every key explained beside it.

Enters an id, a title and a first day. Leaves the text of each file by its path in the folder of the pack.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from coverdict.loading.documents import document_digest, sentences
from coverdict.writing.scalars import inline

_DOCUMENT = "pool-rules.txt"
_RULES_OF_POOL = """\
Rules of the pool

A visitor of 12 years or more may swim alone.
"""

_PACK = """\
# A pack answers questions from rules that cite their sources. This one is a tiny example: change it file by file into
# your own, with `coverdict check` beside you. The language is explained in docs/language.md of Coverdict.
pack:
  id: {id}
  version: 0.1.0
  title: {title}
  # The dates of service that the pack can decide; `until` is the first day outside.
  window: {{from: {start}, until: {until}}}
  # The fact that says on which day it is: it chooses the rules in force.
  service-date: visit.date
  # What can be asked. The first question is the main one.
  questions:
    - id: swimming-alone
      title: May this visitor swim alone?
      # The criterion that answers it, declared in rules/swimming.yaml.
      decides: may-swim-alone
      # The answer in plain words, for each verdict.
      wording:
        covered: The visitor may swim alone.
        not-covered: The visitor may not swim alone.
        undetermined: It cannot be told yet whether the visitor may swim alone.
        conflicting: The rules speak both for and against it.
"""
_SOURCES = """\
# One file for each document. A rule cites a statement as `document.statement`, here `pool-rules.alone-from-age`.
document:
  id: pool-rules
  title: Rules of the pool
  # statute, regulation, national-determination, local-determination, manual, guidance, secondary, plan-internal
  rank: manual
  # A document that is not at hand is written with `held: false`, without file and digests.
  held: true
  file: {file}
  digest: {digest}
# Every sentence of the document has its place and the digest of its text, so that nobody can change it unnoticed.
statements:
  - id: heading
    at: {{block: 1, sentence: 1, heading: Rules of the pool}}
    digest: {heading}
    says: The heading of the rules.
    # What became of it: encoded, advice, definition, or, with a `why`, informative or out-of-scope.
    role: informative
    why: A heading decides nothing.
  - id: alone-from-age
    at: {{block: 3, sentence: 1, heading: Rules of the pool}}
    digest: {sentence}
    # What it says, in your own words: the sentence itself stays in the document.
    says: Whoever is at least 12 years old needs nobody along to swim.
    role: encoded
"""
_FACTS = """\
# What can be said about a case. Types: boolean, choice, choices, count, money, percent, date, dates.
# `coverdict new fact visitor.height --type count` writes another one to fill in.
facts:
  - id: visit.date
    title: the day of the visit
    type: date
    asks: On what day is the visit?
    asked-of: visitor
  - id: visitor.age
    title: the visitor's age in years
    type: count
    # The question in plain words, and who can answer it.
    asks: How old is the visitor?
    asked-of: visitor
"""
_PARAMETERS = """\
# Values that a source sets for a time. On every day of the pack's window a parameter has exactly one.
parameters:
  - id: alone-from-age
    title: the age from which a visitor may swim alone
    type: count
    values:
      - {{effective: {{from: {start}, until: open}}, is: 12, cites: [pool-rules.alone-from-age]}}
"""
_RULES = """\
# What is concluded (criteria, choices, amounts, duties), and the rules that conclude it.
# `coverdict new rule swimming.in-company` writes another rule to fill in.
criteria:
  - id: may-swim-alone
    title: the visitor may swim alone
    title-when-false: the visitor may not swim alone
    # What holds once every rule that could say otherwise is ruled out. Without it nothing follows from silence.
    otherwise: {{is: false, cites: [pool-rules.alone-from-age]}}

rules:
  - id: swimming.old-enough
    title: whoever is old enough may swim alone
    cites: [pool-rules.alone-from-age]
    effective: {{from: {start}, until: open}}
    # `$name` is the value of a parameter. Several conditions stand in a list under `all` or `any`.
    when: {{visitor.age: {{at-least: $alone-from-age}}}}
    then: {{may-swim-alone: true}}
"""
_SCENARIOS = """\
# Cases with the answer they must get: `coverdict test` decides them. Take one on each side of every limit.
# `coverdict new scenario a-name --from case.yaml` writes one from a case.
scenarios:
  - id: twelve
    title: a visitor of exactly the age swims alone
    case: {{visit.date: {start}, visitor.age: 12}}
    expect:
      verdict: covered
      # Rules and statements that the answer must rest on.
      rests-on: [swimming.old-enough, pool-rules.alone-from-age]
  - id: eleven
    title: a visitor a year younger does not
    # It starts from the case of another scenario, and says what is different.
    like: twelve
    case: {{visitor.age: 11}}
    expect: {{verdict: not-covered}}
"""
_FILES = {
    "pack.yaml": _PACK,
    f"documents/{_DOCUMENT}": _RULES_OF_POOL,
    "sources/pool-rules.yaml": _SOURCES,
    "facts/visitor.yaml": _FACTS.replace("{", "{{").replace("}", "}}"),
    "parameters/ages.yaml": _PARAMETERS,
    "rules/swimming.yaml": _RULES,
    "scenarios/swimming.yaml": _SCENARIOS,
}


def pack_template(id: str, title: str, start: date) -> Mapping[str, str]:
    """The files of a pack that passes every check, in force for a year from ``start``."""
    heading, sentence = sentences(_RULES_OF_POOL)
    said = {
        "id": id,
        "title": inline(title),
        "start": str(start),
        "until": str(date(start.year + 1, start.month, start.day)),
        "file": _DOCUMENT,
        "digest": document_digest(_RULES_OF_POOL.encode()),
        "heading": heading.digest,
        "sentence": sentence.digest,
    }
    return {path: text.format(**said) for path, text in _FILES.items()}
