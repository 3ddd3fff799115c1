#!/usr/bin/env python3
"""Speed and recognition of `dateline places` beside geotext, flashgeotext and local_geocode, on the same texts.

    python3 -m venv VENV && VENV/bin/pip install geotext flashgeotext local_geocode
    cargo build --release
    VENV/bin/python crates/places/benches/peers.py target/release/dateline DATELINE_DATA/toponyms/lgl_half.jsonl

The file holds one `{"text": ..., "top": [{"s", "e"}]}` a line, offsets in characters. F counts names that overlap a
marked one, one to one. geotext tells no offsets: each of its names is sought in the text from left to right. MB/s are
bytes of text by processor time of one process; that of dateline includes its start and its JSON. Only dateline and
local_geocode also give coordinates.
"""
import json
import logging
import resource
import subprocess
import sys
import time


def documents(path):
    with open(path, encoding="utf8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def f1(gold, found):
    right = n_gold = n_found = 0
    for marked, told in zip(gold, found):
        free = list(told)
        n_gold += len(marked)
        n_found += len(told)
        for start, end in marked:
            hit = next((it for it in free if it[0] < end and start < it[1]), None)
            if hit:
                free.remove(hit)
                right += 1
    return 200 * right / max(n_gold + n_found, 1)


def sought(text, names):
    spans, at = [], 0
    for name in names:
        start = text.find(name, at)
        if start >= 0:
            spans.append((start, start + len(name)))
            at = start + len(name)
    return spans


def geotext_reader():
    from geotext import GeoText

    def read(text):
        found = GeoText(text)
        names = sorted(set(found.cities) | set(found.countries), key=text.find)
        return sought(text, names)

    return read


def flashgeotext_reader():
    from flashgeotext.geotext import GeoText

    geotext = GeoText()

    def read(text):
        found = geotext.extract(input_text=text)
        return [tuple(span) for kind in found.values() for name in kind.values() for span in name["span_info"]]

    return read


def local_geocode_reader():
    from geocode.geocode import Geocode

    coder = Geocode()
    coder.load()

    def read(text):
        names = [it["name"] for it in coder.decode(text)]
        return sought(text, sorted(names, key=text.find))

    return read


def measure_python(name, make, texts, gold, n_bytes):
    try:
        read = make()
    except Exception as error:  # a peer that does not start on this machine is told, not hidden
        print(f"{name:<14} not measured: {error!r}")
        return
    begin = time.process_time()
    found = [read(text) for text in texts]
    seconds = time.process_time() - begin
    print(f"{name:<14} {n_bytes / 1e6 / seconds:8.2f} MB/s  F {f1(gold, found):5.1f}")


def measure_dateline(binary, path, gold, n_bytes):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([binary, "places", path], capture_output=True, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    found = [[(it["s"], it["e"]) for it in json.loads(line)["top"]] for line in done.stdout.splitlines()]
    print(f"{'dateline':<14} {n_bytes / 1e6 / seconds:8.2f} MB/s  F {f1(gold, found):5.1f}")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    logging.disable(logging.CRITICAL)
    rows = documents(sys.argv[2])
    texts = [row["text"] for row in rows]
    gold = [[(it["s"], it["e"]) for it in row["top"] if it.get("lat") is not None] for row in rows]
    n_bytes = sum(len(text.encode()) for text in texts)
    measure_dateline(sys.argv[1], sys.argv[2], gold, n_bytes)
    measure_python("geotext", geotext_reader, texts, gold, n_bytes)
    measure_python("flashgeotext", flashgeotext_reader, texts, gold, n_bytes)
    measure_python("local_geocode", local_geocode_reader, texts, gold, n_bytes)


if __name__ == "__main__":
    main()
