"""Which words mean danger wherever they stand in a message, and how fast they are found."""

import re
from importlib import resources

import pytest
import yaml

from bot.language.urgent import find_danger, turns_back

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
        "she made an attempt on her life in July",
        "I no longer intend to stay alive",
        "he shouts let me die at the wall",
        "I'm tired of breathing",
        "I'd be glad if I never opened my eyes again",
        "It'd be easier if I dropped dead",
        "she says she wants to be in the ground",
        "thinking of jumpin of the brige",
        "I think I'll just walk into the sea",
        "I wish we both went in our sleep",
        "I've decided to leave this world",
        "what if his dad topped himself",
        "I keep thinking of doing myself in",
        "I'm not safe from myself",
        "I don't trust myself to be alone tonight",
        "she's self armin again",
        "i fink about dyin",
        "want 2 die tbh",
        "i rly wanna end it",
        "im done with life",
        "nt gna be ere much longa",
        "she has been looking up ways to die",
        "he's hidden razor blades under the bed",
        "she has planned her own funeral",
        "he asks who'd come to his funeral",
        "I deserve to die",
        "she's swallowed loads of my blood pressure pills",
        "chcę się zabić",
        "fiul meu spune că vrea să moară",
        "meu filho fala em se matar",
        "waxaan rabaa inaan is dilo",
    ),
    "immediate": (
        "he says he's coming to get us",
        "his dad said he'll come and get him tonight",
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
        "mum chucked her down the stairs",
        "he's got me pinned on the landing",
        "he says nobody's leaving alive",
        "ive lockd me n kids in bathrm",
        "mum is on the floor and not answering me",
        "mum wont wake up",
        "his eyes have rolled back",
        "her lips are blue",
        "he drank my methadone",
        "toddler's fallen in the pond",
        "he's dangling off the balcony",
        "she is stood on the wrong side of the bridge railing",
        "my boy is on the tracks",
        "he's running across the A414",
        "nobody's seen her since she left school at two",
        "ive lost im in the town center",
        "she as run off agen",
        "her real mum has snatched her from nursery",
        "he's poured petrol through the letterbox",
        "there's smoke coming from under his door",
        "the cooker's on fire",
        "he's turned all the gas taps on",
        "there's so much blood",
        "he has thrown boiling water over his sister",
        "she hit her head and she's being sick",
        "he's had nuts and his tongue is swelling",
        "he's chasing his sister round with a hammer",
        "my lad's got an axe in his hand",
        "he jus stabd his dad",
        "hes stranglin me",
        "he as his hand on my throte",
        "he aint breathin proper",
        "he come in wiv a nife",
        "please send help to my address",
        "mąż mnie bije",
        "copilul meu a dispărut",
        "mi hija no aparece",
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
        "they strapped him to it for an hour",
        "we are in a refuge with the kids",
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
        "my dad uses his belt on me",
        "aunty beats us with a coat hanger",
        "I can hear him being thrashed",
        "my step brother touches me",
        "a boy keeps putting his hand down her tights",
        "I think her cousin is doing stuff to her",
        "the carer films him in the bath",
        "the escort has been showing him mucky videos",
        "a man told her to take her top off on camera",
        "he's being blackmailed on snapchat",
        "four staff sat on him",
        "she was hosed down in the yard",
        "they taped his mouth",
        "she keeps him in a dog crate",
        "he holds his head under the water",
        "they beat the demon out of him",
        "they want to marry my sister off",
        "her mum's new man is a sex offender",
        "he was in prison for hurting kids",
        "I lost it and threw him onto the bed",
        "I pinched him over and over",
        "I get this urge to hurt him",
        "the scool keep lockin im in a cubord",
        "la profesora le pega a mi hijo",
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
        "there's nothing left in me",
        "I'm just an empty shell",
        "I begged social services to take him",
        "can I hand him over to the council",
        "our family won't survive another year of it",
        "i carnt do anuther nite",
        "I'm past coping",
        "I've gone to pieces",
        "I cry myself to sleep",
        "I need respite or I'll collapse",
        "my power is ended",
        "nie mam już siły",
        "we're right on the edge",
        "I'm going to end up in a psychiatric ward",
        "I dream of driving away and not coming back",
        "I've started drinking to get through bedtime",
        "I can't be his carer any longer",
        "I don't wash, I don't eat",
        "I've given up on everything",
    ),
}


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in DANGER.items() for text in texts]
)
def test_words_of_danger_are_found_and_told_apart(kind: str, text: str) -> None:
    """Danger that is said outright is found, and named by its gravest kind."""
    assert find_danger(text) == kind


@pytest.mark.parametrize("kind", DANGER)
def test_danger_is_found_in_capitals_and_after_a_long_letter(kind: str) -> None:
    """Neither shouting nor a page of other things hides it."""
    page = "The council has written about the plan and we do not agree with section F. " * 60
    for text in DANGER[kind]:
        assert find_danger(text.upper()) == kind
        assert find_danger(f"{page}{text}") is not None


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


@pytest.mark.timeout(60)
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
def test_a_text_of_any_length_is_searched_to_its_end(piece: str) -> None:
    """Whatever half-matches it is made of: what stands last is found."""
    flood = piece * (200_000 // len(piece))
    assert find_danger(f"{flood}. i want to kill myself") == "self_harm"


@pytest.mark.parametrize(
    "text, back",
    [
        ("ok now, back to the letter", True),
        ("I'm safe", True),
        ("can we carry on", True),
        ("nobody answers", False),
        ("I am not ok", False),
    ],
)
def test_who_turns_back_is_heard(text: str, back: bool) -> None:
    """So that the questions go on."""
    assert turns_back(text) is back
