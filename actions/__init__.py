"""The guide's custom actions; `rasa run actions` finds them here."""

from actions.advice import GiveAdvice
from actions.asking import (
    AskCertificateDate,
    AskCertificateDateConfirmed,
    AskDecision,
    AskHasCertificate,
    AskLetterDate,
    AskLetterDateConfirmed,
    AskSchoolOnlyConfirmed,
    AskSections,
    ValidateCaseForm,
)
from actions.listening import TakeAnswers
from actions.managing import AskToForget, Forget, Keep, OfferChanges, RepeatAdvice, StartAgain
from actions.replying import AnswerQuestion, Greet, HelpInDanger, NotUnderstood, OtherCase
from actions.telling_more import TellMore

__all__ = [
    "AnswerQuestion",
    "AskCertificateDate",
    "AskCertificateDateConfirmed",
    "AskDecision",
    "AskHasCertificate",
    "AskLetterDate",
    "AskLetterDateConfirmed",
    "AskSchoolOnlyConfirmed",
    "AskSections",
    "AskToForget",
    "Forget",
    "GiveAdvice",
    "Greet",
    "HelpInDanger",
    "Keep",
    "NotUnderstood",
    "OfferChanges",
    "OtherCase",
    "RepeatAdvice",
    "StartAgain",
    "TakeAnswers",
    "TellMore",
    "ValidateCaseForm",
]
