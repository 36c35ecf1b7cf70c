"""Joins requests and responses of a Vault audit log by request.id, slowly and plainly, in whole nanoseconds.

usage: join_pairs.py FILE   prints one JSON object: the durations of all pairs in nanoseconds, in order of size

Shares nothing with the exporter. For a log in order, shorter than the timeout: no pair is too far apart.
"""
import calendar
import json
import re
import sys

TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?Z")


def nanoseconds(text):
    *date, fraction = TIME.fullmatch(text).groups()
    return calendar.timegm(tuple(map(int, date))) * 10**9 + int((fraction or "").ljust(9, "0"))


def main(path):
    first = {"request": {}, "response": {}}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            entry = json.loads(line)
            key = entry.get("request", {}).get("id")
            if entry["type"] in first and key:
                first[entry["type"]].setdefault(key, nanoseconds(entry["time"]))
    pairs = [ended - first["request"][key] for key, ended in first["response"].items() if key in first["request"]]
    unpaired = len(first["request"].keys() ^ first["response"].keys())
    print(json.dumps({"nanoseconds": sorted(pairs), "unpaired": unpaired}))


main(sys.argv[1])
