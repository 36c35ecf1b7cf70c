"""Counts a Vault or OpenBao audit log, slowly and plainly. Shares nothing with the exporter it is compared with.

usage: vault_audit.py FILE...   prints one JSON object
"""
import collections
import json
import re
import sys

KINDS = ("request", "response", "kmip-request", "kmip-response")


def entry_of(line):
    """The entry in a line, whatever stands before it; None when there is no whole JSON object."""
    start = line.find("{")
    if start < 0:
        return None
    try:
        value = json.loads(line[start:])
    except ValueError:
        return None
    for key in ("message", "MESSAGE", "log"):
        if isinstance(value.get(key), str):
            inner = entry_of(value[key].strip())
            # What starts an object and does not end it was cut.
            if inner is not None or value[key].strip().startswith("{"):
                return inner
    return value


def error_items(error):
    """Vault's errors one by one: alone, or the items of a go-multierror list."""
    text = (error or "").strip()
    if re.match(r"\d+ errors? occurred:", text):
        return [item.strip() for item in text.split("* ")[1:]]
    return [text] if text else []


def outcome_of(entry):
    items = error_items(entry.get("error"))
    if any(item.startswith(("permission denied", "missing client token")) for item in items):
        return "denied"
    return "failed" if items else "success"


def is_call(entry, request):
    kind, path = entry["type"], request.get("path")
    alone = path in ("sys/seal", "sys/step-down") or request.get("operation") == "help"
    if kind == "kmip-response":
        return True
    if kind == "response":
        return not alone
    return kind == "request" and (alone or (entry.get("error") or "").endswith("rate limit quota exceeded"))


def security_event(entry, request):
    kind, path, operation = entry["type"], request.get("path", ""), request.get("operation")
    writes, fine = operation in ("create", "update"), not entry.get("error")
    answer = entry.get("response") or {}
    if kind == "request":
        if fine and path in ("sys/seal", "sys/step-down") and writes:
            return {"sys/seal": "seal_requested", "sys/step-down": "step_down_requested"}[path]
        if fine and path == "sys/generate-root/attempt" and operation != "read":
            return "root_token_generation_started" if writes else "root_token_generation_cancelled"
        if fine and re.fullmatch(r"sys/(rekey|rekey-recovery-key|rotate/root|rotate/recovery)/init", path) and operation != "read":
            return "rekey_started" if writes else "rekey_cancelled"
        return "root_token_used" if "root" in ((entry.get("auth") or {}).get("policies") or []) else None
    if kind != "response" or not fine:
        return None
    if path.startswith("auth/token/create") and "root" in ((answer.get("auth") or {}).get("policies") or []):
        return "root_token_generated"
    if path == "sys/generate-root/update":
        return "root_token_generated" if (answer.get("data") or {}).get("complete") is True else None
    gone = operation == "delete"
    if not writes and not gone:
        return "raw_storage_accessed" if path.startswith("sys/raw") else "snapshot_taken" if path == "sys/storage/raft/snapshot" else None
    parts = path.split("/")
    if parts[:2] == ["sys", "audit"]:
        return "audit_device_disabled" if gone else "audit_device_enabled"
    if parts[0] == "sys" and parts[1] in ("policy", "policies"):
        return "policy_changed"
    if parts[0] == "sys" and parts[1] in ("auth", "mounts") and len(parts) > 2:
        if parts[-1] == "tune" and len(parts) > 3:
            return "mount_tuned"
        noun = "auth_method" if parts[1] == "auth" else "secrets_engine"
        return noun + ("_disabled" if gone else "_enabled")
    return None


def count(paths):
    lines, outcomes, events, denied = (collections.Counter() for _ in range(4))
    lines.update(event=0, ignored=0, invalid=0)
    outcomes.update(success=0, denied=0, failed=0)
    for path in paths:
        for line in open(path, encoding="utf-8", errors="replace", newline="\n"):
            if not line.strip():
                lines["ignored"] += 1
                continue
            entry = entry_of(line)
            if entry is None:
                lines["invalid"] += 1
                continue
            request = entry.get("request")
            if entry.get("type") not in KINDS or not isinstance(request, dict):
                lines["ignored"] += 1
                continue
            if request.get("path") == "sys/audit/test" and not request.get("remote_address"):
                lines["ignored"] += 1
                continue
            lines["event"] += 1
            event = security_event(entry, request)
            if event:
                events[event] += 1
            if is_call(entry, request):
                outcome = outcome_of(entry)
                outcomes[outcome] += 1
                if outcome == "denied":
                    denied[(entry.get("auth") or {}).get("display_name") or "-"] += 1
    return {"lines": lines, "outcomes": outcomes, "security_events": events, "denied": denied}


if __name__ == "__main__":
    print(json.dumps(count(sys.argv[1:])))
