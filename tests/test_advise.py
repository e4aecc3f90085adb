"""The advise command: one case in, its answer out, and one sentence where it cannot be."""

from __future__ import annotations

import json

import pytest

from bot.__main__ import main


def test_the_answer_as_json_is_the_advice(capsys: pytest.CaptureFixture[str]) -> None:
    """With the fields of the library."""
    options = ["--decision", "refusal_to_assess", "--letter-date", "2026-10-01", "--json"]
    assert main(["advise", *options]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["contact_mediation_by"] == "2026-12-01"
    assert answer["route"] == "mediation_then_tribunal"


def test_the_answer_in_words_reads_like_the_conversation(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The same words as the chat's."""
    options = ["--decision", "plan_contents", "--sections", "B,F", "--letter-date", "2026-10-01"]
    assert main(["advise", *options, "--certificate-date", "2026-11-29"]) == 0
    said = capsys.readouterr().out
    assert "Appeal by Tuesday 29 December 2026." in said
    assert "**" not in said and "Why:" in said


def test_it_answers_as_of_another_day(capsys: pytest.CaptureFixture[str]) -> None:
    """For checking an answer given before."""
    options = ["--decision", "refusal_to_assess", "--letter-date", "2026-10-01", "--json"]
    assert main(["advise", *options, "--today", "2026-12-01"]) == 0
    assert json.loads(capsys.readouterr().out)["timing"] == "today"


@pytest.mark.parametrize(
    "options, sentence",
    [
        (["--decision", "refusal_to_assess"], "Give the date printed on the letter"),
        (["--decision", "plan_contents", "--letter-date", "2026-10-01"], "Say which sections"),
        (
            ["--decision", "plan_contents", "--sections", "Z", "--letter-date", "2026-10-01"],
            "no section 'Z'",
        ),
    ],
)
def test_a_case_that_cannot_be_worked_out_gets_one_sentence(
    options: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """And exit code 2."""
    assert main(["advise", *options]) == 2
    told = capsys.readouterr().err
    assert sentence in told and len(told.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "options, sentence",
    [
        (["--decision", "no_such_thing"], "there is no decision 'no_such_thing'"),
        (["--decision", "refusal_to_assess", "--letter-date", "2026-02-31"], "is not a date"),
        (["--decision", "refusal_to_assess", "--letter-date", "1/10/2026"], "is not a date"),
        ([], "--decision"),
    ],
)
def test_a_wrong_option_says_what_is_wrong(
    options: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """And exit code 2."""
    with pytest.raises(SystemExit) as stopped:
        main(["advise", *options])
    assert stopped.value.code == 2
    assert sentence in capsys.readouterr().err
