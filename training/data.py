"""Reads the data folder into examples for the heads of the model.

An example is a text with labels for the heads of one task; offsets are characters, half-open. What a task does not label
is masked, never taken for "none". Which collections may be trained on, and their licences: README.md.
"""

import csv
import dataclasses
import hashlib
import json
import pathlib
import re

import labels

RE3D = "Organisation Location Person Nationality Temporal Quantity Weapon Vehicle MilitaryPlatform Money DocumentReference CommsIdentifier Coordinate Frequency".split()
ACTOR = ["S", "T", "R"]
FILLER = ["perp_individual", "perp_org", "phys_tgt", "hum_tgt", "instrument"]
INCIDENT = ["ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY", "FORCED WORK STOPPAGE", "HIJACKING"]
STAGE = ["ACCOMPLISHED", "ATTEMPTED", "THREATENED"]
ORG_CONFIDENCE = [
    "REPORTED AS FACT",
    "SUSPECTED OR ACCUSED",
    "SUSPECTED OR ACCUSED BY AUTHORITIES",
    "CLAIMED OR ADMITTED",
    "POSSIBLE",
    "-",
]
HUMAN_TYPE = [
    "CIVILIAN",
    "POLITICAL FIGURE",
    "GOVERNMENT OFFICIAL",
    "LAW ENFORCEMENT",
    "LEGAL OR JUDICIAL",
    "ACTIVE MILITARY",
    "SECURITY GUARD",
    "FORMER GOVERNMENT OFFICIAL",
    "FORMER ACTIVE MILITARY",
    "DIPLOMAT",
]
HUMAN_EFFECT = ["DEATH", "INJURY", "NO INJURY OR DEATH", "NO INJURY", "REGAINED FREEDOM", "-"]
PHYSICAL_TYPE = [
    "TRANSPORT VEHICLE",
    "OTHER",
    "ENERGY",
    "COMMERCIAL",
    "GOVERNMENT OFFICE OR RESIDENCE",
    "ORGANIZATION OFFICE",
    "COMMUNICATIONS",
    "FINANCIAL",
    "CIVILIAN RESIDENCE",
    "DIPLOMAT OFFICE OR RESIDENCE",
    "TRANSPORTATION ROUTE",
    "LAW ENFORCEMENT FACILITY",
    "POLITICAL FIGURE OFFICE OR RESIDENCE",
    "WATER",
]
PHYSICAL_EFFECT = ["SOME DAMAGE", "DESTROYED", "NO DAMAGE", "PROPERTY TAKEN FROM TARGET", "-"]
INSTRUMENT = [
    "BOMB",
    "GUN",
    "DYNAMITE",
    "EXPLOSIVE",
    "MACHINE GUN",
    "VEHICLE BOMB",
    "MORTAR",
    "RIFLE",
    "GRENADE",
    "AERIAL BOMB",
    "TORTURE",
    "ROCKET",
    "CUTTING DEVICE",
    "MOLOTOV COCKTAIL",
    "FIRE",
    "MINE",
    "HANDGUN",
    "MISSILE",
    "STONE",
]
NUMBER = ["1", "PLURAL", "written"]
HUMAN_FORM = ["name", "description"]
MARKS = list(labels.KINDS.values())
LINKS = list(labels.ROLES) + ["source", "content"]

# The heads: tags of spans (BIO), classes of a span read at its first piece, and labels of a whole window.
SPAN_HEADS = {"re3d": RE3D, "actor": ACTOR, "filler": FILLER, "mark": MARKS}
CLASS_HEADS = {
    "event_type": list(labels.EVENT_TYPES),
    "modality": list(labels.MODALITIES),
    "stance": list(labels.STANCES),
    "org_confidence": ORG_CONFIDENCE,
    "human_form": HUMAN_FORM,
    "human_type": HUMAN_TYPE,
    "human_effect": HUMAN_EFFECT,
    "physical_type": PHYSICAL_TYPE,
    "physical_effect": PHYSICAL_EFFECT,
    "instrument_type": INSTRUMENT,
    "number": NUMBER,
}
# `told`: the words tell of an event as news. A new head comes last, so that training can go on from earlier weights.
MULTI_HEADS = {"filler_incident": INCIDENT, "told": ["told"]}
WINDOW_HEADS = {"incident": INCIDENT, "stage": STAGE, "state": ["STATE-SPONSORED VIOLENCE"], "relevant": ["relevant"]}


@dataclasses.dataclass
class Example:
    """A text with labels: `spans` by head as (start, end, label index); `classes` and `multi` by head as (start, label
    indices) read at the piece that starts there; `windows` by head as a list of 0/1; `links` as (start of one, start of
    the other, role), negative ones being all other pairs of `heads` with the `marked` starts."""

    task: str
    group: str
    text: str
    spans: dict = dataclasses.field(default_factory=dict)
    classes: dict = dataclasses.field(default_factory=dict)
    multi: dict = dataclasses.field(default_factory=dict)
    windows: dict = dataclasses.field(default_factory=dict)
    links: list = dataclasses.field(default_factory=list)
    linked_roles: list = dataclasses.field(default_factory=list)
    heads: list = dataclasses.field(default_factory=list)


def conll(path: pathlib.Path, head: str, names: list[str], task: str) -> list[Example]:
    examples = []
    for number, block in enumerate(path.read_text(encoding="utf-8").strip().split("\n\n")):
        text, spans, open_span = "", [], None
        for line in block.splitlines():
            word, tag = line.rsplit(None, 1) if len(line.split()) > 1 else ("", line)
            start = len(text)
            text += word + " "
            kind = tag[2:] if tag != "O" else None
            if open_span and (tag.startswith("B-") or kind != open_span[2]):
                spans.append(open_span)
                open_span = None
            if kind and kind in names:
                open_span = (open_span[0] if open_span else start, start + len(word), kind)
        if open_span:
            spans.append(open_span)
        spans = [(s, e, names.index(kind)) for s, e, kind in spans]
        examples.append(Example(task, f"{path.stem}:{number}", text.rstrip(), {head: spans}))
    return examples


def event_location(path: pathlib.Path) -> list[Example]:
    examples = []
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        verbs = [s["start"] for s in item["spans"] if s["label"] == "VERB"]
        places = [s["start"] for s in item["spans"] if s["label"] == "LOCATION"]
        if item.get("answer", "accept") != "accept" or len(verbs) != 1:
            continue
        links = [(verbs[0], place, LINKS.index("place")) for place in places]
        group = hashlib.sha256(item["text"].encode()).hexdigest()[:12]
        examples.append(
            Example("event_location", group, item["text"], links=links, linked_roles=[LINKS.index("place")], heads=verbs)
        )
    return examples


STRING_SLOTS = {
    "perp_individual": "perp_individual",
    "perp_org": "perp_org",
    "phys_tgt_id": "phys_tgt",
    "hum_tgt_name": "hum_tgt",
    "hum_tgt_desc": "hum_tgt",
    "instrument_id": "instrument",
}
SET_SLOTS = {
    "perp_org_confidence": ("org_confidence", ORG_CONFIDENCE),
    "hum_tgt_type": ("human_type", HUMAN_TYPE),
    "hum_tgt_effect": ("human_effect", HUMAN_EFFECT),
    "phys_tgt_type": ("physical_type", PHYSICAL_TYPE),
    "phys_tgt_effect": ("physical_effect", PHYSICAL_EFFECT),
    "instrument_type": ("instrument_type", INSTRUMENT),
    "hum_tgt_number": ("number", NUMBER),
    "phys_tgt_number": ("number", NUMBER),
}
# A filler of these kinds with no set fill has the fill "-".
EFFECTS = {"hum_tgt": ("human_effect", HUMAN_EFFECT), "phys_tgt": ("physical_effect", PHYSICAL_EFFECT), "perp_org": ("org_confidence", ORG_CONFIDENCE)}
QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')


def strings_of(fill: str) -> list[str]:
    found = [s.replace('\\"', '"').strip() for s in QUOTED.findall(fill)]
    return [s for s in found if s and s != "-"]


def places_of(text: str, words: str) -> list[tuple[int, int]]:
    pattern = r"(?<![A-Z0-9])" + r"\s+".join(map(re.escape, words.split())) + r"(?![A-Z0-9])"
    return [m.span() for m in re.finditer(pattern, text)]


def muc_document(document: dict) -> tuple[str, list, dict, dict, dict, list]:
    """Spans of fillers with their role, classes and incident types by start, and the types of the whole document with
    the starts of their fillers."""
    text = document["text"]
    spans, classes, types, whole = {}, {}, {}, []
    for template in document["templates"]:
        if not template.get("type"):
            continue
        kinds = [INCIDENT.index(t) for t in re.split(r"\s*/\s*", template["type"][0].strip("? ")) if t in INCIDENT]
        starts = set()
        for slot, role in STRING_SLOTS.items():
            for fill in template.get(slot) or []:
                for words in strings_of(fill):
                    for start, end in places_of(text, words):
                        spans.setdefault((start, end), FILLER.index(role))
                        types.setdefault(start, set()).update(kinds[:1])
                        starts.add(start)
                        if role == "hum_tgt":
                            # The fill of a description names whom it describes behind a colon.
                            is_described = slot == "hum_tgt_desc" and words in strings_of(fill.partition('":')[0] + '"')
                            classes[("human_form", start)] = int(is_described)
                        if role in EFFECTS:
                            head, names = EFFECTS[role]
                            classes.setdefault((head, start), names.index("-"))
        for slot, (head, names) in SET_SLOTS.items():
            for fill in template.get(slot) or []:
                value, _, rest = fill.partition(":")
                value = value.strip(" ?()").split("/")[0].strip()
                if head == "number":
                    value = value if value in ("1", "PLURAL") else "written"
                if value not in names:
                    continue
                for words in strings_of(rest):
                    for start, _ in places_of(text, words):
                        classes[(head, start)] = names.index(value)
        stage = (template.get("stage") or ["ACCOMPLISHED"])[0].split("/")[0].strip("? ")
        state = (template.get("perp_category") or ["-"])[0].strip("? ").startswith("STATE")
        whole.append((kinds[:1], STAGE.index(stage) if stage in STAGE else 0, state, starts))
    # Of overlapping fillers the longest.
    kept, last = [], -1
    for (start, end), role in sorted(spans.items(), key=lambda item: (item[0][0], -item[0][1])):
        if start >= last:
            kept.append((start, end, role))
            last = end
    return text, kept, classes, types, whole


PARAGRAPH = re.compile(r"\n\s*\n|(?<=[.!?\"])\s{2,}|(?<=[.!?])\s+(?=[A-Z\"\[])")


def cuts(text: str) -> list[tuple[int, int]]:
    """Sentences, roughly: enough to cut windows at."""
    out, start = [], 0
    for match in PARAGRAPH.finditer(text):
        out.append((start, match.start()))
        start = match.end()
    out.append((start, len(text)))
    return [(s, e) for s, e in out if text[s:e].strip()]


def windows(text: str, limit: int) -> list[tuple[int, int]]:
    """Stretches of whole sentences of at most `limit` characters, a longer sentence alone."""
    out = []
    for start, end in cuts(text):
        if out and end - out[-1][0] <= limit:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def muc(path: pathlib.Path, limit: int = 1100) -> list[Example]:
    examples = []
    for line in path.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        text, spans, classes, types, whole = muc_document(document)
        for start, end in windows(text, limit):
            inside = [(s - start, e - start, role) for s, e, role in spans if start <= s and e <= end]
            starts = {s for s, _, _ in inside}
            example = Example("muc", document["docid"], text[start:end], {"filler": inside})
            for (head, at), value in classes.items():
                if at - start in starts:
                    example.classes.setdefault(head, []).append((at - start, value))
            example.multi["filler_incident"] = [(at - start, sorted(kinds)) for at, kinds in types.items() if at - start in starts]
            here = [(kinds, stage, state) for kinds, stage, state, at in whole if any(start <= a < end for a in at)]
            example.windows = {
                "incident": [int(any(i in kinds for kinds, _, _ in here)) for i in range(len(INCIDENT))],
                "relevant": [int(bool(here))],
            }
            if here:
                example.windows["stage"] = [int(any(stage == i for _, stage, _ in here)) for i in range(len(STAGE))]
                example.windows["state"] = [int(any(state for _, _, state in here))]
            examples.append(example)
    return examples


TOLD = re.compile(r"\[([^\[\]{}]+)\]|\{([^\[\]{}]+)\}")


def told(path: pathlib.Path) -> list[Example]:
    """Passages with [words] that tell of an event as news and {words} that name one and do not."""
    examples = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        if line.startswith("#"):
            continue
        passage = line.split("\t")[2]
        text, at, marks = "", 0, []
        for match in TOLD.finditer(passage):
            text += passage[at : match.start()]
            marks.append((len(text), [0] if match[1] else []))
            text += match[1] or match[2]
            at = match.end()
        examples.append(Example("told", f"told:{number}", text + passage[at:], multi={"told": marks}))
    return examples


NO_NEWS = ("denied", "threatened", "planned", "hypothetical")


def marked(passages: list[labels.Passage], task: str) -> list[Example]:
    examples = []
    for passage in passages:
        marks = passage.marks
        example = Example(task, passage.id, passage.text)
        example.spans["mark"] = sorted((m.start, m.end, MARKS.index(m.kind)) for m in marks.values())
        example.classes = {
            "event_type": [(marks[e.mark].start, labels.EVENT_TYPES.index(e.type)) for e in passage.events],
            "modality": [(marks[e.mark].start, labels.MODALITIES.index(e.modality)) for e in passage.events],
            "stance": [(marks[c.mark].start, labels.STANCES.index(c.stance)) for c in passage.cues],
        }
        # What occurred is news in a report; an own passage may tell of the past.
        is_own = passage.id.startswith("own")
        example.multi["told"] = [
            (marks[e.mark].start, [0] if e.modality == "occurred" else [])
            for e in passage.events
            if e.modality in NO_NEWS or e.modality == "occurred" and not is_own
        ]
        for event in passage.events:
            example.heads.append(marks[event.mark].start)
            for role, names in event.roles.items():
                example.links += [(marks[event.mark].start, marks[name].start, LINKS.index(role)) for name in names]
        for cue in passage.cues:
            example.heads.append(marks[cue.mark].start)
            if cue.source:
                example.links.append((marks[cue.mark].start, marks[cue.source].start, LINKS.index("source")))
            if cue.content:
                start, end = cue.content
                for event in passage.events:
                    if start <= marks[event.mark].start < end:
                        example.links.append((marks[cue.mark].start, marks[event.mark].start, LINKS.index("content")))
        example.linked_roles = list(range(len(LINKS)))
        example.windows["relevant"] = [int(bool(passage.events))]
        examples.append(example)
    return examples
