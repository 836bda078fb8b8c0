from dataclasses import replace

from coverdict.auditing.documents.editions import Edition, held_against
from coverdict.loading.documents import sentences
from coverdict.writing.relocating import relocated
from tests.writing.test_next_editions import BENCH, DOG, GATE, OLD
from tests.writing.test_registers import read

NEW = f"sha256:{'f' * 64}"


def edition(now: str) -> Edition:
    checked, over = held_against(read(OLD).statements, sentences(now))
    return Edition("sign", "The sign", "sign.txt", NEW, False, {}, checked, over)


def test_only_places_and_the_digest_of_the_file_are_rewritten() -> None:
    found = relocated(read(OLD), edition(f"Rules\n\n{BENCH}\n{DOG}\n{GATE}".replace("Rules\n", "")))
    expected = (
        OLD.replace("{block: 1, sentence: 1}", "{block: 4, sentence: 1}")
        .replace(
            "at:\n      block: 2\n      sentence: 1\n      heading: Anything",
            "at: {block: 3, sentence: 1}",
        )
        .replace("{block: 3, sentence: 1}, digest", "{block: 2, sentence: 1}, digest")
        .replace(f'"sha256:{"0" * 64}"', NEW)
    )
    assert found == expected


def test_where_more_than_places_changed_the_digest_of_the_file_stays() -> None:
    found = relocated(read(OLD), edition(f"\n{GATE}\nCats may.\n{BENCH}"))
    assert NEW not in found
    assert found == OLD.replace("{block: 1, sentence: 1}", "{block: 2, sentence: 1}").replace(
        "{block: 3, sentence: 1}", "{block: 4, sentence: 1}"
    )


def test_a_register_that_is_up_to_date_stays_as_it_is() -> None:
    same = replace(edition(f"{GATE}\n{DOG}\n{BENCH}"), digest=f"sha256:{'0' * 64}")
    unmoved = OLD.replace("\n      heading: Anything # old", "")
    assert (
        relocated(
            read(unmoved),
            replace(
                same,
                statements=held_against(
                    read(unmoved).statements, sentences(f"{GATE}\n{DOG}\n{BENCH}")
                )[0],
            ),
        )
        == unmoved
    )
