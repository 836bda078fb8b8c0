"""The register of diagnostic codes: one line each, grouped by layer, never reused.

CV1xx reading files and YAML, CV2xx shape, CV3xx knowledge, CV4xx cases, CV5xx scenarios, CV9xx
internal. What each one means and how it is mended stands in docs/codes.md.
"""

CODES: dict[str, str] = {
    # Files
    "CV101": "file not found",
    "CV102": "folder in place of a file",
    "CV103": "file that cannot be opened",
    "CV104": "file too large",
    "CV105": "file that is not UTF-8 text",
    # YAML and JSON as a whole
    "CV110": "not readable as YAML",
    "CV111": "empty file",
    "CV112": "more than one document in a file",
    "CV113": "nested too deep",
    "CV114": "character that does not show",
    "CV115": "tab",
    "CV116": "instruction to the YAML reader",
    # Keys, and what YAML puts before a value
    "CV120": "duplicate key",
    "CV121": "key that is not a text",
    "CV122": "anchor",
    "CV123": "alias",
    "CV124": "merge key",
    "CV125": "tag",
    # The folder of a pack
    "CV130": "folder without a pack.yaml",
    "CV131": "file in no known folder",
    # Values that YAML readers disagree on
    "CV132": "number in a form that is not exact everywhere",
    "CV133": "whole number too long",
    "CV134": "time of day outside quotes",
    "CV135": "date with a time",
    "CV136": "number that is not finite",
    "CV137": "true or false in another word",
    "CV138": "no value",
    "CV140": "not readable as JSON",
    # Documents beside a pack
    "CV141": "document not at hand",
    # Shape
    "CV201": "unknown key",
    "CV202": "missing key",
    "CV203": "wrong type",
    "CV204": "value outside a closed list",
    "CV205": "text in another form",
    "CV206": "empty text, list or group",
    "CV207": "day that is in no calendar",
    "CV208": "too few or too many parts",
    "CV209": "item repeated in a list",
    "CV210": "number too small",
    "CV211": "key that another key rules out",
    "CV212": "refused by the schema for another reason",
    # Knowledge
    "CV301": "undeclared fact or conclusion read",
    "CV302": "reference to nothing",
    "CV303": "statement that is not registered",
    "CV304": "undeclared conclusion",
    "CV305": "precedence over an unknown rule",
    "CV306": "value outside a list",
    "CV307": "value of another type",
    "CV308": "comparison that does not fit the type",
    "CV310": "one id for two things",
    "CV311": "period that ends before it begins",
    "CV312": "day without a value",
    "CV313": "day with two values",
    "CV314": "conclusions that rest on one another",
    "CV315": "encoded statement that nothing cites",
    "CV316": "advice that nobody is given",
    "CV317": "unreviewed statement",
    "CV318": "citation of a statement that decides nothing",
    "CV319": "question about nothing declared",
    "CV320": "service date that is no date",
    "CV321": "statement without a digest",
    "CV322": "conclusion read where only facts are known",
    "CV325": "values of different kinds",
    # Cases
    "CV401": "not a case",
    "CV402": "option that is not name=value",
    "CV403": "empty case",
    "CV404": "unknown fact",
    "CV405": "conclusion stated as a fact",
    "CV406": "two values for one fact",
    "CV407": "facts that cannot be true together",
    # Scenarios
    "CV501": "unknown name in a scenario",
    "CV502": "scenario that is like itself",
}
