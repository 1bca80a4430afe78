"""A report made by hand: a small bill of our own about what people pay for care, and what a careful reader finds in it.

Nothing here runs the parser or the rules. The stream is built with the provisions, so quotations are exact slices.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from impact.document import Document, Ledger, Place, Provision, Run, Source, Text, readable
from impact.report import (
    Amendment,
    Check,
    Definition,
    Evidence,
    Finding,
    Flow,
    Located,
    Provenance,
    Reference,
    Report,
    Resolved,
    Slot,
)

#: effect → (direction, force, severity)
_KINDS = {
    "gateway": ("creates", "power", "medium"),
    "disclosure-duty": ("creates", "duty", "medium"),
    "information-power": ("creates", "power", "medium"),
    "register": ("creates", "duty", "low"),
    "confidentiality-override": ("creates", None, "high"),
    "data-protection-saving": ("safeguards", None, "info"),
    "purpose-limit": ("restricts", "prohibition", "info"),
    "onward-limit": ("restricts", "prohibition", "info"),
    "prohibition": ("blocks", "prohibition", "medium"),
    "disclosure-offence": ("blocks", "prohibition", "medium"),
    "carve-out": ("blocks", None, "medium"),
    "information-standard": ("standardises", "duty", "low"),
    "delegated-flow": ("delegates", "power", "high"),
}
#: What a reader might meet in a title or a clause, meaning harm or not.
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></style></svg><iframe src='javascript:alert(1)'>",
    "[link](javascript:alert(1)) ![image](http://a.example/b.png) <http://a.example>",
    "# Heading\n\n* item\n1. item\n> quote\n| a | b |\n|---|---|\n```\ncode",
    "https://a.example www.a.example a@b.example",
    "[F12 [bold red]text[/bold red] [/] :smile:",
    "&amp; &lt;b&gt; &#60;script&#62; \\* \\<b>",
    "**bold** __bold__ ~~gone~~ `code` $x$ ^1^ ==",
)
_MESSAGES = {
    "gateway-1": "The Care Funding Board may give relevant information to a local authority or its contractors",
    "duty-1": "A local authority must give the Board particulars of a care home placement",
    "notice-1": "The Board may demand records of charges from a care provider",
    "register-1": "The Board must keep a register of persons who provide care",
    "override-1": "Sharing under section 1 breaches neither confidence nor any other restriction",
    "saving-1": "Section 1 does not allow what data protection law forbids",
    "use-1": "Recipients may use the information only for the purpose for which they got it",
    "onward-1": "Recipients may not pass the information on without the Board",
    "bar-1": "A care provider must not publish what a notice says",
    "offence-1": "Passing information on in breach of section 6(2) is an offence",
    "left-out-1": "Health records stay outside section 1",
    "later-1": "Regulations may add recipients and set requirements for software",
    "form-1": "The Board decides the form in which information is given",
    "inserted-1": "The Records Commission may give the Board statistics about care charges",
}


@dataclass
class Draft:
    """A document in the making: provisions add their words to the stream as they are written."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    runs: list[Run] = field(default_factory=list)

    def write(self, characters: str, xpath: str, state: str = "analysed") -> int:
        """Add characters to the stream; their offset."""
        start = self.length
        self.pieces.append(characters)
        self.length += len(characters)
        self.runs.append(Run(start, self.length, state, xpath))
        return start

    def text(self, characters: str, xpath: str) -> Text:
        """A readable text cut from characters that go into the stream as they are, line breaks included."""
        return readable([(characters, self.write(characters, xpath))]) if characters else Text()

    def provision(
        self,
        xpath: str,
        kind: str,
        number: str,
        label: str,
        words: str = "",
        *children: tuple[str, str, str, str],
        heading: str = "",
        wrap_up: str = "",
        into: Place | None = None,
    ) -> Provision:
        """A provision with children `(kind, number, label, words)`."""
        titled = self.text(heading, xpath)
        self.write(f"\n  {number} ", xpath)
        intro = self.text(words, xpath)
        below = tuple(
            self.provision(f"{xpath}/*[{place}]", child_kind, child_number, child_label, child_words, into=into)
            for place, (child_kind, child_number, child_label, child_words) in enumerate(children, 1)
        )
        closing = self.text(wrap_up, xpath)
        identity = xpath.strip("/").replace("/", "-").replace("*", "x").replace("[", "").replace("]", "")
        return Provision(
            xpath,
            identity,
            kind,
            number,
            label,
            titled,
            intro,
            below,
            closing,
            line=10 + len(self.runs),
            inserted_into=into,
        )


def care_document(inject: str = "") -> Document:
    """The Care Charging (Information) Bill; `inject` goes into its title, a heading and a sentence."""
    draft = Draft()
    draft.write("care-charging.xml metadata", "/*/*[1]", "metadata")

    def section(place: int, heading: str, *subsections: str) -> Provision:
        children = tuple(
            ("subsection", f"({at})", f"s. {place}({at})", words) for at, words in enumerate(subsections, 1)
        )
        return draft.provision(
            f"/*/*[2]/*[{place}]", "section", str(place), f"s. {place}", "", *children, heading=heading
        )

    first = draft.provision(
        "/*/*[2]/*[1]",
        "section",
        "1",
        "s. 1",
        "The Care Funding Board may supply relevant\n    information to—",
        ("paragraph", "(a)", "s. 1(a)", "a local authority, or"),
        ("paragraph", "(b)", "s. 1(b)", "a person providing services to a local authority,"),
        heading=f"Power to supply financial information {inject}".rstrip(),
        wrap_up="for the purpose of working out what a person must pay towards the cost of care.",
    )
    sections = [
        first,
        section(
            2,
            "Duty to answer a request",
            f"A local authority must, if the Board asks, give the Board particulars of a care home placement{inject}.",
        ),
        section(
            3,
            "Information notices",
            "The Board may by notice require a care provider to produce records of charges made to a resident.",
        ),
        section(
            4,
            "Register of care providers",
            "The Board must keep a register of the persons who provide care for payment.",
        ),
        section(
            5,
            "Confidence and data protection",
            "A disclosure under section 1 does not breach any obligation of confidence or any other restriction on "
            "disclosure, however imposed.",
            "Nothing in section 1 authorises a disclosure that would contravene the data protection legislation.",
        ),
        section(
            6,
            "Use and further disclosure",
            "Information supplied under section 1 may be used only for the purpose for which it was supplied.",
            "A recipient must not pass the information on unless the Board has agreed.",
            "A care provider must not publish the content of a notice under section 3.",
        ),
        section(7, "Offence", "A person who passes information on in breach of section 6(2) commits an offence."),
        section(8, "Patient records", "Section 1 does not authorise the disclosure of a patient’s health record."),
        section(
            9,
            "Further provision by regulations",
            "The Secretary of State may by regulations provide for other persons to whom the Board may supply "
            "information, and for requirements that software used under this Act must meet.",
        ),
        section(
            10, "Form of information", "Information given under section 2 must be in the form that the Board specifies."
        ),
    ]
    into = Place("Care Records Act 2014", None, "section 20A")
    draft.write("\n  11 ", "/*/*[2]/*[11]")
    intro = draft.text("After section 20 of the Care Records Act 2014 insert—", "/*/*[2]/*[11]")
    quoted = draft.provision(
        "/*/*[2]/*[11]/*[1]",
        "quotation",
        "",
        "",
        "",
        (
            "section",
            "20A",
            "s. 11, inserted s. 20A",
            "The Records Commission may share statistics about care charges with the Board.",
        ),
        into=into,
    )
    sections.append(Provision("/*/*[2]/*[11]", "sec-11", "section", "11", "s. 11", Text(), intro, (quoted,), line=90))
    sections.append(
        section(
            12,
            "Interpretation",
            "In this Act “relevant information” means information about a person’s income, savings or benefits.",
        )
    )
    stream = "".join(draft.pieces)
    counted = {
        state: sum(len("".join(stream[run.start : run.end].split())) for run in draft.runs if run.state == state)
        for state in ("analysed", "metadata")
    }
    content = stream.encode("utf-8", "surrogatepass")
    return Document(
        source=Source("care-charging.xml", sha256(content).hexdigest(), content),
        format="akn",
        kind="bill",
        type="ukpubb",
        id="bills/made/care-charging",
        title=f"Care Charging (Information) Bill {inject}".rstrip(),
        number="Bill 41",
        version="as introduced",
        stage="First reading",
        date="2026-09-14",
        language="en",
        extent="E+W",
        body=tuple(sections),
        stream=stream,
        runs=tuple(draft.runs),
        ledger=Ledger(
            characters=sum(counted.values()),
            analysed=counted["analysed"],
            skipped={"metadata": (counted["metadata"], 1)},
            balanced=True,
            not_text={"image": 1},
        ),
    )


def _finding(
    document: Document,
    identity: str,
    effect: str,
    label: str,
    *,
    words: str,
    slots: dict[str, str] | None,
    **more: object,
) -> Finding:
    """A finding at the provision with a label; `words` and the slots' words are looked for in the stream below it."""
    direction, force, severity = _KINDS[effect]
    provision = next(provision for provision in document.walk() if provision.label == label)
    floor = min(
        segment[1] for below in provision.walk() for segment in (*below.intro.segments, *below.heading.segments)
    )
    evidence = []
    items = {name: tuple(text.split(" | ")) for name, text in (slots or {}).items()}
    for role, text in [("primary", words), *(("slot", item) for texts in items.values() for item in texts)]:
        start = document.stream.find(text, floor)
        if start >= 0:
            evidence.append(Evidence(provision.xpath, start, start + len(text), text, role))
    assert evidence[0].role == "primary", f"{words!r} is not in the bill"
    inject = str(more.pop("inject", ""))
    filled = {name: Slot(f"{'; '.join(texts)}{inject}", texts, "stated") for name, texts in items.items()}
    holder = next((above for above in (provision, *document.ancestors(provision)) if above.heading), provision)
    made: dict[str, object] = {
        "id": identity,
        "rule": f"rule-for-{effect}",
        "effect": effect,
        "direction": direction,
        "kind": None,
        "force": force,
        "severity": severity,
        "confidence": "high",
        "message": f"{_MESSAGES[identity]}{inject}",
        "questions": (f"Is {label} meant to go this far?{inject}",),
        "why": f"Somebody has to know what {label} lets happen.{inject}",
        "provision": Located(
            provision.xpath,
            provision.id,
            provision.label,
            holder.heading.string,
            provision.line,
            provision.inserted_into,
            provision.status,
        ),
        "evidence": tuple(evidence),
        "slots": filled,
        "pattern": "active",
        "order": evidence[0].start,
    }
    return Finding(**{**made, **more})  # type: ignore[arg-type]


def care_report(inject: str = "") -> Report:
    """The report on that bill; `inject` also goes into messages, questions, slots and names."""
    document = care_document(inject)

    def finding(
        identity: str, effect: str, label: str, words: str, slots: dict[str, str] | None = None, **more: object
    ) -> Finding:
        return _finding(document, identity, effect, label, words=words, slots=slots, inject=inject, **more)

    share = finding(
        "gateway-1",
        "gateway",
        "s. 1",
        "may supply relevant\n    information",
        {
            "from": "The Care Funding Board",
            "to": "a local authority | a person providing services to a local authority",
            "info": "relevant\n    information",
            "purpose": "working out what a person must pay towards the cost of care",
        },
    )
    meaning = Resolved("information about a person’s income, savings or benefits", "s. 12(1)", "definition, whole Act")
    share_slots = dict(share.slots)
    share_slots["info"] = Slot("relevant information", ("relevant information",), "resolved", (meaning,))
    share = Finding(**{name: getattr(share, name) for name in Finding.__slots__ if name != "slots"}, slots=share_slots)
    findings = (
        share,
        finding(
            "duty-1",
            "disclosure-duty",
            "s. 2(1)",
            "must, if the Board asks, give",
            {"from": "A local authority", "to": "the Board", "info": "particulars of a care home placement"},
        ),
        finding(
            "notice-1",
            "information-power",
            "s. 3(1)",
            "may by notice require",
            {"to": "The Board", "from": "a care provider", "info": "records of charges", "subject": "a resident"},
            kind="notice",
        ),
        finding(
            "register-1",
            "register",
            "s. 4(1)",
            "must keep a register",
            {"to": "The Board", "subject": "persons who provide care for payment"},
        ),
        finding(
            "override-1",
            "confidentiality-override",
            "s. 5(1)",
            "does not breach any obligation of confidence or any other restriction",
            kind="limb-any-restriction",
        ),
        finding(
            "saving-1",
            "data-protection-saving",
            "s. 5(2)",
            "Nothing in section 1 authorises a disclosure that would contravene the data protection legislation",
            kind="data-protection-legislation",
        ),
        finding("use-1", "purpose-limit", "s. 6(1)", "may be used only for the purpose for which it was supplied"),
        finding(
            "onward-1",
            "onward-limit",
            "s. 6(2)",
            "must not pass the information on",
            {"conditions": "unless the Board has agreed"},
        ),
        finding(
            "bar-1",
            "prohibition",
            "s. 6(3)",
            "must not publish",
            {"from": "A care provider", "info": "the content of a notice under section 3"},
        ),
        finding(
            "offence-1",
            "disclosure-offence",
            "s. 7(1)",
            "passes information on in breach of section 6(2) commits an offence",
        ),
        finding(
            "left-out-1",
            "carve-out",
            "s. 8(1)",
            "does not authorise the disclosure of a patient’s health record",
            kind="patient-or-social-care-data",
        ),
        finding(
            "later-1",
            "delegated-flow",
            "s. 9(1)",
            "may by regulations provide for other persons",
            kind="persons",
            delegates=("gateway", "supplier-standard"),
        ),
        finding(
            "form-1", "information-standard", "s. 10(1)", "in the form that the Board specifies", kind="form-and-manner"
        ),
        finding(
            "inserted-1",
            "gateway",
            "s. 11, inserted s. 20A",
            "may share statistics",
            {"from": "The Records Commission", "to": "the Board", "info": "statistics about care charges"},
            confidence="medium",
        ),
    )
    flows = (
        Flow(
            "flow-1",
            ("The Care Funding Board",),
            ("a local authority", f"a person providing services to a local authority{inject}"),
            ("relevant information",),
            ("a person",),
            ("working out what a person must pay towards the cost of care",),
            "power",
            ("gateway-1",),
            ("use-1", "onward-1", "left-out-1"),
            {
                "data-protection": "elsewhere",
                "investigatory-powers": "not found",
                "confidence": "elsewhere",
                "purpose-limit": "elsewhere",
                "onward-limit": "elsewhere",
                "offence": "elsewhere",
                "consent": "not found",
            },
        ),
        Flow(
            "flow-2",
            ("a local authority",),
            ("the Board",),
            ("particulars of a care home placement",),
            (),
            (),
            "duty",
            ("duty-1",),
            (),
            {"data-protection": "default"},
        ),
        Flow(
            "flow-3",
            ("a care provider",),
            ("the Board",),
            ("records of charges",),
            ("a resident",),
            (),
            "duty",
            ("notice-1",),
            (),
            {"data-protection": "default", "privilege": "not found"},
        ),
        Flow(
            "flow-4",
            ("a care provider",),
            (),
            ("the content of a notice under section 3",),
            (),
            (),
            "prohibition",
            ("bar-1",),
        ),
        Flow(
            "flow-5",
            ("the Records Commission",),
            ("the Board",),
            ("statistics about care charges",),
            (),
            (),
            "power",
            ("inserted-1",),
            (),
            {"data-protection": "undetermined"},
        ),
    )
    checks = (
        Check(
            "notice-without-privilege",
            "A notice can reach legally privileged documents",
            "high",
            "not found",
            ("notice-1",),
            (),
            f"Section 3 lets the Board demand records and says nothing of legal privilege.{inject}",
            ("Should privileged documents be kept out of reach of a notice?",),
            "A demand for documents without that limit may be read as overriding privilege, or as silent on it.",
        ),
        Check(
            "override-keeps-no-bar",
            "Every other bar on disclosure is lifted",
            "high",
            "not found",
            ("override-1",),
            (),
            "Section 5(1) lifts every restriction, and keeps none.",
            ("Which statutory bars are meant to be lifted, and which kept?",),
        ),
        Check(
            "data-protection",
            "Data protection law is kept",
            "info",
            "elsewhere",
            ("gateway-1",),
            ("/*/*[2]/*[5]/*[2]",),
            "Section 5(2) keeps data protection law for section 1.",
            (),
        ),
    )
    return Report(
        document=document,
        provenance=Provenance(
            tool="0.1.0",
            rules_version="0.1.0",
            rules_sha256=sha256(b"rules").hexdigest(),
            rules_count=57,
            model={"name": "en_core_web_sm", "version": "3.8.0", "sha256": sha256(b"model").hexdigest()},
            libraries={"spacy": "3.8.18", "lxml": "6.1.3"},
            options={"only": "", "skip": ""},
        ),
        findings=findings,
        flows=flows,
        checks=checks,
        amendments=(
            Amendment(
                "/*/*[2]/*[11]",
                "sec-11",
                "s. 11",
                "insertion",
                f"Care Records Act 2014{inject}",
                None,
                "sec_20",
                "after",
                True,
                None,
                "20A …",
            ),
        ),
        definitions=(
            Definition(
                "relevant information",
                "Act",
                "/*/*[2]/*[12]/*[1]",
                "information about a person’s income, savings or benefits",
            ),
        ),
        references=(
            Reference("/*/*[2]/*[5]/*[1]", "section 1", None, "sec_1", True),
            Reference(
                "/*/*[2]/*[11]", "section 20 of the Care Records Act 2014", "Care Records Act 2014", "sec_20", False
            ),
        ),
    )


def empty_report(complete: bool = True) -> Report:
    """A report that found nothing, in a document that was or was not analysed to the end."""
    full = care_report()
    return Report(full.document, full.provenance, (), warnings=() if complete else ("The Schedule could not be read.",))
