import coverdict


def test_the_public_names_are_these() -> None:
    assert coverdict.__all__ == [
        "Asking",
        "Case",
        "CasePart",
        "Course",
        "Diagnostic",
        "Disagreement",
        "Estimate",
        "Explanation",
        "FilePart",
        "Interview",
        "OpenedPack",
        "OptionPart",
        "Pack",
        "Plan",
        "ReadCase",
        "ReadCourse",
        "ReadPlan",
        "Refusal",
        "Scenario",
        "ScenarioResult",
        "TextPart",
        "Verdict",
        "asking_for",
        "case_template",
        "course_template",
        "data_root",
        "decide",
        "describe",
        "estimate",
        "explain",
        "open_pack",
        "open_to_decide",
        "read_case",
        "read_course",
        "read_plan",
        "run_scenarios",
        "start_interview",
        "warnings_of",
        "with_originals",
    ]
    assert sorted(coverdict.__all__) == coverdict.__all__


def test_every_public_name_leads_to_something() -> None:
    assert all(getattr(coverdict, name) is not None for name in coverdict.__all__)
