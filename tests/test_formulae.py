"""The formulae of the law on sharing data, one sentence of our own around each, and the neighbours that only look like them."""

from __future__ import annotations

import pytest

from impact.detect import detect, recogniser
from impact.rulebase.clause import clause_document
from impact.rulebase.loader import default_rules, load

BASE = load(default_rules())
COMPILED = recogniser(BASE.rules)

#: Effect → sentences that have it, whatever else they have.
FORMULAE: dict[str, tuple[str, ...]] = {
    "gateway": (
        "The Board may disclose information to a council for the purposes of an inquiry.",
        "The Board may supply to a council information for use in an inquiry.",
        "Information held by the Board may be disclosed to a council.",
        "Nothing in section 4 prevents the Board from disclosing information to a council.",
        "The Board is authorised to supply information to a council.",
        "The Board may disclose information that it holds for the purposes of its functions to a council for the purposes of the "
        "exercise by the council of its functions.",
        "Any person who, apart from this section, would not have power to disclose information to a council shall have power to do so "
        "in any case where the disclosure is necessary or expedient for the purposes of this Part.",
        "The Board may disclose information as a member of a specified anti-fraud organisation or otherwise in accordance with any "
        "arrangements made by such an organisation.",
        "A person may disclose information to the Coast Agency if the disclosure is made for the purposes of the exercise of any "
        "function of the Agency.",
        "The Board may disclose information to a constable for the prevention or detection of crime.",
        "The Board may disclose information to a person whether or not in the United Kingdom.",
        "The Board may disclose information to an authority in a country or territory outside the United Kingdom under an international "
        "agreement.",
        "Information held by the Board may be disclosed to another person for the purposes of research.",
        "The Board may disclose information to a registered person for the purpose of enabling that person to verify the identity of an "
        "individual.",
        "The Board and a council may exchange information with each other.",
        "It is lawful for the Board to communicate particulars of a licence to a council.",
        "The disclosure of information by the Board to a council is authorised.",
    ),
    "disclosure-duty": (
        "A school must ensure that the information is disclosed to the council.",
        "The owner of a mine shall furnish particulars of it to the Board.",
        "The Board must, if requested by a council, supply the information to the council.",
        "If a council requests a person to supply information to it, the person must comply with the request.",
        "The clerk must send a copy of the record to the Board.",
    ),
    "notification-duty": (
        "A keeper must notify the Board of any change of address.",
        "The operator must inform the Board of the accident as soon as reasonably practicable.",
        "It shall be the duty of the owner to give notice of the event to the Board.",
    ),
    "information-power": (
        "The Board may by written notice require a person to provide information.",
        "The Board may require any person to furnish such particulars as it may specify.",
        "An officer may enter the premises and inspect or take copies of any document found there.",
        "An officer may require the production of any records kept by the occupier.",
        "The sheriff may order a person to produce documents to the officer.",
    ),
    "reporting-duty": (
        "A harbour must make a return to the Board in respect of each quarter.",
        "A council must notify the Board of the number of complaints received in each year.",
        "The trustees must submit an annual report to the Board.",
    ),
    "collection-or-use": (
        "The Board may itself use the information for any of its functions.",
        "Information held for the purposes of one function may be used for another function of the Board.",
        "Information acquired in connection with a function may be used in connection with any other function.",
        "The keeper must keep a record of each visit.",
        "A decision may be made by means of a computer program for which the Board is responsible.",
    ),
    "data-matching": (
        "The Auditor may conduct data matching exercises.",
        "The Board may compare sets of data to determine how far they match.",
        "The Board may link records of one service with records of another.",
    ),
    "register": (
        "The Board must establish and operate a database of moorings.",
        "The Board shall cause a register of moorings to be kept.",
        "The register must contain the name and address of each keeper.",
    ),
    "access-right": (
        "The Board must give a council access to information in the database.",
        "The register may be inspected by any person.",
        "The list shall be open to inspection by the public.",
        "A person is entitled to a copy of any entry in the register.",
    ),
    "publication": (
        "The Board must publish information about penalties in such manner as it thinks fit.",
        "The Board must make the data available to the public.",
    ),
    "cooperation": (
        "The Board and each council must co-operate with each other in the exercise of their functions relating to children.",
        "A council must make arrangements to promote co-operation between the council and its partners.",
    ),
    "identifier": (
        "The Board may assign a unique reference number to each pupil.",
        "A school must include the consistent identifier in the information that it processes.",
    ),
    "confidentiality-override": (
        "A disclosure under this section does not breach any obligation of confidence owed by the person making it.",
        "A disclosure under this section does not breach any other restriction on the disclosure of information (however imposed).",
        "No obligation as to secrecy imposed by statute or otherwise shall prevent the Board from giving information to a council.",
        "Anything done under this regulation shall be taken to be lawfully done despite any obligation of confidence.",
        "Section 18(1) of the Commissioners for Revenue and Customs Act 2005 does not prevent the disclosure of the information.",
        "A person who makes a disclosure in good faith is not liable in damages in respect of it.",
    ),
    "data-protection-override": (
        "Section 183A of the Data Protection Act 2018 does not apply to a disclosure under this section.",
        "The Board may disclose personal data to a council despite anything in the data protection legislation.",
        "A disclosure under this section is not to be regarded as a contravention of the data protection legislation.",
    ),
    "non-limitation": (
        "This section does not limit the circumstances in which information may be disclosed apart from this section.",
        "This section is without prejudice to any other power to disclose information.",
    ),
    "data-protection-saving": (
        "Nothing in this section authorises a disclosure which contravenes the Data Protection Act 1998.",
        "This section does not authorise a disclosure that contravenes the data protection legislation.",
        "This section does not require a disclosure that would contravene the data protection legislation (but in determining whether a "
        "disclosure would do so, the duty imposed by this section is to be taken into account).",
    ),
    "investigatory-powers-saving": (
        "This section does not authorise a disclosure that is prohibited by any of Parts 1 to 7 or Chapter 1 of Part 9 of the "
        "Investigatory Powers Act 2016.",
        "Nothing in this section authorises a disclosure which is prohibited by Part 1 of the Regulation of Investigatory Powers Act 2000.",
    ),
    "privilege-saving": (
        "A notice may not require a person to provide information subject to legal professional privilege.",
        "A notice does not require a person to give information in respect of a communication between a professional legal adviser and "
        "the adviser's client.",
        "A person need not give information if doing so would, by revealing evidence of the commission of an offence, expose the person "
        "to proceedings for that offence.",
        "A notice may not require the giving of journalistic material or excluded material.",
    ),
    "carve-out": (
        "This section does not authorise the disclosure of patient information.",
        "Section 64 does not authorise the disclosure of information held in connection with health services or adult social care.",
    ),
    "purpose-limit": (
        "The information may only be used by the person to whom it is disclosed for the purposes for which it was disclosed.",
        "Information received under this section may be used only for the purpose of an inquiry.",
    ),
    "consent-condition": (
        "Information may be disclosed with the consent of each person to whom it relates.",
        "A person may not disclose the information further without the consent of the Commissioners (which may be general or specific).",
        "Information may be supplied only with the authority of the Commissioners.",
    ),
    "onward-limit": (
        "Information disclosed under this section may not be further disclosed without the consent of the Board.",
        "Personal information received under this section may not be disclosed by any other person who has received it directly or "
        "indirectly from P.",
        "The information shall not be supplied by the recipient to any other person unless the Board agrees.",
    ),
    "disclosure-exception": (
        "Subsection (1) does not apply to a disclosure which is required or permitted by any enactment.",
        "It is a defence for a person charged with an offence of disclosing information to prove that the person reasonably believed the "
        "disclosure to be lawful.",
    ),
    "de-identification": (
        "The information must be processed before it is disclosed so that the person's identity is not specified in it and it is not "
        "reasonably likely that the person's identity will be deduced from it.",
        "The data must be pseudonymised before they are disclosed.",
        "Information may be published if it is so framed as not to enable information relating to any particular person to be "
        "ascertained from it.",
    ),
    "retention-security": (
        "The Board must destroy the information as soon as it is no longer needed.",
        "Personal data must be kept for no longer than is necessary.",
        "A record must be retained for not less than 12 months.",
        "The Board must have in place appropriate technical and organisational measures to protect the data.",
        "The Board must have systems and procedures for the secure handling of information.",
    ),
    "code-of-practice": (
        "The Minister must issue a code of practice about the disclosure of information under this section.",
        "The Board must have regard to the code of practice in disclosing information.",
        "The code must be consistent with the code prepared under section 121 of the Data Protection Act 2018 (data sharing code).",
    ),
    "consultation": ("Before making the regulations the Minister must consult the Information Commissioner.",),
    "prohibition": (
        "An official may not disclose information held by the Board.",
        "No information obtained under this Act shall be disclosed.",
        "Information of that kind is not to be disclosed.",
        "A person to whom the notice is given must not disclose the existence of the notice.",
    ),
    "disclosure-offence": (
        "A person commits an offence if the person discloses information in contravention of section 4.",
        "A member is guilty of an offence if he discloses without lawful authority any information about a person.",
    ),
    "access-bar": (
        "The information is exempt information by virtue of section 44(1)(a) of the Freedom of Information Act 2000.",
        "The listed GDPR provisions do not apply to personal data processed for the purposes of the inquiry.",
        "The data are exempt from section 45 of the Data Protection Act 2018.",
    ),
    "information-standard": (
        "The Secretary of State may prepare and publish an information standard.",
        "A council must comply with any approved data standards which are applicable.",
        "The information must be provided in such form and manner as the Board may specify.",
        "The data must be provided in an electronic form which is capable of being used by the recipient.",
    ),
    "supplier-standard": (
        "A provider of information technology services must comply with an information standard that applies to it.",
        "A council must not use planning data software which is not approved in writing by the Secretary of State.",
    ),
    "delegated-flow": (
        "The Minister may by regulations amend Schedule 7 so as to add an entry relating to a person to whom information may be disclosed.",
        "Information may be disclosed to a person of a prescribed description.",
        "The Board may supply information to a council for prescribed purposes relating to welfare services.",
        "Regulations may authorise the disclosure of information by a council.",
        "Regulations may require a data holder to provide customer data to the customer at the customer's request.",
        "Regulations may require a person to use specified application programming interfaces when providing data.",
    ),
    "information-definition": (
        'In this section "personal information" means information which relates to and identifies a particular person.',
        "For the purposes of this section information relates to a person if the person can be identified from it.",
    ),
    "flow-amendment": (
        "In section 115 of the Crime and Disorder Act 1998 (disclosure of information), after paragraph (f) insert “(g) a harbour board,”.",
        "Omit section 123 of the Social Security Administration Act 1992 (unauthorised disclosure of information).",
    ),
    "compliance-sanction": (
        "A person who fails to comply with an information notice commits an offence.",
        "A person commits an offence if the person provides information that is false or misleading.",
    ),
}

#: Sentences that have no effect at all, though they are full of the words.
NEIGHBOURS = (
    "The Board may provide information to the public about the scheme.",
    "A council may provide assistance, including the provision of information, advice and guidance.",
    "The landlord must inform the tenant of the tenant's rights.",
    "The Board must inform the applicant of the decision and the reasons for it.",
    "The Board must have regard to the information.",
    "A notice to quit must be in the prescribed form.",
    "The Board may give a notice requiring payment of the charge.",
    "A director must disclose the nature of the interest to a meeting of the directors.",
    "The accounts must disclose the amount of the dividend.",
    "The company may issue a share to a member.",
    "The child must register to vote before the poll.",
    "A person may register the transfer of a share.",
    "The Minister may make a scheme for the transfer of property, rights and staff to the Board.",
    "The Board must supply electricity to the premises.",
    "The supplier must supply goods that match the sample.",
    "The Board may use the premises for meetings.",
    "The Secretary of State may release a prisoner on licence.",
    "The Board may match funds raised by the charity.",
    "The order must identify the land by reference to a plan.",
    "The officer may inspect the drains.",
    "The Minister must lay the report before Parliament.",
    "The Board must publish a strategy.",
    "The fee must not exceed the amount specified.",
    "A person may appeal to the tribunal against the decision.",
    "The tribunal may make an order for disclosure between the parties.",
    '"Functions" includes powers and duties.',
    "The Board must consult the owners of land before it makes the order.",
)


def _effects(sentence: str) -> set[str]:
    return {finding.effect for finding in detect(clause_document(sentence), COMPILED, BASE.effects)}


@pytest.mark.parametrize(
    ("effect", "sentence"),
    [(effect, sentence) for effect, sentences in FORMULAE.items() for sentence in sentences],
)
def test_a_formula_has_its_effect(effect: str, sentence: str) -> None:
    assert effect in _effects(sentence)


@pytest.mark.parametrize("sentence", NEIGHBOURS)
def test_a_neighbour_of_a_formula_is_silent(sentence: str) -> None:
    assert _effects(sentence) == set()


def test_every_effect_has_a_formula() -> None:
    assert FORMULAE.keys() == BASE.effects.keys()
