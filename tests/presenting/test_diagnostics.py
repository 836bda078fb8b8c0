import json
from typing import Any

from coverdict.presenting.diagnostics import as_json, as_sarif, as_text, summary
from coverdict.vocabulary.diagnostics import Diagnostic, Related, Severity, Span

FEE = Diagnostic(
    "CV132",
    "`600.00` is a decimal number outside quotes",
    "it would become a binary fraction",
    Span("facts/fees.yaml", 2, 6, 2, 12),
    'put it in quotes: `"600.00"`',
)
TWICE = Diagnostic(
    "CV120",
    "key `fee` stands twice",
    "only one would count",
    Span("facts/fees.yaml", 3, 1, 3, 4),
    related=(Related("it stands here first", Span("facts/fees.yaml", 2, 1, 2, 4)),),
)
TEXT = "# fees\nfee: 600.00\nfee: 5\n"


def at(line: str, span: Span) -> list[str]:
    """The excerpt that is shown of the line."""
    found = Diagnostic("CV101", "m", "w", span)
    return as_text([found], lambda _: line).splitlines()[2:-4]


def sarif(*diagnostics: Diagnostic) -> Any:  # noqa: ANN401 - a document of JSON
    return json.loads(as_sarif(diagnostics, "1.2.3"))


def test_a_finding_is_told_with_its_line_its_reason_and_its_mend() -> None:
    assert as_text([FEE], lambda _: TEXT) == (
        "error[CV132]: `600.00` is a decimal number outside quotes\n"
        "  --> facts/fees.yaml:2:6\n"
        "  |\n"
        "2 | fee: 600.00\n"
        "  |      ^^^^^^\n"
        " why: it would become a binary fraction\n"
        ' help: put it in quotes: `"600.00"`\n'
        "\n"
        "1 error\n"
        "more about a code: coverdict explain-code CV132"
    )


def test_without_sources_no_line_is_shown_and_related_places_are_notes() -> None:
    assert as_text([TWICE], None) == (
        "error[CV120]: key `fee` stands twice\n"
        "  --> facts/fees.yaml:3:1\n"
        " why: only one would count\n"
        " note: it stands here first: facts/fees.yaml:2:1\n"
        "\n"
        "1 error\n"
        "more about a code: coverdict explain-code CV120"
    )


def test_findings_stand_in_the_order_of_their_places() -> None:
    text = as_text([TWICE, FEE], None)
    assert text.index("CV132") < text.index("CV120")
    assert text.splitlines()[-2:] == ["2 errors", "more about a code: coverdict explain-code CV132"]


def test_nothing_found_is_no_text() -> None:
    assert as_text([], None) == ""


def test_a_finding_without_a_place_has_no_arrow() -> None:
    text = as_text([Diagnostic("CV130", "no pack", "none", None)], lambda _: TEXT)
    assert text.startswith("error[CV130]: no pack\n why: none\n\n1 error\n")


def test_warnings_alone_do_not_lead_to_the_page_of_a_code() -> None:
    warning = Diagnostic("CV421", "m", "w", severity=Severity.WARNING)
    assert as_text([warning], None).endswith("\n\n1 warning")
    assert as_text([warning, FEE], None).endswith("coverdict explain-code CV132")


def test_errors_and_warnings_are_counted() -> None:
    warning = Diagnostic("CV301", "m", "w", severity=Severity.WARNING)
    assert summary([FEE, TWICE, warning]) == "2 errors, 1 warning"
    assert summary([warning]) == "1 warning"
    assert summary([]) == "no errors"


def test_the_underline_stands_under_wide_letters() -> None:
    assert at("漢字: yes", Span("f", 1, 5, 1, 8)) == ["  |", "1 | 漢字: yes", "  |       ^^^"]


def test_a_span_of_several_lines_is_underlined_on_its_first() -> None:
    assert at("a: [1,\n2]", Span("f", 1, 4, 2, 3)) == ["  |", "1 | a: [1,", "  |    ^^^"]


def test_a_place_behind_the_end_of_a_line_still_has_its_caret() -> None:
    assert at("a:", Span("f", 1, 9, 1, 9))[-1] == "  |   ^"


def test_a_line_that_is_not_there_or_blank_is_not_shown() -> None:
    assert at("a: 1", Span("f", 7, 1, 7, 2)) == []
    assert at("a\n\nb", Span("f", 2, 1, 2, 2)) == []


def test_of_a_long_line_the_part_around_the_place_is_shown() -> None:
    _, line, underline = at("x" * 400 + "yes" + "z" * 400, Span("f", 1, 401, 1, 404))
    assert line == "1 | …" + "x" * 50 + "yes" + "z" * 47 + "…"
    assert underline.index("^") == line.index("yes")
    assert underline.count("^") == 3


def test_what_does_not_show_cannot_fake_a_message() -> None:
    found = Diagnostic("CV201", "unknown key `a\x1b[2K\nerror`", "w", Span("f\r", 1, 1, 1, 2))
    text = as_text([found], lambda _: "\x1b[2K\u202e")
    assert "unknown key `a\\x1b[2K\\nerror`" in text
    assert "--> f\\r:1:1" in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_json_has_every_field_and_the_counts() -> None:
    told = json.loads(as_json([TWICE]))
    place = {"file": "facts/fees.yaml", "line": 3, "column": 1, "end-line": 3, "end-column": 4}
    assert (told["errors"], told["warnings"]) == (1, 0)
    (found,) = told["diagnostics"]
    assert list(found) == ["code", "severity", "message", "why", "help", "place", "related"]
    assert (found["place"], found["help"]) == (place, None)
    assert found["related"][0]["place"]["line"] == 2


def test_json_does_not_depend_on_the_order_of_findings() -> None:
    assert as_json([FEE, TWICE]) == as_json([TWICE, FEE, FEE])


def test_sarif_has_the_parts_that_code_hosts_read() -> None:
    told = sarif(TWICE, FEE)
    (run,) = told["runs"]
    assert told["version"] == "2.1.0"
    assert run["tool"]["driver"]["version"] == "1.2.3"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["CV120", "CV132"]
    assert [result["ruleIndex"] for result in run["results"]] == [1, 0]


def test_sarif_rules_carry_their_pages() -> None:
    told = json.loads(as_sarif([FEE, TWICE], "1.2.3", {"CV132": "# CV132: a page"}))
    without, rule = told["runs"][0]["tool"]["driver"]["rules"]
    assert rule["help"] == {
        "text": "coverdict explain-code CV132",
        "markdown": "# CV132: a page",
    }
    assert "help" not in without


def test_sarif_places_are_relative_and_related_places_are_numbered() -> None:
    result = sarif(TWICE)["runs"][0]["results"][0]
    physical = result["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"] == {"uri": "facts/fees.yaml"}
    assert physical["region"] == {"startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 4}
    assert result["relatedLocations"][0]["id"] == 1


def test_sarif_takes_names_with_blanks_and_findings_without_a_place() -> None:
    run = sarif(Diagnostic("CV101", "m", "w", Span("my é:.yaml")), Diagnostic("CV130", "m", "w"))[
        "runs"
    ][0]
    assert "locations" not in run["results"][0]
    (location,) = run["results"][1]["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "my%20%C3%A9%3A.yaml"
