import coverdict


def test_the_public_names_are_these() -> None:
    assert set(coverdict.__all__) >= {
        "Asking",
        "Case",
        "Disagreement",
        "Refusal",
        "Verdict",
        "asking_for",
        "case_template",
        "decide",
        "describe",
        "explain",
        "open_pack",
        "read_case",
        "run_scenarios",
        "with_originals",
    }
    assert sorted(coverdict.__all__) == list(coverdict.__all__)


def test_every_public_name_leads_to_something() -> None:
    assert all(getattr(coverdict, name) is not None for name in coverdict.__all__)
