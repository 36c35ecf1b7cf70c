"""Works out from an audit log what metrics with a memory have to show, slowly and plainly.

usage: memory_day.py FILE [--now SECONDS]...   prints one JSON object

Metrics and their settings are those of day-config.ts. Nothing is shared with the exporter but the definition of each
metric. Sliding counts are worked out for the newest time of an event, and for each --now (seconds since the epoch, not
before that).
"""
import bisect
import calendar
import collections
import json
import re
import sys

REFUSED = "permission denied"

# What a live credential looks like, as those who issue it say.
SECRETS = {
    "vault_token": r"(?<![\w.-])(?:hv[sbr]\.[\w-]{24,}|s\.[0-9A-Za-z]{24}(?![\w.-]))",
    "aws_access_key_id": r"(?<!\w)AKIA[A-Z2-7]{16}(?!\w)",
    "private_key": r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----",
    "jwt": r"(?<![\w.-])eyJ[\w-]+\.ey[\w-]+\.[\w-]{40,}",
    "github_token": r"(?<!\w)ghp_[0-9A-Za-z]{36}",
    "slack_token": r"(?<!\w)xoxb-[0-9]+-[0-9]+-[0-9A-Za-z]+",
    "url_password": r"\w://\w+:[^/\s@\"]+@\w",
}


def text_of(event, path):
    """The text of a field; None when it is absent or null. Fields of the kind that is read here are texts or numbers."""
    for step in path.split("."):
        if not isinstance(event, dict) or event.get(step) is None:
            return None
        event = event[step]
    return event if isinstance(event, str) else json.dumps(event)


def label(event, path):
    return text_of(event, path) or "-"


class Times:
    """Seconds since the epoch, as a double, of 2026-11-20T06:10:01.123450Z."""

    def __init__(self):
        self.minutes = {}

    def of(self, text):
        minute = text[:16]
        if minute not in self.minutes:
            year, month, day, hour, mins = (int(part) for part in re.split("[-T:]", minute))
            self.minutes[minute] = calendar.timegm((year, month, day, hour, mins, 0))
        return self.minutes[minute] + int(text[17:19]) + float("0" + text[19:-1])


class Durations:
    """Pairs of events with the same key: the rules of JoinTable, on plain dictionaries."""

    def __init__(self, timeout, remember, buckets):
        self.timeout, self.remember, self.buckets = timeout, remember, buckets
        self.newest = float("-inf")
        self.open, self.done = {}, {}
        self.results = collections.Counter(joined=0, expired=0, duplicate=0, no_key=0, clock=0, forgotten=0)
        self.observed = collections.defaultdict(list)
        self.events = 0

    def take(self, role, key, time, series):
        self.events += 1
        self.newest = max(self.newest, time)
        while self.open and self.newest - self.open[first(self.open)][0] > self.timeout:
            del self.open[first(self.open)]
            self.results["expired"] += 1
        while self.done and self.newest - self.done[first(self.done)] > self.timeout:
            del self.done[first(self.done)]
        if key is None:
            self.results["no_key"] += 1
        elif key in self.done or (key in self.open and self.open[key][1] == role):
            self.results["duplicate"] += 1
        elif key in self.open:
            _, _, other, other_series = self.open.pop(key)
            self.done[key] = self.newest
            seconds = time - other if role == "to" else other - time
            result = "clock" if seconds < 0 else "expired" if seconds > self.timeout else "joined"
            self.results[result] += 2
            if result == "joined":
                self.observed[series if role == "to" else other_series].append(seconds)
        else:
            if len(self.open) + len(self.done) == self.remember:
                if self.done:
                    del self.done[first(self.done)]
                else:
                    del self.open[first(self.open)]
                    self.results["forgotten"] += 1
            self.open[key] = (self.newest, role, time, series)

    def report(self):
        every = sorted(seconds for observed in self.observed.values() for seconds in observed)
        histograms = {
            name: {"buckets": [sum(1 for value in observed if value <= bound) for bound in self.buckets],
                   "count": len(observed), "sum": sum(observed)}
            for name, observed in self.observed.items()
        }
        return {"results": self.results, "in_flight": len(self.open), "events": self.events, "entries": len(self.open) + len(self.done),
                "histograms": histograms, "median": every[len(every) // 2] if every else None}


def first(dictionary):
    return next(iter(dictionary))


class Streaks:
    """How many events in a row, by label set; the set that is idle for longest is forgotten beyond `limit`."""

    def __init__(self, notify_at, limit):
        self.notify_at, self.limit = notify_at, limit
        self.lengths = collections.OrderedDict()
        self.reached = collections.Counter()
        self.forgotten = 0

    def more(self, series):
        if series not in self.lengths:
            if len(self.lengths) == self.limit:
                self.lengths.popitem(last=False)
                self.forgotten += 1
            self.lengths[series] = 0
        self.lengths.move_to_end(series)
        self.lengths[series] += 1
        if self.lengths[series] == self.notify_at:
            self.reached[series] += 1

    def end(self, series):
        if series in self.lengths:
            self.lengths.move_to_end(series)
            self.lengths[series] = 0

    def report(self):
        return {"values": self.lengths, "reached": self.reached, "forgotten": self.forgotten}


class Recent:
    """Values of one label set, each with the time of its last event."""

    def __init__(self):
        self.last = {}
        self.times = []

    def meet(self, value, time):
        before = self.last.get(value)
        if before is not None:
            if time <= before:
                return
            del self.times[bisect.bisect_left(self.times, before)]
        self.last[value] = time
        bisect.insort(self.times, time)

    def count(self, window, now):
        return len(self.times) - bisect.bisect_right(self.times, now - window)


class Distinct:
    """Different values in sliding windows, exactly."""

    def __init__(self, windows, notify_at):
        self.windows, self.notify_at = windows, notify_at
        self.newest = float("-inf")
        self.sets = {}
        self.reached = {window: collections.Counter() for window in windows}

    def take(self, series, value, time):
        self.newest = max(self.newest, time)
        recent = self.sets.setdefault(series, Recent())
        before = {name: recent.count(window, self.newest) for name, window in self.windows.items()}
        recent.meet(value, time)
        for name, window in self.windows.items():
            if before[name] < self.notify_at[name] <= recent.count(window, self.newest):
                self.reached[name][series] += 1

    def report(self, nows):
        return {
            "newest": self.newest,
            "reached": self.reached,
            "values": [
                {name: {series: recent.count(window, now) for series, recent in self.sets.items()} for name, window in self.windows.items()}
                for now in [self.newest] + nows
            ],
        }


class FirstSeen:
    """Combinations that were never met before; the one not met for longest is forgotten beyond `remember`."""

    def __init__(self, learn, remember):
        self.learn, self.remember = learn, remember
        self.start = None
        self.known = collections.OrderedDict()
        self.new = 0
        self.forgotten = 0

    def take(self, combination, time):
        if self.start is None:
            self.start = time
        if combination in self.known:
            self.known.move_to_end(combination)
            return
        if len(self.known) == self.remember:
            self.known.popitem(last=False)
            self.forgotten += 1
        self.known[combination] = True
        if time >= self.start + self.learn:
            self.new += 1

    def report(self):
        return {"new": self.new, "entries": len(self.known), "forgotten": self.forgotten}


BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.02, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300]
HOUR = 3600.0


class Day:
    def __init__(self):
        self.times = Times()
        self.lines = collections.Counter(event=0, invalid=0)
        self.secrets = collections.Counter()
        self.patterns = {name: re.compile(pattern) for name, pattern in SECRETS.items()}
        self.entries = collections.Counter()
        self.durations = Durations(timeout=300.0, remember=200_000, buckets=BUCKETS)
        self.few_durations = Durations(timeout=30.0, remember=8, buckets=[0.1])
        self.streaks = Streaks(notify_at=5, limit=1000)
        self.few_streaks = Streaks(notify_at=2, limit=10)
        self.distinct = Distinct(windows={"1h": HOUR, "24h": 24 * HOUR}, notify_at={"1h": 50, "24h": 200})
        self.few_distinct = Distinct(windows={"2m": 120.0, "10m": 600.0, "30m": 1800.0}, notify_at={"2m": 3, "10m": 5, "30m": 12})
        self.first_seen = FirstSeen(learn=6 * HOUR, remember=100_000)
        self.few_first_seen = FirstSeen(learn=0.0, remember=100)

    def line(self, line):
        for name, pattern in self.patterns.items():
            if pattern.search(line):
                self.secrets[name] += 1
        try:
            event = json.loads(line)
        except ValueError:
            event = None
        if not isinstance(event, dict):
            self.lines["invalid"] += 1
            return
        self.lines["event"] += 1
        time = self.times.of(event["time"])
        user = label(event, "auth.display_name")
        operation = label(event, "request.operation")
        key = text_of(event, "request.id")
        self.entries[event["type"]] += 1
        role = {"request": "from", "response": "to"}[event["type"]]
        self.durations.take(role, key, time, operation)
        if operation == "read":
            path = text_of(event, "request.path")
            self.few_durations.take(role, None if key is None else (key, path), time, "")
        combination = (text_of(event, "auth.display_name"), text_of(event, "request.remote_address"))
        if None not in combination:
            self.first_seen.take(combination, time)
            self.few_first_seen.take(combination[1:], time)
        if role == "to":
            self.response(event, user, operation, time)

    def response(self, event, user, operation, time):
        error = text_of(event, "error")
        address = label(event, "request.remote_address")
        if error is not None and REFUSED in error:
            self.streaks.more(user)
            self.few_streaks.more(address)
        if error is None:
            self.streaks.end(user)
            self.few_streaks.end(address)
            if operation == "read":
                self.distinct.take(user, text_of(event, "request.path"), time)
            self.few_distinct.take(user, (text_of(event, "request.path"), operation), time)

    def report(self, nows):
        return {
            "lines": self.lines,
            "entries": self.entries,
            "secrets": self.secrets,
            "durations": self.durations.report(),
            "few_durations": self.few_durations.report(),
            "streaks": self.streaks.report(),
            "few_streaks": self.few_streaks.report(),
            "distinct": self.distinct.report(nows),
            "few_distinct": self.few_distinct.report(nows),
            "first_seen": self.first_seen.report(),
            "few_first_seen": self.few_first_seen.report(),
        }


def main(arguments):
    nows = [float(arguments[i + 1]) for i, word in enumerate(arguments) if word == "--now"]
    day = Day()
    with open(arguments[0], encoding="utf-8", newline="\n") as lines:
        for line in lines:
            day.line(line)
    print(json.dumps(day.report(nows)))


if __name__ == "__main__":
    main(sys.argv[1:])
