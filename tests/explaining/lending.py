"""A small pack about lending books, to which a test adds the rules it speaks of."""

from pathlib import Path

from coverdict import Pack, open_pack

_PACK = """\
pack:
  id: lending
  version: 0.1.0
  title: May this book go home with the reader?
  window: {from: 2026-01-01, until: 2027-01-01}
  service-date: loan.date
  questions:
    - {id: loan, title: May the book be lent?, decides: lendable, reports: [fee, shelf, duty.stamp]}
presumptions:
  - fact: reader.adult
    is: true
    title: the reader is an adult
    cites: [house-rules.adults]
    effective: {from: 2026-01-01, until: open}
"""
_SOURCES = f"""\
document:
  id: house-rules
  title: The house rules
  file: rules.txt
  digest: sha256:{"0" * 64}
  rank: manual
  held: true
statements:
  - id: adults
    at: {{block: 1, sentence: 1}}
    digest: sha256:{"1" * 64}
    says: Adults may borrow books.
    role: encoded
  - id: rare
    at: {{block: 2, sentence: 1, heading: Rare books}}
    digest: sha256:{"2" * 64}
    says: Rare books stay in the house.
    role: encoded
"""
_FACTS = """\
facts:
  - {id: loan.date, title: the day of the loan, type: date, asks: When?, asked-of: patient}
  - id: reader.adult
    title: the reader is an adult
    title-when-false: the reader is a child
    type: boolean
    asks: Is the reader of age?
    asked-of: patient
  - id: book.kind
    title: the kind of book
    type: choice
    of: {novel: a novel, atlas: an atlas, rare-book: a rare book}
    asks: What kind of book is it?
    asked-of: provider
    changeable: true
  - id: book.marks
    title: marks in the book
    type: choices
    of: [dog-ears, pencil, stains]
    asks: What marks are in it?
    asked-of: provider
  - {id: books.out, title: books out already, type: count, asks: How many?, asked-of: patient}
  - {id: book.price, title: the price, type: money, asks: How much is it?, asked-of: provider}
"""
_PARAMETERS = """\
parameters:
  - id: most-books
    title: number of books allowed
    type: count
    values:
      - {effective: {from: 2026-01-01, until: open}, is: 5, cites: [house-rules.adults]}
  - id: deposit-rate
    title: deposit rate
    type: percent
    values:
      - {effective: {from: 2026-01-01, until: open}, is: 20, cites: [house-rules.adults]}
"""
_CODES = """\
code-sets:
  - id: large-books
    title: large books
    cites: [house-rules.rare]
    codes: {atlas: an atlas, rare-book: a rare book}
"""
_CONCLUSIONS = """\
criteria:
  - id: lendable
    title: the book may be lent
    title-when-false: the book stays in the house
    otherwise: {is: false, cites: [house-rules.rare]}
    may-be-stated: {asks: May it be lent?, asked-of: provider}
choices:
  - {id: shelf, title: the shelf it goes to, of: {low: the low shelf, high: the high shelf}}
amounts:
  - id: fee
    title: deposit
    type: money
    is: {percent: {of: $book.price, by: $deposit-rate}}
    cites: [house-rules.adults]
    round: {to: "0.05", mode: half-up}
duties:
  - id: duty.stamp
    title: the book is stamped
    who: provider
    do: Stamp the book.
    by: before it leaves
    cites: [house-rules.adults]
"""
_RULES = """\
rules:
  - id: adults-borrow
    title: adults may borrow books
    cites: [house-rules.adults]
    effective: {from: 2026-01-01, until: open}
    when: {all: [{reader.adult: true}, {books.out: {below: $most-books}}]}
    unless: {book.kind: rare-book}
    then: {lendable: true, duty.stamp: true}
  - id: large-books-low
    title: large books usually stand low
    cites: [house-rules.rare]
    effective: {from: 2026-01-01, until: open}
    modality: usually
    when: {book.kind: {in: $large-books}}
    then: {shelf: low}
"""
_SCENARIOS = """\
scenarios:
  - id: a-novel
    title: an adult borrows a novel
    case: {loan.date: 2026-03-02, reader.adult: true, books.out: 1, book.kind: novel}
    expect: {verdict: covered, rests-on: [adults-borrow]}
"""


def write_pack(folder: Path, rules: str = "", scenarios: str = _SCENARIOS) -> Path:
    """The pack in a folder of its own; ``rules`` are list items, four columns in."""
    files = {
        "pack.yaml": _PACK,
        "sources/house-rules.yaml": _SOURCES,
        "facts/loans.yaml": _FACTS,
        "parameters/limits.yaml": _PARAMETERS,
        "codes/books.yaml": _CODES,
        "rules/conclusions.yaml": _CONCLUSIONS,
        "rules/lending.yaml": _RULES + rules,
        "scenarios/loans.yaml": scenarios,
    }
    for name, text in files.items():
        path = folder / "lending" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "lending"


def lending(folder: Path, when: str = "{reader.adult: true}", then: str = "{shelf: high}") -> Pack:
    """The pack with one more rule, ``added``, that has this condition and this conclusion."""
    rule = f"""\
  - id: added
    title: a rule of the test
    cites: [house-rules.adults]
    effective: {{from: 2026-01-01, until: open}}
    when: {when}
    then: {then}
"""
    opened = open_pack(write_pack(folder, rule), "lending")
    assert opened.pack is not None, opened.diagnostics
    return opened.pack
