"""Writes runs and exports, so that tests can make what no honest replica would."""

import json
from dataclasses import dataclass, replace
from pathlib import Path

from nacl.signing import SigningKey

import nexstage_verify as v

VECTORS = Path(__file__).resolve().parent.parent / "Vectors"


def load(name):
    return json.loads((VECTORS / name).read_text(encoding="utf-8"))


@dataclass
class Signed:
    delta: v.Delta
    signature: bytes | None


@dataclass
class Log:
    author: bytes
    deltas: list
    branch: bytes | None = None
    base: bytes | None = None

    def changed(self, deltas):
        return replace(self, deltas=deltas)


def pack_run(author, deltas, dictionary, base=None, overlong=False):
    """Packs signed deltas (section 5), whatever their own ordinals say."""
    first = deltas[0].delta
    parts = [bytes([v.VERSION]), b"\x01" + author + base if base else b"\x00" + author]
    parts += [v.varint(first.ordinal), v.varint(first.first_sequence)]
    count = v.varint(len(deltas))
    if overlong:
        count = bytes([count[0] | 0x80, 0])
    parts += [v.varint(len(dictionary)), count]
    previous = None
    for signed in deltas:
        parts.append(pack_delta(author, signed, previous, dictionary))
        previous = signed.delta
    return b"".join(parts)


def pack_delta(author, signed, previous, dictionary):
    delta = signed.delta
    flags = v.SIGNED if signed.signature else 0
    flags |= v.SINGLE if len(delta.operations) == 1 else 0
    flags |= v.ZERO_COUNTER if delta.counter == 0 else 0
    if previous:
        flags |= v.SAME_CONTEXT if previous.context == delta.context else 0
        flags |= v.SAME_TABLE if previous.table == delta.table else 0
    before = previous.milliseconds if previous else 0
    parts = [bytes([flags]), v.zigzag(delta.milliseconds - before)]
    if delta.counter:
        parts.append(v.varint(delta.counter))
    if delta.introduction:
        parts += delta.introduction
    if not flags & v.SAME_TABLE:
        parts.append(v.varint(len(delta.table)))
        for entry in delta.table:
            parts.append(v.varint(dictionary.get(entry, len(dictionary))))
            if entry not in dictionary:
                parts.append(entry)
                dictionary[entry] = len(dictionary)
                dictionary.entries.append(entry)
    if not flags & v.SAME_CONTEXT:
        parts += v.encode_context(delta, author)
    if not flags & v.SINGLE:
        parts.append(v.varint(len(delta.operations)))
    parts.append(delta.body)
    if signed.signature:
        parts.append(signed.signature)
    return b"".join(parts)


def record(kind, payload):
    return bytes([kind]) + len(payload).to_bytes(4, "big") + payload


def end_record(body, seed):
    """The end record that follows `body`, signed with the key of `seed`."""
    key = SigningKey(seed)
    digest = v.blake(body)
    message = v.export_message(v.space_id(body[8:40]), digest)
    return record(255, bytes(key.verify_key) + digest + key.sign(message).signature)


class Story:
    """The committed vectors as logs that can be changed and exported again."""

    def __init__(self):
        self.names = load("space.json")
        self.space = bytes.fromhex(self.names["space"])
        self.recovery = bytes.fromhex(self.names["recovery"]["key"])
        self.devices = {device["name"]: device for device in self.names["devices"]}
        self.logs, self.branches = {}, {}
        for entry in load("deltas.json"):
            self._add(entry)
        for branch in self.branches.values():
            main = self.logs[self._name(branch.author)]
            branch.base = self._hash_before(branch, main)
        export = (VECTORS / "export.bin").read_bytes()
        self.proofs = [payload for kind, payload, _ in v.read_records(export) if kind == 3]

    def _add(self, entry):
        author = bytes.fromhex(entry["author"])
        delta = v.parse_delta(bytes.fromhex(entry["canonical"]), author)
        signed = Signed(delta, bytes.fromhex(entry["signature"]))
        if entry["branch"]:
            branch = bytes.fromhex(entry["branch"])
            log = self.branches.setdefault(entry["branch"], Log(author, [], branch))
        else:
            log = self.logs.setdefault(entry["log"], Log(author, []))
        log.deltas.append(signed)

    def _name(self, author):
        return next(name for name, log in self.logs.items() if log.author == author)

    def _hash_before(self, branch, main):
        head = v.chain_start(self.space, branch.author)
        for signed in main.deltas[: branch.deltas[0].delta.ordinal - 1]:
            head = v.blake(head + v.canonical_bytes(signed.delta, main.author))
        return head

    def seed(self, name):
        return bytes.fromhex(self.devices[name]["seed"])

    def body(
        self, logs=None, branches=None, proofs=None, recovery=None, overlong=None, relabelled=None
    ):
        """All of an export but its end record; one log may be sent under another id."""
        logs = self.logs if logs is None else logs
        branches = self.branches if branches is None else branches
        parts = [v.MAGIC, recovery or self.recovery]
        labels = {name: log.author for name, log in logs.items()} | (relabelled or {})
        for name, log in sorted(logs.items(), key=lambda item: labels[item[0]]):
            run = pack_run(log.author, log.deltas, v.Dictionary(), overlong=name == overlong)
            parts.append(record(1, run[:2] + labels[name] + run[18:]))
        for branch in branches.values():
            main = logs[self._name(branch.author)]
            shared = main.deltas[: branch.deltas[0].delta.ordinal - 1]
            dictionary = v.Dictionary()
            pack_run(main.author, shared, dictionary)
            run = pack_run(branch.author, branch.deltas, dictionary, branch.base)
            parts.append(record(2, branch.branch + run))
        parts += [record(3, proof) for proof in (self.proofs if proofs is None else proofs)]
        return b"".join(parts)

    def export(self, exporter="north", **changes):
        body = self.body(**changes)
        return body + end_record(body, self.seed(exporter))

    def changed(self, name, deltas):
        """All logs, one of them with other deltas."""
        return {**self.logs, name: self.logs[name].changed(deltas)}

    def resigned(self, name, deltas):
        """The same, with the log's whole chain signed anew by its own device."""
        log, key = self.logs[name], SigningKey(self.seed(name))
        head, result = v.chain_start(self.space, log.author), []
        for signed in deltas:
            delta = signed.delta
            head = v.blake(head + v.canonical_bytes(delta, log.author))
            message = v.head_message(
                self.space, log.author, delta.ordinal, delta.last_sequence, head
            )
            result.append(Signed(delta, key.sign(message).signature))
        return self.changed(name, result)
