"""Small words of statutory English that say where a phrase begins and ends.

Word lists of rules stand in `rules/_vocabulary`; these are the program's own, for walking a sentence, and say nothing of
any effect.
"""

from __future__ import annotations

DETERMINERS = frozenset(
    "a an the any each every all such that those this these another other some no its his her their whichever "
    "either both certain whoever one".split()
)
PRONOUNS = frozenset("it they them he she him her him/her themselves itself".split())
MODALS = frozenset("may must shall will can should cannot".split())
BE = frozenset("is are was were be been being".split())
HAVE = frozenset("has have had having".split())
#: Words that open a subordinate clause or an adverbial phrase before the subject.
SUBORDINATORS = frozenset(
    "if where when whenever before after on as subject unless until for in without notwithstanding despite except "
    "to by within under once during following with upon so at from pursuant not forthwith immediately accordingly "
    "save since while although throughout whether then also otherwise".split()
)
CONDITIONALS = frozenset("if where when whenever once".split())
CLAUSE_OPENERS = frozenset(
    "if where when whenever unless until once whether after before as because since while although".split()
)
RELATIVES = frozenset("who which that whom".split())
PREPOSITIONS = frozenset(
    "of by to under in for with from on at into upon about against between among within through over concerning "
    "respecting regarding during per and or nor than including as".split()
)
#: Forms that end a noun phrase because a verb begins: the subject of a clause stands before one of these.
FINITE = (
    MODALS
    | HAVE
    | frozenset(
        "is are was were does do did considers consider thinks believes decides determines proposes intends appears "
        "becomes become makes make gives give receives receive requires require requests request holds hold serves "
        "refuses fails fail ceases cease publishes discloses supplies obtains uses applies apply relates relate refers "
        "refer suspects knows wishes carries carry revises imposes issues grants revokes takes take comes come enters "
        "submits provides sends objects consents agrees contravenes commits dies exercises finds discovers acquires "
        "transfers leaves asks seeks reports notifies remains concerns belongs needs operates employs produces prepares "
        "establishes maintains keeps complies falls contains includes".split()
    )
)
INFORMATION = frozenset(
    "information data document documents record records particulars evidence details detail material materials "
    "returns return statistics statement statements account accounts copy copies report reports result results "
    "intelligence explanation explanations list lists certificate certificates estimate estimates metadata notice "
    "notices notification notifications matters matter anything recommendation recommendations assessment "
    "assessments plan summary register registers database index indexes roll identity name names address addresses "
    "fact facts entry entries extract extracts findings representations answer answers observations advice file "
    "files correspondence inventory opinion response responses survey map maps minutes figures images photograph "
    "photographs dataset datasets set conclusions declaration books book transcript order orders instrument "
    "specification".split()
)
#: Nouns for those who give and receive.
PERSONS = frozenset(
    "person persons individual individuals body bodies authority authorities board boards commission commissioner "
    "commissioners council councils minister ministers secretary state department departments agency agencies "
    "treasury bank regulator regulators registrar keeper inspector inspectors ombudsman tribunal court sheriff "
    "judge police constable officer officers trust trusts committee executive operator trustee trustees "
    "administrator auditor prosecutor fiscal coroner employer employee employees worker tenant tenants landlord "
    "landlords applicant claimant patient member members parent parents child customer customers company companies "
    "firm school university governor governors panel corporation association manager managers director clerk "
    "creditor creditors debtor provider providers controller institution organisation organisations assembly public "
    "hospital partnership owner occupier holder user undertaker contractor recipient party parties practitioner "
    "producer licensee lender insurer adult adults guardian carer carers".split()
)
#: A "to" after one of these opens no recipient.
BOUND_TO = frozenset(
    "relating relates relate related relation subject according regard respect due applicable applies apply "
    "pursuant reference references refer refers referred contrary prior connected comes came come belongs amounts "
    "equal similar addition rise effect entitled responses response respond responds liable right able required "
    "requires necessary likely appropriate reasonable reasonably proposes intends object objection opposed owed "
    "led leads lead party attributable close next access corresponding added up relevant back thing given power duty way harm risk "
    "threat damage detriment owing owes appears seems as fails failed".split()
)
#: After "to", these begin a verb, not a recipient.
INFINITIVES = frozenset(
    "resign be have do make enable assist allow help ensure secure facilitate prevent determine establish decide give "
    "provide supply furnish send produce disclose publish notify inform tell answer attend permit comply keep "
    "maintain use obtain carry exercise discharge perform consider take meet identify protect verify improve "
    "monitor support promote act assess investigate calculate confirm check complete submit prepare apply impose "
    "process collect share pass transmit report inspect examine receive require request hold enter see know which "
    "include appear bring cease commence contain continue detect develop effect enforce fix follow grant issue lay "
    "manage operate pay place proceed proceedings reduce release remove represent respond revoke review serve set "
    "show satisfy terminate transfer treat understand undertake vary withhold arrange deal recover reveal register "
    "record start".split()
)
#: Nouns after "for" that make a purpose of it.
PURPOSE_NOUNS = frozenset(
    "purpose purposes use inclusion recording registration publication insertion entry consideration preparation correction "
    "calculation compilation verification identification assessment investigation detection maintenance administration prevention "
    "research study protection exercise exercises enforcement discharge performance functions "
    "proceedings inquiry inquiries conduct".split()
)
PURPOSE_QUALIFIERS = frozenset(
    "one or more of following specified prescribed statutory permitted relevant statistical operational research "
    "other further same different internal administrative certain public lawful own proper better criminal civil legal".split()
)
PURPOSE_INFINITIVES = frozenset(
    "enable assist allow help facilitate ensure secure determine establish verify permit improve prevent detect".split()
)
#: Participles that tie what follows to the noun before: "information held for …", "a person specified in …".
TYING = frozenset(
    "held holds hold obtained acquired collected kept used recorded created needed required processed received "
    "specified listed mentioned named described falling set resident established prescribed referred prepared "
    "disclosed supplied provided given published made contained included entered living situated employed engaged "
    "interested".split()
)
CONDITION_WORDS = frozenset("if unless where when except until whenever provided otherwise but save whether".split())
#: A comma before one of these opens something new.
NEW_AFTER_COMMA = frozenset(
    "if unless where when except before until in as subject but so and which within by with under for must may "
    "shall on notwithstanding despite at provided save without after not being depending free".split()
)
ADVERBS = frozenset(
    "also so promptly forthwith immediately lawfully further then subsequently instead only either always again "
    "first jointly annually reasonably".split()
)
