"""Counts an audit log of Conjur in any of its forms, slowly and plainly. Shares nothing with the exporter.

usage: conjur.py FILE...   prints one JSON object
"""
import collections
import json
import re
import sys

RFC5424 = re.compile(r"<(\d+)>\d+ (\S+) (\S+) (\S+) (\S+) (\S+) ((?:\[(?:[^\]\"\\]|\"(?:\\.|[^\"\\])*\")*\])+|-) ?(.*)$", re.S)
ELEMENT = re.compile(r"\[([^\s\]=\"]+)((?: [^\s=]+=\"(?:\\.|[^\"\\])*\")*)\]")
PARAM = re.compile(r" ([^\s=]+)=\"((?:\\.|[^\"\\])*)\"")
RAILS = re.compile(r"^.{0,200}?(DEBUG|INFO|WARN|ERROR|FATAL) \d{4}/\d\d/\d\d [\d:]{8} [+-]\d{4} \[pid=\d+\](?: \[[^\]]*\])*(?: (.*))?$", re.S)


def structured(line):
    match = RFC5424.match(line)
    if not match:
        return None
    event = {"PRI": int(match.group(1)), "MSGID": match.group(6), "MESSAGE": match.group(8).strip()}
    for name, params in ELEMENT.findall(match.group(7)):
        event[name] = {key: re.sub(r"\\([\"\\\]])", r"\1", value) for key, value in PARAM.findall(params)}
    return event


def from_text(message):
    """(class, operation, user, failed) of what the open source container writes; None when it is no audit message."""
    failed = re.match(r"(\S+ )?(failed|tried|Failed) to ", message) is not None
    user = message.split(" ")[0]
    rules = (
        (r".* (?:log|logged) ?in with authenticator", "authn", "login"),
        (r".* authenticate?d? with authenticator", "authn", "authenticate"),
        (r".* inject(?:ed)? client certificate with", "authn", "k8s-inject-client-cert"),
        (r".* validated? status for", "authn", "validate-status"),
        (r".* updated? authenticator configuration", "authn", "update-authenticator-configuration"),
        (r"\S+ (?:fetched|tried to fetch) (?:version \S+ of )?[^\s:]+:variable:", "fetch", "fetch"),
        (r"\S+ (?:updated|tried to update) [^\s:]+:variable:", "update", "update"),
        (r"\S+ (?:successfully checked|failed to check) if", "check", "check"),
        (r"\S+ added (?:resource|role|membership|ownership|permission|annotation) ", "policy", "add"),
        (r"\S+ changed (?:resource|role|annotation) ", "policy", "change"),
        (r"\S+ removed (?:resource|role|membership|ownership|permission|annotation) ", "policy", "remove"),
        (r"Failed to load policy", "policy", "load"),
        (r"\S+ (?:successfully changed|failed to change) their password", "password", "change"),
        (r"\S+ (?:successfully rotated|failed to rotate) (?:their|the) api key", "api-key", "rotate"),
        (r"\S+ checked its identity", "identity-check", "check"),
        (r"\S+ (?:successfully listed|failed to list) (?:resources|members|memberships) with", "list", "list"),
        (r"\S+ (?:successfully fetched|failed to fetch) resource details", "resource", "get"),
        (r"\S+ (?:tried to )?(?:add|fetch|update|remove|list)e?d? (?:issuers )?[^\s:]+:issuer:", "issuer", ""),
        (r"\S+ (?:successfully|failed to) [a-z]+ [a-z_-]+ .*with URI path:", "v2", ""),
    )
    for pattern, kind, operation in rules:
        if re.match(pattern, message, re.I):
            return {"class": kind, "operation": operation, "user": user, "failed": failed, "message": message}
    return None


def event_of(line):
    """The event as a dict; {} for a line of another kind; None for one that cannot be read."""
    raw = structured(line)
    rails = None if raw else RAILS.match(line)
    if rails and not line.lstrip().startswith("{"):
        return from_text(rails.group(2) or "") or {}
    if raw is None:
        start = line.find("{")
        if start < 0:
            return None
        try:
            raw = json.loads(line[start:])
        except ValueError:
            return None
        for key in ("message", "log"):
            if isinstance(raw.get(key), str):
                return event_of(raw[key].strip()) or {}
    action = raw.get("action@43868") or {}
    if "operation" in action:
        level = raw.get("LEVEL", {3: "err", 4: "warning"}.get(raw.get("PRI", 6) & 7))
        result = action.get("result") or ("failure" if level == "warning" else "success")
        auth, subject = raw.get("auth@43868") or {}, raw.get("subject@43868") or {}
        return {"class": raw["MSGID"], "operation": action["operation"], "user": auth.get("user", "-"), "failed": result == "failure",
                "message": raw["MESSAGE"], "role": subject.get("role"), "structured": True}
    if ("acting_as" in raw and "action" in raw) or ("privilege" in raw and "allowed" in raw):
        return {"class": "v4", "operation": raw.get("action"), "user": raw.get("user", "-"), "failed": False, "allowed": raw.get("allowed"), "message": ""}
    return {}


def outcome_of(event):
    if event["class"] == "v4":
        return "denied" if event["allowed"] is False else "success"
    if not event["failed"] or event["class"] == "check":
        return "success"
    text = event["message"].rstrip()
    refused = text.endswith((": Forbidden", "lacks the necessary privilege")) or re.search(r": CONJ00(003|006|103)E ", text)
    return "denied" if refused else "failed"


def security_event(event):
    kind, operation, failed = event["class"], event["operation"], event["failed"]
    if kind == "policy":
        return "policy_load_failed" if failed else "policy_changed"
    if kind == "v4":
        return "policy_changed" if operation in ("create", "update", "destroy", "permit", "deny", "grant", "revoke") else None
    if kind == "authn" and failed:
        unknown = event["user"] == "not-found" or (not event.get("structured") and ": CONJ00007E " in event["message"])
        return "unknown_identity" if unknown else None
    if failed:
        return None
    if kind == "api-key":
        own = event["role"] == event["user"] if event.get("structured") else "their" in event["message"]
        return "api_key_rotated" if own else "api_key_rotated_for_other"
    if kind == "authn":
        if operation in ("login", "authenticate", "k8s-inject-client-cert"):
            return "admin_login" if event["user"].endswith(":user:admin") else None
        return "authenticator_changed" if operation.startswith("update-") else None
    if kind == "password":
        return "password_changed"
    if kind == "issuer" and (operation in ("add", "update", "remove") or re.match(r"\S+ (?:added|updated|removed) ", event["message"])):
        return "issuer_changed"
    if kind == "variable" and operation == "remove":
        return "secret_removed"
    if kind == "membership" and operation in ("create", "remove", "change", "update"):
        return "membership_changed"
    if kind == "v2":
        return "membership_changed" if " membership " in event["message"] else "resource_changed"
    return None


def count(paths):
    lines, outcomes, events, accesses = (collections.Counter() for _ in range(4))
    lines.update(event=0, ignored=0, invalid=0)
    outcomes.update(success=0, denied=0, failed=0)
    for path in paths:
        for line in open(path, encoding="utf-8", errors="replace", newline="\n"):
            line = line.rstrip("\r\n")
            event = event_of(line) if line.strip() else {}
            if not event:
                lines["invalid" if event is None else "ignored"] += 1
                continue
            lines["event"] += 1
            outcomes[outcome_of(event)] += 1
            name = security_event(event)
            if name:
                events[name] += 1
            kind = "fetch" if event["class"] == "fetch-secrets" else event["class"]
            if kind in ("fetch", "update"):
                accesses[kind] += 1
    return {"lines": lines, "outcomes": outcomes, "security_events": events, "accesses": accesses}


if __name__ == "__main__":
    print(json.dumps(count(sys.argv[1:])))
