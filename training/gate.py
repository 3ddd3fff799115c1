"""The gates before the model: which sentences may tell of an event, and of which the model may say that it is no news.
Linear over hashed words and pairs of words.

    python gate.py events --data FOLDER --out crates/reader/model/gate.bin
    python gate.py doubts --told FILE --out crates/reader/model/doubts.bin

The first trains on the labelled passages by sentence and on sentences of the factuality collection (general text, almost
without conflict); the second on what the model says of unlabelled reports, which `cargo xtask doubts FILE` writes (a
chance and a sentence a line). Each prints recall and how many sentences pass, and writes a table: one signed byte a
bucket, then the cut.
"""

import argparse
import json
import pathlib
import random
import re

import numpy

import data
import labels

BUCKETS = 1 << 16
WORD = re.compile(rb"[A-Za-z0-9]+")
END = re.compile(r"(?<=[.!?])[\"”’')]*\s+")
# Recall on labelled sentences, and on doubtful ones, that the cuts are chosen for, by folds.
RECALL = 0.995
DOUBTS_RECALL = 0.9
# What the model gives a lower chance to be told as news is in doubt (LEAST_TOLD of crates/claims/src/extract/learned.rs).
DOUBTFUL = 0.3


def fnv1a(words: bytes) -> int:
    value = 0xCBF29CE484222325
    for byte in words:
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return value


def buckets(text: str) -> list[int]:
    """Buckets of the words and pairs of neighbours of a text: ASCII letters and digits in lower case."""
    words = [word.lower() for word in WORD.findall(text.encode())]
    pairs = [a + b" " + b for a, b in zip(words, words[1:])]
    return sorted({fnv1a(x) % BUCKETS for x in words + pairs})


def sentences(passage: labels.Passage) -> list[tuple[str, bool]]:
    starts = [0] + [m.end() for m in END.finditer(passage.text)] + [len(passage.text)]
    events = [passage.marks[event.mark].start for event in passage.events]
    cut = [(passage.text[s:e], any(s <= at < e for at in events)) for s, e in zip(starts, starts[1:])]
    return [(text, told) for text, told in cut if text.strip()]


def fit(rows: list[list[int]], told: numpy.ndarray, epochs: int = 30) -> tuple[numpy.ndarray, float]:
    """Logistic regression by stochastic descent (AdaGrad), a little L2."""
    weights, bias, seen = numpy.zeros(BUCKETS), 0.0, numpy.full(BUCKETS, 1e-6)
    order = numpy.arange(len(rows))
    rng = numpy.random.default_rng(20261127)
    for _ in range(epochs):
        rng.shuffle(order)
        for i in order:
            at = rows[i]
            score = weights[at].sum() / max(1, len(at)) ** 0.5 + bias
            slope = 1 / (1 + numpy.exp(-score)) - told[i]
            step = slope / max(1, len(at)) ** 0.5 + 1e-5 * weights[at]
            seen[at] += step**2
            weights[at] -= 0.3 * step / numpy.sqrt(seen[at])
            bias -= 0.01 * slope
    return weights, bias


def score(rows, weights, bias):
    return numpy.array([weights[at].sum() / max(1, len(at)) ** 0.5 + bias for at in rows])


def by_folds(rows: list[list[int]], told: numpy.ndarray, folds: numpy.ndarray) -> numpy.ndarray:
    """The score of each row, by weights that the other folds gave."""
    scores = numpy.zeros(len(rows))
    for fold in sorted(set(folds)):
        inside, outside = numpy.flatnonzero(folds != fold), numpy.flatnonzero(folds == fold)
        weights, bias = fit([rows[i] for i in inside], told[inside], 10)
        scores[outside] = score([rows[i] for i in outside], weights, bias)
    return scores


def table(rows: list[list[int]], told: numpy.ndarray, cut: float) -> tuple[numpy.ndarray, float]:
    """Weights of all rows as signed bytes, and the cut on their scale."""
    weights, bias = fit(rows, told, 10)
    scale = float(numpy.abs(weights).max() / 127)
    return numpy.clip(numpy.round(weights / scale), -127, 127).astype(numpy.int8), (cut - bias) / scale


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    gates = parser.add_subparsers(dest="gate", required=True)
    of_events, of_doubts = gates.add_parser("events"), gates.add_parser("doubts")
    of_events.add_argument("--data", type=pathlib.Path, required=True)
    of_doubts.add_argument("--told", type=pathlib.Path, required=True)
    for gate in (of_events, of_doubts):
        gate.add_argument("--out", type=pathlib.Path, required=True)
    options = parser.parse_args()
    small, cut = events(options.data) if options.gate == "events" else doubts(options.told)
    options.out.write_bytes(small.tobytes() + numpy.float32(cut).tobytes())


def doubts(path: pathlib.Path) -> tuple[numpy.ndarray, float]:
    lines = [line.split("\t", 1) for line in path.read_text().splitlines()]
    rows = [buckets(sentence) for _, sentence in lines]
    doubtful = numpy.array([float(chance) < DOUBTFUL for chance, _ in lines]).astype(float)
    # Events of one report stand side by side and stay in one fold.
    scores = by_folds(rows, doubtful, numpy.arange(len(rows)) // 40 % 5)
    for recall in (0.8, DOUBTS_RECALL, 0.95):
        passes = scores >= numpy.quantile(scores[doubtful > 0], 1 - recall)
        print(f"recall {recall} by folds: {passes.mean():.3f} of {len(rows)} pass, {passes[doubtful == 0].mean():.3f} of the others")
    return table(rows, doubtful, float(numpy.quantile(scores[doubtful > 0], 1 - DOUBTS_RECALL)))


def events(folder: pathlib.Path) -> tuple[numpy.ndarray, float]:
    here = pathlib.Path(__file__).parent / "labels"
    passages, _ = labels.load(here, folder)
    measured = set((here / "measured.txt").read_text().split())
    own = [(s, t, p.id in measured) for p in passages for s, t in sentences(p)]
    lines = (folder / "factuality/uds_ih2_train.jsonl").read_text().splitlines()
    general = sorted({json.loads(line)["text"] for line in lines})
    random.Random(20261127).shuffle(general)
    muc = data.muc(folder / "muc4/dev.jsonl")
    dull = [x.text for x in muc if not x.windows["relevant"][0]][:600]
    filled = [s for x in muc if x.windows["relevant"][0] for s in told_sentences(x)]
    train = [(s, t) for s, t, held in own if not held] + [(s, False) for s in general[:6000]] + [(s, True) for s in filled]
    rows = [buckets(s) for s, _ in train]
    told = numpy.array([float(t) for _, t in train])
    out_of_fold = by_folds(rows, told, numpy.arange(len(train)) % 5)
    own_told = [i for i, (_, t) in enumerate(train) if t][: sum(t for _, t, h in own if not h)]
    small, cut = table(rows, told, float(numpy.quantile(out_of_fold[own_told], 1 - RECALL)))
    tell = lambda texts: numpy.mean([small[at].astype(float).sum() / max(1, len(at)) ** 0.5 >= cut for at in map(buckets, texts)])
    print(f"recall, sentences with an event of the measured passages: {tell([s for s, t, h in own if h and t]):.3f}")
    print(f"passes, sentences without: {tell([s for s, t, h in own if h and not t]):.3f}")
    print(f"passes, general text: {tell(general[6000:9000]):.3f}")
    print(f"passes, windows of MUC without an incident: {tell(dull):.3f}")
    test = data.muc(folder / "muc4/tst2.jsonl")
    print(f"recall, windows of MUC TST2 with an incident, any sentence: {numpy.mean([any(tell([s]) for s in END.split(x.text)) for x in test if x.windows['relevant'][0]]):.3f}")
    return small, cut


def told_sentences(example: data.Example) -> list[str]:
    starts = [0] + [m.end() for m in END.finditer(example.text)] + [len(example.text)]
    filled = [s for s, _, _ in example.spans["filler"]]
    return [example.text[s:e] for s, e in zip(starts, starts[1:]) if sum(s <= at < e for at in filled) > 1]


if __name__ == "__main__":
    main()
