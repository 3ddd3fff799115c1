"""Labelled passages: the marks of docs/labels.md read, checked and kept.

    python labels.py check FILE [SOURCE]         problems of a marked file, a line each; SOURCE holds the passages unmarked
    python labels.py standoff DATA OUT FILE...   marked passages of the data folder as offsets and hashes, a JSON line each
    python labels.py occasions DATA OUT          events with their times, what `cargo xtask fit occasions` reads
    python labels.py agree FILE FILE             how far two readings of the same passages agree

A passage comes back as `Passage`: its words, mentions, events and cues, all offsets in characters of `text`, half-open.
"""

import csv
import dataclasses
import hashlib
import json
import pathlib
import re
import sys

KINDS = {
    "a": "actor",
    "p": "place",
    "f": "facility",
    "w": "weapon",
    "l": "platform",
    "t": "time",
    "q": "quantity",
    "e": "event",
    "c": "cue",
}
ROLES = ("initiator", "target", "victim", "instrument", "place", "time", "count")
MODALITIES = ("occurred", "denied", "threatened", "planned", "possible", "hypothetical")
STANCES = ("says", "claims", "confirms", "denies", "accuses", "threatens", "cannot_verify", "estimates")
EVENT_TYPES = tuple(
    """air_drone_strike shelling_artillery_missile_attack remote_explosive_landmine_ied suicide_bomb grenade
    chemical_weapon armed_clash government_regains_territory non_state_actor_overtakes_territory attack
    abduction_forced_disappearance sexual_violence arrests looting_property_destruction disrupted_weapons_use agreement
    change_to_group_activity headquarters_or_base_established non_violent_transfer_of_territory peaceful_protest
    protest_with_intervention excessive_force_against_protesters violent_demonstration mob_violence other""".split()
)
MARK = re.compile(r"\[([apfwltqec]\d+)\|([^\[\]|]*)\]")
CONTENT = re.compile(r'content="(.*)"\s*$')


@dataclasses.dataclass
class Mark:
    """Words of one kind: `start..end` in the passage."""

    start: int
    end: int
    kind: str


@dataclasses.dataclass
class Event:
    """A trigger with its type, modality, the earlier trigger it repeats, and marks by role."""

    mark: str
    type: str
    modality: str
    same: str | None
    roles: dict[str, list[str]]


@dataclasses.dataclass
class Cue:
    """A cue with the stance of the speaker, the speaker's mark and what is attributed."""

    mark: str
    stance: str
    source: str | None
    content: tuple[int, int] | None


@dataclasses.dataclass
class Passage:
    """One to three sentences and what they say."""

    id: str
    text: str
    marks: dict[str, Mark]
    events: list[Event]
    cues: list[Cue]


def read(path: pathlib.Path) -> tuple[list[Passage], list[str]]:
    """The passages of a marked file and its problems, each with the passage's id; a passage with problems is kept
    without the lines that have them."""
    passages, problems = [], []
    for block in re.split(r"(?m)^#", path.read_text(encoding="utf-8")):
        lines = [line for line in block.splitlines() if line.strip()]
        if not lines:
            continue
        key, body = lines[0].strip(), []
        rest = lines[1:]
        while rest and not re.match(r"[ec]\d+ [a-z_]+\b", rest[0]):
            body.append(rest.pop(0))
        passage, faults = passage_of(key, "\n".join(body), rest)
        passages.append(passage)
        problems += [f"{key}: {fault}" for fault in faults]
    return passages, problems


def passage_of(key: str, marked: str, lines: list[str]) -> tuple[Passage, list[str]]:
    text, marks, faults, last = "", {}, [], 0
    for match in MARK.finditer(marked):
        text += marked[last : match.start()]
        start = len(text)
        text += match[2]
        if match[1] in marks:
            faults.append(f"mark {match[1]} twice")
        marks[match[1]] = Mark(start, len(text), KINDS[match[1][0]])
        last = match.end()
    text += marked[last:]
    if "[" in text or "|" in text:
        faults.append("a bracket or bar outside a mark")
    passage = Passage(key, text, marks, [], [])
    for line in lines:
        try:
            add_line(passage, line)
        except ValueError as fault:
            faults.append(f"{line[:60]!r}: {fault}")
    told = {event.mark for event in passage.events} | {cue.mark for cue in passage.cues}
    faults += [f"{mark} has no line" for mark in marks if mark[0] in "ec" and mark not in told]
    return passage, faults


def add_line(passage: Passage, line: str) -> None:
    name, what, rest = (line.strip() + "  ").split(" ", 2)
    if name not in passage.marks:
        raise ValueError(f"no mark {name}")
    if name[0] == "c":
        if what not in STANCES:
            raise ValueError(f"no stance {what}")
        content = CONTENT.search(rest.strip())
        source = re.search(r"source=(\w+)", rest)
        if source and source[1] not in passage.marks:
            raise ValueError(f"no mark {source[1]}")
        span = find_content(passage.text, content[1], passage.marks[name]) if content else None
        passage.cues.append(Cue(name, what, source[1] if source else None, span))
        return
    if what not in EVENT_TYPES:
        raise ValueError(f"no type {what}")
    modality, *parts = rest.split()
    if modality not in MODALITIES:
        raise ValueError(f"no modality {modality}")
    same, roles = None, {}
    for part in parts:
        role, _, fill = part.partition("=")
        names = fill.split(",")
        for one in names:
            if one not in passage.marks:
                raise ValueError(f"no mark {one!r}")
        if role == "same":
            same = names[0]
        elif role in ROLES:
            roles[role] = names
        else:
            raise ValueError(f"no role {role}")
    passage.events.append(Event(name, what, modality, same, roles))


def find_content(text: str, words: str, cue: Mark) -> tuple[int, int]:
    """The content's extent from its first and last words; of several places the one nearest to the cue."""
    first, _, last = (part.strip() for part in MARK.sub(r"\2", words).partition("..."))
    found = []
    for start in (m.start() for m in re.finditer(re.escape(first), text)):
        if not last:
            found.append((start, start + len(first)))
            continue
        end = text.find(last, start)
        if end >= 0:
            found.append((start, end + len(last)))
    if not found:
        raise ValueError(f"content not in the passage: {words[:50]!r}")
    return min(found, key=lambda span: min(abs(span[0] - cue.end), abs(cue.start - span[1])))


def check(path: pathlib.Path, source: pathlib.Path | None) -> int:
    passages, problems = read(path)
    if source:
        words = {}
        for block in re.split(r"(?m)^#", source.read_text(encoding="utf-8")):
            lines = block.strip("\n").splitlines()
            if lines:
                words[lines[0].strip()] = "\n".join(lines[1:]).strip()
        labelled = {passage.id: passage.text.strip() for passage in passages}
        problems += [f"{key}: not labelled" for key in words if key not in labelled]
        for key, text in labelled.items():
            if key not in words:
                problems.append(f"{key}: not in the source")
            elif text != words[key]:
                at = next((i for i, (x, y) in enumerate(zip(text, words[key])) if x != y), min(len(text), len(words[key])))
                problems.append(f"{key}: words changed at {words[key][max(0, at - 15) : at + 15]!r}")
    print("\n".join(problems + [f"{len(passages)} passages, {len(problems)} problems"]))
    return 1 if problems else 0


def texts(folder: pathlib.Path) -> dict[str, str]:
    """The texts that stand-off labels point into, by the first two parts of a passage's id: an article of FA-KES by its
    number, a line of the strike releases by its hash, a sentence of re3d by its position."""
    csv.field_size_limit(10**9)
    found = {}
    with open(folder / "fa_kes/fa_kes.csv", encoding="utf-8", errors="replace", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(f"fa_kes:{row['unit_id']}", row["article_content"] or "")
    with open(folder / "centcom_strikes/2014-2015.csv", encoding="utf-8", errors="replace", newline="") as file:
        for row in csv.DictReader(file):
            found["centcom:" + hashlib.sha256(row["line"].encode()).hexdigest()[:12]] = row["line"]
    blocks = (folder / "re3d/train.conll").read_text(encoding="utf-8").strip().split("\n\n")
    for number, block in enumerate(blocks):
        found[f"re3d:{number}"] = " ".join(line.rsplit(None, 1)[0] for line in block.splitlines())
    return found


def key_of(passage_id: str) -> str:
    return ":".join(passage_id.split(":")[:2])


def standoff(folder: pathlib.Path, out: pathlib.Path, files: list[pathlib.Path]) -> int:
    """Writes passages as offsets into the passage, the passage as a place in its text and a hash of its words."""
    whole, lines, problems = texts(folder), [], []
    for file in files:
        passages, faults = read(file)
        problems += faults
        for passage in passages:
            start = whole[key_of(passage.id)].find(passage.text)
            if start < 0:
                problems.append(f"{passage.id}: not in its text")
                continue
            row = dataclasses.asdict(passage)
            del row["text"]
            row["start"], row["end"] = start, start + len(passage.text)
            row["sha256"] = hashlib.sha256(passage.text.encode()).hexdigest()
            row["marks"] = {name: [m.start, m.end] for name, m in passage.marks.items()}
            lines.append(json.dumps(row, sort_keys=True))
    out.write_text("".join(line + "\n" for line in sorted(lines)), encoding="utf-8")
    print("\n".join(problems + [f"{len(lines)} passages, {len(problems)} problems"]))
    return 1 if problems else 0


def load(here: pathlib.Path, folder: pathlib.Path | None) -> tuple[list[Passage], list[str]]:
    """The passages of `own.txt`, and with the data folder those of `standoff.jsonl`; problems name passages left out."""
    passages, problems = read(here / "own.txt")
    whole = texts(folder) if folder else {}
    for line in (here / "standoff.jsonl").read_text(encoding="utf-8").splitlines() if folder else []:
        row = json.loads(line)
        text = whole.get(key_of(row["id"]), "")[row["start"] : row["end"]]
        if hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
            problems.append(f"{row['id']}: its words are not those that were labelled")
            continue
        marks = {name: Mark(start, end, KINDS[name[0]]) for name, (start, end) in row["marks"].items()}
        events = [Event(**event) for event in row["events"]]
        cues = [Cue(**cue | {"content": cue["content"] and tuple(cue["content"])}) for cue in row["cues"]]
        passages.append(Passage(row["id"], text, marks, events, cues))
    return passages, problems


def occasions(folder: pathlib.Path, out: pathlib.Path) -> int:
    """Writes the passages that weights may be fitted on, a JSON line each: its words, and for each event the extents of the
    trigger and of its times, in bytes."""
    here = pathlib.Path(__file__).parent / "labels"
    measured = set((here / "measured.txt").read_text().split())
    passages, problems = load(here, folder)
    lines = []
    for passage in passages:
        if passage.id in measured:
            continue

        def extent(name: str) -> list[int]:
            mark = passage.marks[name]
            return [len(passage.text[:at].encode()) for at in (mark.start, mark.end)]

        events = [[extent(e.mark), [extent(name) for name in e.roles.get("time", [])]] for e in passage.events]
        lines.append(json.dumps([passage.text, events]))
    out.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    print("\n".join(problems + [f"{len(lines)} passages, {len(problems)} problems"]))
    return 1 if problems else 0


def facts(passage: Passage) -> dict[str, set]:
    """What a passage says, by kind of label, in terms of extents, so that two readings can be compared."""
    at = {name: (mark.start, mark.end) for name, mark in passage.marks.items()}
    found = {f"mark {kind}": {at[n] for n, m in passage.marks.items() if m.kind == kind} for kind in KINDS.values()}
    found["type"] = {(at[event.mark], event.type) for event in passage.events}
    found["modality"] = {(at[event.mark], event.modality) for event in passage.events}
    for role in ROLES:
        found[f"role {role}"] = {(at[e.mark], at[name]) for e in passage.events for name in e.roles.get(role, [])}
    found["stance"] = {(at[cue.mark], cue.stance) for cue in passage.cues}
    found["source"] = {(at[cue.mark], at[cue.source]) for cue in passage.cues if cue.source}
    return found


def agree(first: pathlib.Path, second: pathlib.Path) -> int:
    """F1 of one reading against the other by kind of label; types, modalities, stances and roles also where both have
    the marks that they stand on."""
    others = {passage.id: facts(passage) for passage in read(second)[0]}
    pairs = [(facts(passage), others[passage.id]) for passage in read(first)[0] if passage.id in others]
    print(f"{len(pairs)} passages in both")
    for kind in pairs[0][0]:
        both = sum(len(a[kind] & b[kind]) for a, b in pairs)
        n = sum(len(a[kind]) + len(b[kind]) for a, b in pairs)
        told = f"{kind:<16} n {n / 2:7.1f}  F {200 * both / n if n else 0:5.1f}"
        ground = {"type": "mark event", "modality": "mark event", "stance": "mark cue"}.get(kind)
        if ground:
            shared = sum(len(a[ground] & b[ground]) for a, b in pairs)
            told += f"  of shared marks {100 * both / shared if shared else 0:5.1f} %"
        print(told)
    return 0


def main() -> int:
    match sys.argv[1:]:
        case ["check", file, *source]:
            return check(pathlib.Path(file), pathlib.Path(source[0]) if source else None)
        case ["standoff", folder, out, *files] if files:
            return standoff(pathlib.Path(folder), pathlib.Path(out), [pathlib.Path(file) for file in files])
        case ["occasions", folder, out]:
            return occasions(pathlib.Path(folder), pathlib.Path(out))
        case ["agree", first, second]:
            return agree(pathlib.Path(first), pathlib.Path(second))
    sys.exit(__doc__)


if __name__ == "__main__":
    sys.exit(main())
