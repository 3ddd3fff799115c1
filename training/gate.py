"""The gate before the model: which sentences may tell of an event. Linear over hashed words and pairs of words.

    python gate.py --data FOLDER --out FILE

Trains on the labelled passages by sentence and on sentences of the factuality collection (general text, almost without
conflict), prints recall and how many sentences pass, and writes the table: one signed byte a bucket, then the cut.
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
# Recall on labelled sentences that the cut is chosen for, by folds.
RECALL = 0.995


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


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    options = parser.parse_args()
    here = pathlib.Path(__file__).parent / "labels"
    passages, _ = labels.load(here, options.data)
    measured = set((here / "measured.txt").read_text().split())
    own = [(s, t, p.id in measured) for p in passages for s, t in sentences(p)]
    lines = (options.data / "factuality/uds_ih2_train.jsonl").read_text().splitlines()
    general = sorted({json.loads(line)["text"] for line in lines})
    random.Random(20261127).shuffle(general)
    muc = data.muc(options.data / "muc4/dev.jsonl")
    dull = [x.text for x in muc if not x.windows["relevant"][0]][:600]
    filled = [s for x in muc if x.windows["relevant"][0] for s in told_sentences(x)]
    train = [(s, t) for s, t, held in own if not held] + [(s, False) for s in general[:6000]] + [(s, True) for s in filled]
    rows = [buckets(s) for s, _ in train]
    told = numpy.array([float(t) for _, t in train])
    folds = numpy.arange(len(train)) % 5
    out_of_fold = numpy.zeros(len(train))
    for fold in range(5):
        inside = [i for i in range(len(train)) if folds[i] != fold]
        weights, bias = fit([rows[i] for i in inside], told[inside], 10)
        outside = [i for i in range(len(train)) if folds[i] == fold]
        out_of_fold[outside] = score([rows[i] for i in outside], weights, bias)
    own_told = [i for i, (_, t) in enumerate(train) if t][: sum(t for _, t, h in own if not h)]
    cut = float(numpy.quantile(out_of_fold[own_told], 1 - RECALL))
    weights, bias = fit(rows, told, 10)
    scale = float(numpy.abs(weights).max() / 127)
    small = numpy.clip(numpy.round(weights / scale), -127, 127).astype(numpy.int8)
    cut = (cut - bias) / scale
    tell = lambda texts: numpy.mean([small[at].astype(float).sum() / max(1, len(at)) ** 0.5 >= cut for at in map(buckets, texts)])
    print(f"recall, sentences with an event of the measured passages: {tell([s for s, t, h in own if h and t]):.3f}")
    print(f"passes, sentences without: {tell([s for s, t, h in own if h and not t]):.3f}")
    print(f"passes, general text: {tell(general[6000:9000]):.3f}")
    print(f"passes, windows of MUC without an incident: {tell(dull):.3f}")
    test = data.muc(options.data / "muc4/tst2.jsonl")
    print(f"recall, windows of MUC TST2 with an incident, any sentence: {numpy.mean([any(tell([s]) for s in END.split(x.text)) for x in test if x.windows['relevant'][0]]):.3f}")
    options.out.write_bytes(small.tobytes() + numpy.float32(cut).tobytes())


def told_sentences(example: data.Example) -> list[str]:
    starts = [0] + [m.end() for m in END.finditer(example.text)] + [len(example.text)]
    filled = [s for s, _, _ in example.spans["filler"]]
    return [example.text[s:e] for s, e in zip(starts, starts[1:]) if sum(s <= at < e for at in filled) > 1]


if __name__ == "__main__":
    main()
