"""Joins the request and response entries of a Vault audit log by request id, slowly and plainly.

usage: vault_pairs.py FILE   prints the number of pairs, and the median of their differences in nanoseconds
"""
import calendar
import json
import re
import sys


def nanoseconds(text):
    date, fraction = re.fullmatch(r"([^.Z]+)(?:\.(\d+))?Z", text).groups()
    seconds = calendar.timegm(tuple(int(part) for part in re.split("[-T:]", date)))
    return seconds * 10**9 + int((fraction or "").ljust(9, "0"))


def main(path):
    times = {"request": {}, "response": {}}
    for line in open(path, encoding="utf-8"):
        entry = json.loads(line)
        times[entry["type"]].setdefault(entry["request"]["id"], nanoseconds(entry["time"]))
    pairs = sorted(times["response"][key] - time for key, time in times["request"].items() if key in times["response"])
    print(json.dumps({"pairs": len(pairs), "median": pairs[len(pairs) // 2]}))


if __name__ == "__main__":
    main(sys.argv[1])
