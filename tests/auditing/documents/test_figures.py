import pytest

from coverdict.auditing.documents.figures import FigureChange, changed_figures


@pytest.mark.parametrize(
    ("was", "now", "changes"),
    [
        ("It costs $2,480.", "It costs $2,560.50.", [("$2,480", "$2,560.50")]),
        ("You pay 20% of it.", "You pay 25 percent of it.", [("20%", "25 percent")]),
        ("By 2026-01-31.", "By 2027-01-31.", [("2026-01-31", "2027-01-31")]),
        (
            "From January 1, 2026 on.",
            "From March 1, 2026 on.",
            [("January 1, 2026", "March 1, 2026")],
        ),
        ("Within three weeks.", "Within 4 weeks.", [("three", "4")]),
        (
            "In 2026 it is $5 for OT and $5 for PT.",
            "In 2027 it is $6 for OT and $6 for PT.",
            [("$5", "$6"), ("2026", "2027")],
        ),
        ("It is $3 million.", "It is $4 million.", [("$3 million", "$4 million")]),
        ("For twenty-five days.", "For thirty days.", [("twenty-five", "thirty")]),
        ("At most 12 items.", "At most a few items.", [("12", None)]),
        ("Some items.", "Some items, 3 at most.", [(None, "3")]),
        ("For 3 days, $2.", "It is $2 for 3 days.", []),
        ("The dog may enter.", "The dog may march.", []),
    ],
)
def test_figures_that_only_one_wording_has_are_paired_by_kind(
    was: str, now: str, changes: list[tuple[str | None, str | None]]
) -> None:
    found = changed_figures(was, now)
    assert sorted(found, key=str) == sorted((FigureChange(*each) for each in changes), key=str)
