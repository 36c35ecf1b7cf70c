"""Counts a server log of Vault or OpenBao, slowly and plainly. Shares nothing with the exporter it is compared with.

usage: vault_server.py FILE...   prints one JSON object
"""
import collections
import json
import re
import sys

LEVEL = re.compile(r"(?:^|[\s|:]|m|#011)\[(TRACE|DEBUG|INFO|WARN|ERROR|INF|WRN|ERR|DBG|TRC) *\](?:\s|#011)+(.*)$")
BANNER = re.compile(r"(?:^|\s)==> (.*)$")
COLOUR = re.compile(r"(?:\x1b|#033)\[[0-9;]*m")

EVENTS = {
    "security barrier initialized": "barrier_initialized",
    "root token generated": "root_token_generated",
    "root generation finished": "root_token_generated",
    "root generation initialized": "root_token_generation_started",
    "root generation aborted": "root_token_generation_aborted",
    "rekey initialized": "rekey_started",
    "rotation initialized": "rekey_started",
    "security barrier rekeyed": "rekey_finished",
    "root key rotated": "rekey_finished",
    "installed new encryption key": "encryption_key_rotated",
    "vault is sealed": "sealed",
    "OpenBao is sealed": "sealed",
    "vault is unsealed": "unsealed",
    "Vault shutdown triggered": "shutdown",
    "OpenBao shutdown triggered": "shutdown",
    "enabled credential backend": "auth_method_enabled",
    "disabled credential backend": "auth_method_disabled",
    "successful mount": "secrets_engine_enabled",
    "successfully unmounted": "secrets_engine_disabled",
    "enabled audit backend": "audit_device_enabled",
    "disabled audit backend": "audit_device_disabled",
    "backend failed to log request": "audit_device_failed",
    "backend failed to log response": "audit_device_failed",
    "failed to audit request": "audit_failure",
    "failed to audit response": "audit_failure",
    "acquired lock, enabling active operation": "leadership_acquired",
    "leadership lost, stopping active operation": "leadership_lost",
    "stepping down from active operation to standby": "stepped_down",
    "failed to revoke lease": "lease_revocation_failed",
}
FAILED = ("root_token_generation_aborted", "audit_device_failed", "audit_failure", "leadership_lost", "lease_revocation_failed")


def message_of(line):
    """The fixed text of a message; "" for a line of another log; None for a line that is no log line."""
    line = COLOUR.sub("", line.rstrip())
    text = re.split(r"\{", line, maxsplit=1)[0]
    banner = BANNER.search(text)
    if banner:
        return banner.group(1)
    level = LEVEL.search(text)
    if level:
        rest = LEVEL.search(line).group(2)
        logger = re.match(r"([^\s=\":]+): (.*)$", rest)
        rest = logger.group(2) if logger else rest
        return re.split(r": (?=[\w./@-]+(?: [\w./@-]+){0,2}=)", rest, maxsplit=1)[0]
    if text[:1].isspace() and text.strip():
        return ""  # More of the message before: hclog indents it.
    if "{" not in line:
        return None
    try:
        value = json.loads(line[line.index("{"):])
    except ValueError:
        return None
    if "@message" in value:
        return value["@message"]
    for key in ("message", "MESSAGE", "log"):
        if isinstance(value.get(key), str):
            inner = message_of(value[key].strip())
            # What starts an object and does not end it was cut.
            return inner if inner is not None or value[key].strip().startswith("{") else ""
    return ""


def count(paths):
    lines, outcomes, events = collections.Counter(), collections.Counter(), collections.Counter()
    lines.update(event=0, ignored=0, invalid=0)
    outcomes.update(success=0, denied=0, failed=0)
    for path in paths:
        for line in open(path, encoding="utf-8", errors="replace", newline="\n"):
            message = message_of(line) if line.strip() else ""
            if not message:
                lines["invalid" if message is None else "ignored"] += 1
                continue
            lines["event"] += 1
            event = EVENTS.get(message)
            if event:
                events[event] += 1
                outcomes["failed" if event in FAILED else "success"] += 1
    return {"lines": lines, "outcomes": outcomes, "security_events": events}


if __name__ == "__main__":
    print(json.dumps(count(sys.argv[1:])))
