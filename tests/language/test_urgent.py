"""Which words mean danger wherever they stand in a message, and which only look like it."""

import re
import time
from importlib import resources
from pathlib import Path

import pytest
import yaml

from bot.language.urgent import find_danger

TRAINING = Path(__file__).parents[2] / "data" / "nlu"

DANGER = {
    "self_harm": (
        "Some nights I think I'll just kill myself",
        "he told his teacher he was going to kil him self",
        "I want to end my life and I'm sorry",
        "she has been feeling suicidle since monday",
        "i feel so suisidal",
        "I have thoughts of suicide",
        "I do not want to live any more",
        "i dont wanna be here any more",
        "He'd rather die than walk through that gate",
        "My ten-year-old wishes he was dead",
        "I don’t see the point in living",
        "I can't see any way out",
        "there is no way out for me",
        "Lately I'm thinking about not being here",
        "I have no reason to go on living",
        "why should I carry on living",
        "tired of being alive",
        "they'd all be better off without me",
        "everybody would be happier without me",
        "she self-harms most evenings",
        "he was found trying to hang himself",
        "cutting her arms again",
        "there was a belt round his neck",
        "I've taken all the tablets in the house",
        "she took an over dose on friday",
        "he stood on the platform and tried to jump in front of a train",
        "I'm frightened I'll do something stupid",
        "my brother sent me a text saying goodbye to us",
        "my mum has left a goodbye note",
        "nie chcę żyć",
        "quiero morir",
        "i wont to die",
        "she dont wont to be alive",
        "there's only one way out for me",
        "my sister texted sorry for everything and won't pick up",
        "I've put my affairs in order",
        "no quero viver, quero morrer",
        "The letter is dated 4 November and they won't amend. Section F is the same. "
        "I don't know why I'm asking because I want to die.",
    ),
    "immediate": (
        "he is hitting me as we speak",
        "my husband is beating my daughter",
        "she's strangling her brother",
        "my son is biting the baby",
        "he beat me now, what I do",
        "my lad's got a knife",
        "he has got hold of the kitchen nife",
        "she's laying into her little brother",
        "he has us locked in",
        "my doter is mising",
        "he pushed his sister down the stairs",
        "no sign of her since lunch",
        "she never arrived and nobody knows where she is",
        "my ex is threatening to kill us",
        "he threatend to burn the house",
        "he's trying to suffocate her",
        "she has her hands round his throat",
        "we are hiding in the cupboard from him",
        "I'm locked in the bathroom with the baby",
        "my ex is kicking the front door in",
        "please call the police",
        "send an ambulence",
        "my daughter is missing",
        "he's missing, he went out at four",
        "my grandson has gone missing since breakfast",
        "she has run off and it's dark",
        "he ran out of the playground and nobody can find him",
        "I can't find my son",
        "we carnt find him anywhere",
        "no one knows where she is",
        "my boy has not come home",
        "someone has taken my child",
        "he's on the roof of the garage",
        "she is out on the window ledge",
        "he is not breathing",
        "my baby cant breathe",
        "she's turning blue",
        "he swallowed bleach",
        "the kitchen is on fire",
        "this is an emergency",
        "there's blood everywhere",
        "They named the wrong school on the 9th, B and F are fine, I wanted to ask about "
        "section I but he's attacking my mum",
    ),
    "child_at_risk": (
        "the escort slapped my son on the way in",
        "a carer has been hurting him",
        "teecher hit my daughter",
        "the escort on the minibus slaps him",
        "they keep him locked up at that school",
        "the helper twists her arm",
        "someone has been touching him",
        "the taxi driver grabbed her",
        "he was hit by a member of staff",
        "bruises on his back",
        "bruses all over her legs",
        "he comes home with marks and won't say why",
        "she's being abused",
        "my nephew is being groomed",
        "sexual abuse at his old school",
        "there is a safeguarding concern",
        "how do I report child abuse",
        "they lock him in the store cupboard",
        "he was locked in a room all afternoon",
        "they strap her to the chair, tied to a chair at lunch",
        "they held him face down on the floor",
        "they don't feed him at his dad's",
        "the kids were left home alone",
        "it will be a forced marriage",
        "I'm scared of my stepdad",
        "I might hurt him, I mean it",
        "I'm frightened of what I might do to her",
        "I hit my child last night",
        "I think I could hurt her",
    ),
    "end_of_strength": (
        "I can't go on",
        "i carnt go on like this",
        "we cannot cope",
        "I can't take any more of it",
        "I can't do this any more",
        "I'm at breaking point",
        "at the end of my teather",
        "I've nothing left to give",
        "I think I'm having a breakdown",
        "close to a nervous brakedown",
        "I'm on my knees",
        "our family is falling apart",
        "I've not slept for four days",
        "I've thought about putting him into care",
        "I don't know how I'll get through tonight",
    ),
}

HARMLESS = (
    "cheers for that",
    "three other parents have seen it",
    "we are six in one room",
    "they did nothing for 3 months",
    "fever",
    "hold her hand",
    "he's missing school because there is no transport",
    "she's missing out on her speech therapy",
    "he is missing his OT sessions",
    "my son has missed a year",
    "page 4 is missing",
    "his dyslexia is missing from section B",
    "he can't go on the school trip",
    "she cannot go on the bus by herself",
    "he can't carry on at that school after July",
    "the council are killing time",
    "this letter is hitting us hard",
    "the deadline is hard to hit",
    "I might hit my deadline",
    "I can't find the letter",
    "I can't find him a school",
    "we couldn't find her certificate",
    "I lost my son's letter",
    "nobody knows where he is going in September",
    "is mediation the only way out of this dispute",
    "he wants to live with his dad during the week",
    "they don't want to live near the unit",
    "he can't use a knife and fork",
    "she's working on her cutting and knife skills",
    "we're locked in a dispute with the council",
    "they are in danger of missing the date",
    "the phone keeps going dead",
    "we live 12 kms away",
    "it says emergency annual review, it's an emergency review",
    "they want to end the plan",
    "ending his plan at 19",
    "the council took his hours to panel",
    "they are closing the plan",
    "they finished the assessment and said no",
    "it's over my head",
    "he runs out of time in tests",
    "I've run out of time to appeal",
    "he hasn't come back to school since half term",
    "the officer hasn't come back to me",
    "she can't feed herself",
    "he was excluded for five days",
    "the school discriminated against him",
    "I want to take it to court",
    "the social worker is helping us",
    "the police check for his escort",
    "his taxi was late, the driver was ill",
    "I'm so angry with them",
    "I'm worried about my son",
    "I feel let down",
    "it's a nightmare to fill in",
    "the house move was on the 3rd",
    "he'll be 16 in May",
    "goodbye",
    "bye for now, thanks",
    "can he stay in his school while we appeal",
    "I've had enough of waiting for the letter",
    "that is a weight off",
    "they refused to assess, the letter is dated 3 October 2026",
    "I disagree with sections B, F and I",
    "is the certificate still alive or has it run out",
    "what is the point of mediation",
    "do I end up paying",
    "he won't get up for school",
    "we can't get up the hill with his wheelchair",
    "the classroom is empty by three",
    "her room is empty of sensory things",
    "they keep him in at break",
    "the window was shut in the summer",
    "my husband is coming for me at four",
    "my son is going for an assessment",
    "she was off sick and not being here when the letter came meant I missed it",
    "it's easier not being there",
    "is there an easier way out of mediation",
    "the plan will finish in july",
    "his plan will end in june",
    "my son's plan should end when he's 25",
    "the life skills course will end soon",
    "I got my papers in order",
    "sorry for everything being muddled",
    "there is no sign of the letter",
    "no sign of her report",
    "no sign of him getting a place",
    "the taxi never arrived",
    "the letter never arrived and nobody can tell me why",
    "she isn't getting the speech therapy",
    "he isn't getting up to date lessons",
    "the teacher pulls him out of class for phonics",
    "the TA hits her targets",
    "the escort holds his hand",
    "the staff have grabbed the chance to help him",
    "my ex has taken him out of school",
    "the school took him off roll",
    "he left school at two for his appointment",
    "mum died in march",
    "his dad died last year",
    "she wants to be a vet",
    "he wants to be here at this school",
    "she doesn't want to be at that school",
    "he doesn't want to be in mainstream",
    "we're dying to hear",
    "I'm dead against it",
    "the council is dead slow",
    "I'll die on this hill",
    "over my dead body will he go there",
    "he's falling behind",
    "we are at the end of the process",
    "end of the line with the council",
    "he has a breakdown of hours",
    "I need a breakdown of the costs",
    "the placement has broken down",
    "the taxi broke down",
    "he broke my phone",
    "I'm shattered",
    "I'm fed up of waiting",
    "we can't go on Tuesday",
    "I can't carry on with the form tonight",
    "can't find her on the list",
    "cannot find him on the system",
    "he ran out of the hall once in year 2",
    "she has run off before, it should be in section B",
    "he has gone off school dinners",
    "I've locked myself out of my account",
    "lock the date in",
    "he will not let me brush his hair",
    "nobody knows what to do",
    "they don't know where she is meant to go in September",
    "his behaviour has got worse and he lashes out",
    "he hits out when he's anxious, section B doesn't say so",
    "she can be violent",
    "he bites when he is overwhelmed and the plan doesn't mention it",
    "he has no sense of danger",
    "she isn't safe crossing roads",
    "school can't keep him safe",
    "he needs two to one because he runs off",
    "history of self injury isn't in the plan",
    "he was restrained in 2023 and it is in the report",
    "the social worker hurt my feelings",
    "I could murder that officer",
    "the wait is killing us",
    "it's doing my head in",
    "he sleeps on the floor by choice",
    "kept in a file",
    "the office was shut in August",
    "my case was locked in a dispute",
    "they've shut away the complaint",
    "the form is touching three pages",
    "been touching base with the SENCO",
)


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in DANGER.items() for text in texts]
)
def test_words_of_danger_are_found_and_told_apart(kind: str, text: str) -> None:
    """Danger that is said outright is found, and named by its gravest kind."""
    assert find_danger(text) == kind


@pytest.mark.parametrize("text", HARMLESS)
def test_everyday_words_are_not_danger(text: str) -> None:
    """What parents say about schools, letters and days does not sound the alarm."""
    assert find_danger(text) is None


@pytest.mark.parametrize("kind", DANGER)
def test_danger_is_found_in_capitals_and_after_a_long_letter(kind: str) -> None:
    """Neither shouting nor a page of other things hides it."""
    page = "The council has written about the plan and we do not agree with section F. " * 60
    for text in DANGER[kind]:
        assert find_danger(text.upper()) == kind
        assert find_danger(f"{page}{text}") is not None


def test_no_phrase_learnt_as_harmless_sounds_the_alarm() -> None:
    """The words of danger and the training phrases agree about what is harmless."""
    harmless = [
        (item["intent"], phrase.removeprefix("- "))
        for file in sorted(TRAINING.glob("*.yml"))
        for item in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]
        if not item["intent"].startswith("danger/")
        for phrase in item["examples"].splitlines()
    ]
    alarms = [(intent, phrase) for intent, phrase in harmless if find_danger(phrase)]
    assert len(harmless) > 1000
    assert alarms == []


def test_the_gravest_kind_is_named_first() -> None:
    """A message that holds several kinds is answered for the gravest."""
    assert find_danger("I can't cope and I want to die") == "self_harm"
    assert find_danger("I'm at breaking point and he is hitting me") == "immediate"


def test_no_pattern_repeats_without_a_bound() -> None:
    """Every repetition has an upper limit, so that no message can make the search slow."""
    source = resources.files("bot.language").joinpath("urgent.yml").read_text(encoding="utf-8")
    for patterns in yaml.safe_load(source).values():
        for pattern in patterns:
            assert not re.search(r"(?<!\\)[*+]|\{\d*,\}", pattern), pattern


@pytest.mark.parametrize(
    "piece",
    [
        "he ran off and ",
        "i can't find my ",
        "my husband is ",
        "text message note sent ",
        "no point in ",
        "a" * 50,
        "the ",
        " ",
        "bruises ",
    ],
)
def test_the_search_takes_time_in_proportion_to_the_length(piece: str) -> None:
    """Ten times the text takes about ten times as long, whatever half-matches it is made of."""
    short, long = piece * (4_000 // len(piece)), piece * (40_000 // len(piece))
    find_danger(short)
    assert fastest(long) < 40 * max(fastest(short), 0.002)


def fastest(text: str) -> float:
    """The shortest of three searches, in seconds."""
    taken = []
    for _ in range(3):
        start = time.perf_counter()
        find_danger(text)
        taken.append(time.perf_counter() - start)
    return min(taken)
