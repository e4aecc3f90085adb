"""Words around a date that tell whose date it is and how sure it is."""

from bot.language.dates.vocabulary import words

PRINTED = words(
    "issued dated date dates says say saying states stated printed written headed reads"
    " dtd datd dayted datid datted"
    " sez ses marked typed shows showing heading titled top page front corner header"
)
ARRIVAL = words(
    "arrived arrive arrives came come comes got get getting received recieved receive recived"
    " reveived landed opened delivered reached doormat postman picked collected found inbox"
    " postmarked read turned receipt receved recieve signed"
    " dropped showed saw noticed spotted gave given handed brought"
    " passed forwarded downloaded through arived arrivd mat doorstep letterbox portal"
    " delivery signature"
)
SENT = words("sent emailed posted mailed messaged")
WRITING = words("wrote write writes writing written")
MAKING = words("make makes made done drawn drew produced prepared typed finalised finalized")
GOT = words("got get gets getting")
SAYING = words("say says saying sez said")
LETTER = words(
    "letter leter lettr letters decision notice refusal plan ehcp council councils email latter"
    " lettter lette paper document pdf"
)
PLANS = words("plan ehcp version")
FORMER = words("last previous old former")
COUNCIL = words("council councils")
CERTIFICATE = words(
    "certificate certificates cert certificat certifcate certificte sertificate certficate"
    " certifikate certifcat"
)
EVENT = words(
    "ask meeting review appointment hearing tribunal mediation rang phoned called spoke appeal"
    " applied requested asked request panel birthday report form assessed exclusion excluded call"
    " visit session complaint complained tuesday's until till til by since due expires starts"
    " transport bus taxi badge attendance dla pip heard hear chased chase"
    " assessment mias wrote contacted started diagnosis diagnosed"
)
COPIES = words("copy copies")
ENVELOPE = COPIES | words("resent envelope postmark stamp franked")
DEADLINE = words("deadline expires expire expired due run runs ends finishes finish")
ADDRESSEES = words(
    "them council the herts hertfordshire send school kids mediator mediation tribunal"
)
CHANNEL = words("on by via in through")
DECIDED = words(
    "decided answer answered finalised finalized refused rejected declined turned refusing"
    " reject refuse denied refuze refuzed"
)
ASKED_FOR = words("request requested assessment asked applied appeal assess assessed")
ALOUD = words("told tell tells telling phoned rang mentioned verbally phone")
NOT_SAID = words("said saying say says sez")
ABOUT_WHAT = words(
    "no not wont refusing refuse refused declining denying about re regarding against"
)
ARTICLES = words("a an the any this his her my our their new fresh further another")
WITHOUT = words("no havent without dont not any need never yet want wheres")
HAVING = words("ive have weve has hes shes had")
BIRTH = frozenset({"born", "dob", "birth", "birthday", "bday", "d.o.b"})
WEAK = frozenset({"until", "till", "til", "by", "since", "due", "expires", "starts", "started"})
BREAKS = frozenset({".", ";", "!", "?", "\n"})
SOFT_BREAKS = frozenset(
    {
        ",",
        "(",
        ")",
        "and",
        "but",
        "then",
        "although",
        "though",
        "so",
        "because",
        "whereas",
        "while",
        "however",
        "-",
        ":",
    }
)
ABOUT = words(
    "about around approx approximately aprox roughly circa near nearly almost before after between"
    " bout abt arround than over under even good like commencing"
    " beginning ending wc"
)
UNSURE = words(
    "think maybe mabye perhaps probably possibly might guess believe unsure reckon could perhaps"
    " presumably fairly prob probs suppose"
)
NOT = words("not doesnt didnt isnt wasnt aint never isn wasn forget ignore scrap disregard")
MISTAKES = words("mistake mistakes typo misprint error wrong")
HESITATION = words("oh er erm um uh ah wait sorry well hang actually")
FILLERS = frozenset(
    {"say", "says", "was", "the", "on", "dated", "a", "from", "its", "it", "is", "date", "for"}
)
TAKEN_BACK = frozenset({"said", "put", "typed", "wrote", "told", "entered", "thought"})
INSTEAD = words("sorry meant mean actually should correction wait oops ment")
INSTEAD_NEAR = frozenset({"no", "nope", "rather", "instead"})
JOINING = frozenset({",", "and", "&", "the", "on", "or", "/", "-", "to", "again"})
SMALL = words(
    "it its was is the on from i think maybe im not sure yes no yeah ok of a that and my one"
    " this date day hi hello sorry um er just about so probably definitely says dated letter"
    " sent decision council councils herts hertfordshire refusal final plan ehcp ehc needs our"
    " new gp certificate mediation cert leter notice amended actually for in at to well oh me be"
    " what way back ive letters yep typo wrong guess please thanks thank"
    " you made dear parent mr mrs ms"
)
COPULAS = words("is its was says say dated date from be being reads shows : = has")
