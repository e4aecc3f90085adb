"""The `advise` command: one case in, its answer out, in words or as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date, datetime

from bot import clock
from bot.guidance import Case, Decision, IncompleteCase, advise

WRONG_OPTION = 2
QUESTIONS = {
    "sections": "Say which sections of the plan, such as --sections B F.",
    "letter_date": "Give the date printed on the letter, such as --letter-date 2026-10-01, "
    "or --letter-date-unknown.",
    "certificate_date": "Give the date printed on the certificate, such as "
    "--certificate-date 2026-11-29.",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--decision", required=True, type=_decision, metavar="DECISION")
    parser.add_argument("--sections", nargs="+", default=[], metavar="LETTER")
    parser.add_argument("--sections-unknown", action="store_true")
    parser.add_argument("--letter-date", type=_date, metavar="YYYY-MM-DD")
    parser.add_argument("--letter-date-unknown", action="store_true")
    parser.add_argument("--arrival-date", type=_date, metavar="YYYY-MM-DD")
    parser.add_argument("--certificate-date", type=_date, metavar="YYYY-MM-DD")
    parser.add_argument("--contacted-mediation", action="store_true")
    parser.add_argument("--event-date", type=_date, metavar="YYYY-MM-DD")
    parser.add_argument("--date-of-birth", type=_date, metavar="YYYY-MM-DD")
    parser.add_argument("--today", type=_date, metavar="YYYY-MM-DD", help="as of another day")
    parser.add_argument("--json", action="store_true", help="the Advice as JSON")


def run(chosen: argparse.Namespace) -> int:
    """Print the answer; 2, with one sentence, for a case that cannot be worked out."""
    letters = [letter for given in chosen.sections for letter in given.replace(",", " ").split()]
    today = chosen.today or clock.today()
    try:
        case = Case(
            decision=chosen.decision,
            sections=frozenset(letters),
            sections_unknown=chosen.sections_unknown,
            letter_date=chosen.letter_date,
            letter_date_unknown=chosen.letter_date_unknown,
            arrival_date=chosen.arrival_date,
            has_certificate=chosen.certificate_date is not None,
            certificate_date=chosen.certificate_date,
            contacted_mediation=chosen.contacted_mediation,
            event_date=chosen.event_date,
            date_of_birth=chosen.date_of_birth,
        )
        advice = advise(case, today=today)
    except IncompleteCase as incomplete:
        return _wrong(QUESTIONS[incomplete.question.value])
    except ValueError as error:
        return _wrong(str(error))
    if chosen.json:
        print(json.dumps(advice.as_json(), indent=2))
        return 0
    from actions.answer import answer_in_words
    from bot.words import WEB, council, words

    at = datetime.combine(today, clock.now().timetz()) if chosen.today else clock.now()
    print(
        answer_in_words(advice, case, at=at, channel=WEB, council=council(), said=words()).replace(
            "**", ""
        )
    )
    return 0


def _wrong(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return WRONG_OPTION


def _decision(text: str) -> Decision:
    try:
        return Decision(text)
    except ValueError:
        known = ", ".join(decision.value for decision in Decision)
        raise argparse.ArgumentTypeError(
            f"there is no decision {text!r}. It can be {known}"
        ) from None


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a date. Write it like 2026-10-01"
        ) from None
