"""How fast and how much other tools for place names find: one line of JSON for each tool.

    python3 peers.py TOOL < texts.jsonl

TOOL is geotext, flashgeotext or local_geocode (PyPI). Each line of texts.jsonl is a JSON string. Loading is not counted.
Exit code 3: the package is not installed.
"""
import json
import sys
import time


def geotext():
    from geotext import GeoText

    def find(text):
        found = GeoText(text)
        return len(found.cities) + len(found.countries)

    return find


def flashgeotext():
    from flashgeotext.geotext import GeoText

    tool = GeoText()

    def find(text):
        found = tool.extract(input_text=text)
        return sum(place["count"] for kind in found.values() for place in kind.values())

    return find


def local_geocode():
    from geocode.geocode import Geocode

    tool = Geocode()
    tool.load()
    return lambda text: len(tool.decode(text))


def main():
    texts = [json.loads(line) for line in sys.stdin]
    try:
        find = {"geotext": geotext, "flashgeotext": flashgeotext, "local_geocode": local_geocode}[sys.argv[1]]()
    except ImportError:
        sys.exit(3)
    start = time.process_time()
    names = sum(find(text) for text in texts)
    print(json.dumps({"seconds": time.process_time() - start, "names": names}))


main()
