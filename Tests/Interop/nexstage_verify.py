#!/usr/bin/env python3
"""Verifies a NexStage log export with no NexStage code: written from docs/log-format.md alone.

    nexstage_verify.py [--space HEX] [--json] [--evidence] FILE

With --evidence, FILE is what `conflicts show --evidence` wrote. Exits 0 and prints a summary, or exits 4 and says in one sentence what is wrong and where. Needs
Python 3.11 and PyNaCl (Debian: python3-nacl). As a module: `verify(data, space=None)`.
Section numbers in comments are those of the document.
"""

import argparse
import hashlib
import json
import sys
from collections import Counter
from dataclasses import dataclass, field

from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

INTEGER_MAXIMUM = 1 << 53
MILLISECONDS_MAXIMUM = (1 << 47) - 1
DELTA_BYTES_MAXIMUM = 65536
RUN_BYTES_MAXIMUM = 1 << 20
LIST_MAXIMUM = 4096
DOTS_MAXIMUM = 256
RUN_DELTAS_MAXIMUM = 65536
UNKNOWN_KIND_MINIMUM = 64
VERSION = 1
MAGIC = b"NXLOG\x00\x00\x01"

REASONS = (
    "ok already_redeemed invalid revoked canceled blocked invalid_time product rules ambiguous "
    "unknown_ticket capacity override"
).split()
FIELDS = "name starts ends timezone capacity policy profile category blocked".split()
ALIASES = ["cpf", "email", "ticket"]
METHODS = ["scan", "manual", "walkIn"]
CONFIDENCES = ["confirmed", "isolated", "stale"]
DECISIONS = ["same-person", "two-people", "ignore"]
CLASSES = (
    "duplicate_seen double_admission override replay_same_device cancelled_but_present "
    "revoked_after_admission over_capacity field_conflict identity_candidate reentry_unconfirmed "
    "clock_suspect forked_author quarantined"
).split()
ROLES = ["authority", "coordinator", "organiser", "station", "observer"]
RANKS = {"authority": 3, "coordinator": 2, "organiser": 1, "station": 0, "observer": 0}
KEPT_ON_FORK = {"enter", "exit", "undo", "attempt", "label", "witness", "rootRevoke"}


class Refused(Exception):
    """What is wrong, as the end of a sentence."""


# -- 2. Hashes, names and signatures


def blake(data, size=32, key=b""):
    return hashlib.blake2b(data, digest_size=size, key=key).digest()


def space_id(recovery_key):
    return blake(b"nexstage/space/1" + recovery_key)


def author_id(space, device, nonce):
    return blake(b"nexstage/author/1" + space + device + nonce, 16)


def branch_id(author, first_hash):
    return blake(b"nexstage/branch/1" + author + first_hash, 16)


def chain_start(space, author):
    return blake(b"nexstage/log/1" + space + author)


def head_message(space, author, ordinal, sequence, head):
    position = ordinal.to_bytes(8, "big") + sequence.to_bytes(8, "big")
    return b"nexstage/head/1" + space + author + position + head


def root_grant_message(space, device, name):
    return b"nexstage/root-grant/1" + space + device + name.encode()


def root_revoke_message(space, revocation):
    message = b"nexstage/root-revoke/1" + space + bytes.fromhex(revocation["device"])
    message += varint(len(revocation["bounds"]))
    for bound in revocation["bounds"]:
        message += bytes.fromhex(bound["author"]) + varint(bound["ordinal"])
        message += bytes.fromhex(bound["hash"])
    return message


def export_message(space, file_hash):
    return b"nexstage/export/1" + space + file_hash


def is_signed(key, message, signature):
    try:
        VerifyKey(key).verify(message, signature)
    except (BadSignatureError, ValueError):
        return False
    return True


# -- 1. Ground rules


class Reader:
    """Reads strictly; every refusal is a `Refused`."""

    def __init__(self, data):
        self.data = data
        self.offset = 0

    @property
    def remaining(self):
        return len(self.data) - self.offset

    def take(self, count):
        if count > self.remaining:
            raise Refused("it ends too early")
        self.offset += count
        return self.data[self.offset - count : self.offset]

    def byte(self):
        return self.take(1)[0]

    def varint(self, maximum=INTEGER_MAXIMUM):
        value = shift = 0
        while True:
            part = self.byte()
            value |= (part & 0x7F) << shift
            if part < 0x80:
                break
            shift += 7
            if shift > 49:
                raise Refused("an integer has more than eight bytes")
        if part == 0 and shift > 0:
            raise Refused("an integer is longer than it needs to be")
        if value > maximum:
            raise Refused(f"an integer is above {maximum}")
        return value

    def signed(self):
        value = self.varint()
        return (value >> 1) ^ -(value & 1)

    def count(self, maximum, what):
        value = self.varint()
        if value > maximum:
            raise Refused(f"it has more than {maximum} {what}")
        if value > self.remaining:
            raise Refused("it ends too early")
        return value

    def text(self):
        raw = self.take(self.count(200, "bytes of text"))
        if not raw:
            raise Refused("a text is empty")
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            raise Refused("a text is not UTF-8") from None

    def choice(self, names, what):
        value = self.byte()
        if value >= len(names):
            raise Refused(f"{what} has the undefined number {value}")
        return names[value]

    def finish(self):
        if self.remaining:
            raise Refused(f"{self.remaining} bytes are left over at its end")


def varint(value):
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def zigzag(value):
    return varint(value << 1 if value >= 0 else (-value << 1) - 1)


def dot_text(dot):
    return f"{dot[0].hex()}:{dot[1]}"


def dot_key(text):
    author, sequence = text.split(":")
    return author, int(sequence)


# -- 3. The delta


@dataclass
class Delta:
    ordinal: int
    first_sequence: int
    introduction: tuple | None
    milliseconds: int
    counter: int
    wall_offset: int = 0
    operator: int = 0
    table: list = field(default_factory=list)
    credential: tuple | None = None
    policy: tuple | None = None
    operations: list = field(default_factory=list)
    body: bytes = b""

    @property
    def last_sequence(self):
        return self.first_sequence + len(self.operations) - 1

    @property
    def context(self):
        return self.wall_offset, self.operator, self.credential, self.policy

    def json(self):
        introduction = None
        if self.introduction:
            device, nonce = self.introduction
            introduction = {"device": device.hex(), "nonce": nonce.hex()}
        return {
            "ordinal": self.ordinal,
            "firstSequence": self.first_sequence,
            "introduction": introduction,
            "milliseconds": self.milliseconds,
            "counter": self.counter,
            "wallOffset": self.wall_offset,
            "operator": self.operator,
            "credential": dot_text(self.credential),
            "policy": dot_text(self.policy) if self.policy else None,
            "operations": self.operations,
        }


def check_position(ordinal, first_sequence):
    if ordinal < 1 or first_sequence < ordinal or (ordinal == 1 and first_sequence != 1):
        raise Refused("its ordinal and first sequence fit no log")


class Body:
    """What names ids by their place: credential, policy, operations (3 and 4)."""

    def __init__(self, reader, author, table, sequence):
        self.reader = reader
        self.author = author
        self.table = table
        self.sequence = sequence
        self.named = 0
        if len(set(table)) != len(table) or author in table:
            raise Refused("an id is in the table twice, or is the author's")

    def name(self, place):
        if place == 0:
            return self.author
        if place > len(self.table):
            raise Refused("a place lies beyond the table of ids")
        if place > self.named + 1:
            raise Refused("the table of ids is not in the order of first mention")
        self.named = max(self.named, place)
        return self.table[place - 1]

    def mention(self, identifier):
        """Counts an inherited id as named."""
        if identifier == self.author:
            return
        if identifier not in self.table:
            raise Refused("an id is missing in the table")
        self.name(self.table.index(identifier) + 1)

    def finish(self):
        if self.named != len(self.table):
            raise Refused("the table has an id that nothing names")

    def id(self):
        return self.name(self.reader.varint())

    def dot(self):
        place = self.reader.varint()
        author = self.name(place)
        if place == 0:
            sequence = self.sequence - self.reader.signed()
        else:
            sequence = self.reader.varint()
        if not 1 <= sequence <= INTEGER_MAXIMUM:
            raise Refused("a dot has an impossible sequence number")
        return author, sequence

    def policy(self):
        flag = self.reader.byte()
        if flag > 1:
            raise Refused("the policy's flag is neither 0 nor 1")
        return self.dot() if flag else None

    def raw_dots(self, minimum=0, maximum=DOTS_MAXIMUM):
        count = self.reader.count(maximum, "dots")
        if count < minimum:
            raise Refused("a list of dots is empty")
        dots = [self.dot() for _ in range(count)]
        if any(one >= other for one, other in zip(dots, dots[1:])):
            raise Refused("a list of dots is not ascending")
        return dots

    def dots(self, minimum=0):
        return [dot_text(dot) for dot in self.raw_dots(minimum)]

    def hex(self, count):
        return self.reader.take(count).hex()

    def operations(self, count):
        """Reads `count` operations; returns them and their bytes."""
        if count < 1:
            raise Refused("it has no operations")
        if self.sequence + count > INTEGER_MAXIMUM:
            raise Refused("its sequence numbers go beyond 2^53")
        start = self.reader.offset
        result = []
        for _ in range(count):
            result.append(self.operation())
            self.sequence += 1
        return result, self.reader.data[start : self.reader.offset]

    # -- 4. The operations

    def operation(self):
        kind = self.reader.varint()
        if kind >= UNKNOWN_KIND_MINIMUM:
            body = self.hex(self.reader.count(16384, "bytes of an operation"))
            return {"kind": "unknown", "number": kind, "body": body}
        if kind not in READERS:
            raise Refused(f"an operation has the undefined kind {kind}")
        name, read = READERS[kind]
        return {"kind": name, **read(self)}

    def person(self):
        form = self.reader.byte()
        if form == 0:
            return {"person": self.hex(16)}
        if form == 1:
            return {"enrolment": dot_text(self.dot())}
        raise Refused("a person is named in an undefined form")

    def passage(self, dots):
        reader = self.reader
        shape = reader.byte()
        if shape & 3 == 3 or shape >> 2 & 3 == 3:
            raise Refused("a passage has an undefined shape")
        checkpoint = self.id()
        gate = self.nonzero() if shape & 16 else 0
        reason = reader.choice(REASONS, "a reason") if shape & 32 else "ok"
        if shape & 32 and reason == "ok":
            raise Refused("a passage states the reason that goes without saying")
        note = self.nonzero() if shape & 64 else 0
        return {
            "checkpoint": checkpoint.hex(),
            "gate": gate,
            "method": METHODS[shape & 3],
            "reason": reason,
            "confidence": CONFIDENCES[shape >> 2 & 3],
            "note": note,
            dots: self.dots(1) if shape & 128 else [],
        }

    def nonzero(self):
        value = self.reader.varint()
        if value == 0:
            raise Refused("a passage states a 0 that goes without saying")
        return value

    def enrol(self):
        return {"person": self.hex(16), "observed": self.dots()}

    def cancel(self):
        return {"person": self.person(), "removes": self.dots()}

    def enter(self):
        return {"person": self.person(), **self.passage("observed")}

    def exit(self):
        return {"person": self.person(), **self.passage("closes")}

    def undo(self):
        return {"removes": self.dots(1), "note": self.reader.varint()}

    def attempt(self):
        if self.reader.data[self.reader.offset : self.reader.offset + 1] == b"\x02":
            self.reader.byte()
            subject = {"code": self.hex(16)}
        else:
            subject = self.person()
        return {"subject": subject, **self.passage("names")}

    def write(self):
        form = self.reader.byte()
        if form > 2:
            raise Refused("a register has an undefined entity")
        if form == 0:
            entity = "space"
        elif form == 1:
            entity = {"checkpoint": self.id().hex()}
        else:
            entity = self.person()
        name = self.reader.choice(FIELDS, "a register's field")
        value = self.hex(self.reader.count(1024, "bytes of a register"))
        return {"entity": entity, "field": name, "value": value, "overwrites": self.dots()}

    def alias(self):
        person = self.person()
        return {
            "person": person,
            "alias": self.reader.choice(ALIASES, "an alias"),
            "tag": self.hex(16),
        }

    def relate(self):
        relation = self.reader.choice(["same", "distinct"], "a relation")
        first, second = self.hex(16), self.hex(16)
        if first >= second:
            raise Refused("the people of a relation are not ascending")
        return {"relation": relation, "first": first, "second": second}

    def retract(self):
        return {"removes": self.dots(1)}

    def label(self):
        label = self.reader.choice(["gate", "operator", "reason"], "a label")
        if label == "gate":
            return {"label": label, "text": self.reader.text()}
        return {"label": label, "commitment": self.hex(32)}

    def witness(self):
        form = self.reader.byte()
        if form > 2:
            raise Refused("a witness has an undefined contact")
        contact = {"device": self.hex(32), "found": form == 2} if form else None
        heard = self.raw_dots(0, LIST_MAXIMUM)
        if len({author for author, _ in heard}) != len(heard):
            raise Refused("a witness names an author twice")
        return {"contact": contact, "heard": [dot_text(dot) for dot in heard]}

    def resolve(self):
        return {
            "decision": self.reader.choice(DECISIONS, "a decision"),
            "class": self.reader.choice(CLASSES, "a conflict class"),
            "covers": self.dots(1),
        }

    def root_grant(self):
        return {
            "rootKey": self.hex(32),
            "device": self.hex(32),
            "name": self.reader.text(),
            "signature": self.hex(64),
        }

    def grant(self):
        return {
            "device": self.hex(32),
            "role": self.reader.choice(ROLES, "a role"),
            "name": self.reader.text(),
        }

    def position(self):
        author = self.id().hex()
        return {"author": author, "ordinal": self.reader.varint(), "hash": self.hex(32)}

    def revoke(self):
        device = self.hex(32)
        bounds = [self.position() for _ in range(self.reader.count(LIST_MAXIMUM, "bounds"))]
        if any(one["author"] >= two["author"] for one, two in zip(bounds, bounds[1:])):
            raise Refused("the bounds of a revocation are not ascending")
        return {"device": device, "bounds": bounds}

    def root_revoke(self):
        return {"rootKey": self.hex(32), **self.revoke(), "signature": self.hex(64)}

    def adopt(self):
        return {"firstOrdinal": self.reader.varint(), "last": self.position()}


READERS = {
    1: ("enrol", Body.enrol),
    2: ("cancel", Body.cancel),
    3: ("enter", Body.enter),
    4: ("exit", Body.exit),
    5: ("undo", Body.undo),
    6: ("attempt", Body.attempt),
    7: ("write", Body.write),
    8: ("alias", Body.alias),
    9: ("relate", Body.relate),
    10: ("retract", Body.retract),
    11: ("label", Body.label),
    12: ("witness", Body.witness),
    13: ("resolve", Body.resolve),
    14: ("rootGrant", Body.root_grant),
    15: ("grant", Body.grant),
    16: ("revoke", Body.revoke),
    17: ("adopt", Body.adopt),
    18: ("rootRevoke", Body.root_revoke),
}


def parse_delta(data, author):
    """Reads the canonical bytes of a delta (3)."""
    if len(data) > DELTA_BYTES_MAXIMUM:
        raise Refused("a delta is larger than 65,536 bytes")
    reader = Reader(data)
    version = reader.byte()
    if version != VERSION:
        raise Refused(f"format version {version} is not known here")
    flags = reader.byte()
    if flags > 1:
        raise Refused("a delta's flags are undefined")
    ordinal, first = reader.varint(), reader.varint()
    check_position(ordinal, first)
    if (flags == 1) != (ordinal == 1):
        raise Refused("the first delta, and it alone, must introduce its author")
    introduction = (reader.take(32), reader.take(16)) if flags else None
    milliseconds = reader.varint(MILLISECONDS_MAXIMUM)
    counter = reader.varint(65535)
    delta = Delta(ordinal, first, introduction, milliseconds, counter)
    delta.wall_offset = reader.signed()
    delta.operator = reader.varint()
    count = reader.count(LIST_MAXIMUM, "ids")
    delta.table = [reader.take(16) for _ in range(count)]
    body = Body(reader, author, delta.table, first)
    delta.credential = body.dot()
    delta.policy = body.policy()
    count = reader.count(4096, "operations")
    delta.operations, delta.body = body.operations(count)
    body.finish()
    reader.finish()
    return delta


def encode_dot(dot, author, table, sequence):
    if dot[0] == author:
        return b"\x00" + zigzag(sequence - dot[1])
    return varint(table.index(dot[0]) + 1) + varint(dot[1])


def encode_context(delta, author):
    """Wall offset and operator; credential and policy."""
    first = zigzag(delta.wall_offset) + varint(delta.operator)
    second = encode_dot(delta.credential, author, delta.table, delta.first_sequence)
    if delta.policy:
        second += b"\x01" + encode_dot(delta.policy, author, delta.table, delta.first_sequence)
    else:
        second += b"\x00"
    return first, second


def canonical_bytes(delta, author):
    """Builds the canonical bytes of a delta, whose operations are bytes already (3)."""
    before, after = encode_context(delta, author)
    parts = [
        bytes((VERSION, 1 if delta.introduction else 0)),
        varint(delta.ordinal),
        varint(delta.first_sequence),
        *(delta.introduction or ()),
        varint(delta.milliseconds),
        varint(delta.counter),
        before,
        varint(len(delta.table)),
        *delta.table,
        after,
        varint(len(delta.operations)),
        delta.body,
    ]
    data = b"".join(parts)
    if len(data) > DELTA_BYTES_MAXIMUM:
        raise Refused("a delta is larger than 65,536 bytes")
    return data


# -- 5. The packed run


@dataclass
class Run:
    author: bytes
    base: bytes | None
    first_ordinal: int
    first_sequence: int
    dictionary_size: int
    count: int
    reader: Reader


SIGNED, SAME_CONTEXT, SINGLE, SAME_TABLE, ZERO_COUNTER = 1, 2, 4, 8, 16


def read_run_head(data):
    if len(data) > RUN_BYTES_MAXIMUM:
        raise Refused("a run is larger than 1,048,576 bytes")
    reader = Reader(data)
    version = reader.byte()
    if version != VERSION:
        raise Refused(f"a run's format version {version} is not known here")
    flags = reader.byte()
    if flags > 1:
        raise Refused("a run's flags are undefined")
    author = reader.take(16)
    base = reader.take(32) if flags else None
    ordinal, sequence = reader.varint(), reader.varint()
    size = reader.varint(1 << 32)
    count = reader.count(RUN_DELTAS_MAXIMUM, "deltas")
    check_position(ordinal, sequence)
    if count < 1 or ordinal + count > INTEGER_MAXIMUM:
        raise Refused("a run has an impossible number of deltas")
    return Run(author, base, ordinal, sequence, size, count, reader)


class Dictionary(dict):
    """Ids to places, and back."""

    def __init__(self, entries=()):
        self.entries = list(entries)
        super().__init__((entry, place) for place, entry in enumerate(self.entries))


def read_packed_table(reader, dictionary):
    table = []
    for _ in range(reader.count(LIST_MAXIMUM, "ids")):
        place = reader.varint()
        if place > len(dictionary):
            raise Refused("a place lies beyond the dictionary")
        if place == len(dictionary):
            new = reader.take(16)
            if new in dictionary:
                raise Refused("an id is in the dictionary twice")
            dictionary[new] = place
            dictionary.entries.append(new)
        table.append(dictionary.entries[place])
    return table


def unpack_delta(run, ordinal, sequence, previous, dictionary):
    """Reads one packed delta and its signature, if there is one."""
    reader = run.reader
    flags = reader.byte()
    if flags > 31:
        raise Refused("a packed delta's flags are undefined")
    if previous is None and flags & (SAME_CONTEXT | SAME_TABLE):
        raise Refused("the first delta of a run inherits from nothing")
    milliseconds = (previous.milliseconds if previous else 0) + reader.signed()
    if not 0 <= milliseconds <= MILLISECONDS_MAXIMUM:
        raise Refused("a packed delta has an impossible time")
    counter = 0 if flags & ZERO_COUNTER else reader.varint(65535)
    if counter == 0 and not flags & ZERO_COUNTER:
        raise Refused("a packed delta writes a counter of 0")
    introduction = (reader.take(32), reader.take(16)) if ordinal == 1 else None
    delta = Delta(ordinal, sequence, introduction, milliseconds, counter)
    if flags & SAME_TABLE:
        delta.table = previous.table
    else:
        delta.table = read_packed_table(reader, dictionary)
    body = Body(reader, run.author, delta.table, sequence)
    if flags & SAME_CONTEXT:
        delta.wall_offset, delta.operator, delta.credential, delta.policy = previous.context
        body.mention(delta.credential[0])
        if delta.policy:
            body.mention(delta.policy[0])
    else:
        delta.wall_offset, delta.operator = reader.signed(), reader.varint()
        delta.credential, delta.policy = body.dot(), body.policy()
    count = 1 if flags & SINGLE else reader.count(4096, "operations")
    if count == 1 and not flags & SINGLE:
        raise Refused("a packed delta writes a number of operations of 1")
    delta.operations, delta.body = body.operations(count)
    body.finish()
    if previous:
        if (previous.context == delta.context) != bool(flags & SAME_CONTEXT):
            raise Refused("a packed delta writes what it could inherit")
        if (previous.table == delta.table) != bool(flags & SAME_TABLE):
            raise Refused("a packed delta writes what it could inherit")
    return delta, reader.take(64) if flags & SIGNED else None


def unpack_run(data, dictionary):
    """Yields (delta, canonical bytes, signature or None); continues the dictionary."""
    run = read_run_head(data)
    if run.dictionary_size != len(dictionary):
        raise Refused("a run continues another dictionary")
    previous = None
    ordinal, sequence = run.first_ordinal, run.first_sequence
    for _ in range(run.count):
        delta, signature = unpack_delta(run, ordinal, sequence, previous, dictionary)
        yield delta, canonical_bytes(delta, run.author), signature
        previous = delta
        ordinal += 1
        sequence += len(delta.operations)
    run.reader.finish()


# -- 8. Permissions


@dataclass
class Fact:
    dot: str
    ordinal: int
    device: str
    credential: str
    operation: dict
    is_root: bool = False
    is_above: bool = False

    @property
    def author(self):
        return dot_key(self.dot)[0]


class Membership:
    """Judges facts rank by rank. A root grant counts only where `is_root` was established.

    `path_of` tells for a place (author, ordinal, hash) which lines lead to it, or None where it
    isn't held."""

    def __init__(self, facts, path_of):
        self.path_of = path_of
        self.grants = {}
        self.revocations = []
        self.adoptions = []
        facts = sorted(facts, key=lambda fact: dot_key(fact.dot))
        for fact in facts:
            if fact.is_root and fact.operation["kind"] == "rootRevoke":
                self.revocations.append((4, fact.operation))
            elif fact.is_root and not fact.is_above:
                self.grants[fact.dot] = (fact.device, "authority")
        for rank in (3, 2, 1):
            for fact in facts:
                self._judge(fact, rank)

    def _judge(self, fact, rank):
        device, role = self.grants.get(fact.credential, (None, None))
        if device != fact.device or RANKS[role] != rank:
            return
        if not self.is_in_force(device, rank, fact.author, fact.ordinal):
            return
        if fact.is_above and not self.is_adopted(rank, fact.author, fact.ordinal):
            return
        operation = fact.operation
        if operation["kind"] == "grant" and RANKS[operation["role"]] < rank:
            self.grants[fact.dot] = (operation["device"], operation["role"])
        elif operation["kind"] == "revoke":
            self.revocations.append((rank, operation))
        elif operation["kind"] == "adopt":
            self.adoptions.append((rank, operation))

    def is_within(self, line, ordinal, place):
        """Whether a delta is a held place, or leads to it."""
        path = self.path_of(place)
        return path is not None and line in path and ordinal <= place["ordinal"]

    def is_adopted(self, rank, line, ordinal):
        return any(
            by > rank
            and adoption["firstOrdinal"] <= ordinal
            and self.is_within(line, ordinal, adoption["last"])
            for by, adoption in self.adoptions
        )

    def is_in_force(self, device, rank, line, ordinal):
        above = [r for by, r in self.revocations if by > rank and r["device"] == device]
        if all(any(self.is_within(line, ordinal, b) for b in r["bounds"]) for r in above):
            return True
        return self.is_adopted(rank, line, ordinal)

    def status(self, operation, line, device, ordinal, credential, is_above=False):
        if operation["kind"] == "unknown":
            return "unknown_kind"
        holder, role = self.grants.get(credential, (None, None))
        if holder != device:
            return "unknown_credential"
        if not self.is_in_force(device, RANKS[role], line, ordinal):
            return "revoked"
        if not permits(role, operation):
            return "not_permitted"
        if is_above and operation["kind"] not in KEPT_ON_FORK:
            if not self.is_adopted(RANKS[role], line, ordinal):
                return "forked"
        return "permitted"

    def members(self):
        """The devices admitted and not revoked, ascending."""
        best = {}
        for dot, (device, role) in self.grants.items():
            place = (ROLES.index(role), dot_key(dot))
            best[device] = min(best.get(device, place), place)
        revoked = {
            (revocation["device"], rank)
            for by, revocation in self.revocations
            for rank in range(by)
        }
        return sorted(
            device for device, (role, _) in best.items()
            if (device, RANKS[ROLES[role]]) not in revoked
        )


def permits(role, operation):
    kind = operation["kind"]
    if kind in ("label", "witness", "rootRevoke"):
        return True
    if kind == "rootGrant":
        return role == "authority"
    if kind == "grant":
        return RANKS[role] > RANKS[operation["role"]]
    if kind in ("relate", "revoke", "adopt"):
        return RANKS[role] >= 1
    if kind == "write":
        entity = operation["entity"]
        if entity == "space" or "checkpoint" in entity or operation["field"] == "blocked":
            return RANKS[role] >= 1
    return role != "observer"


# -- 6, 7 and 9. The export file, forks, the verdict


@dataclass
class Chain:
    """A way through a log, from its beginning."""

    space: bytes
    author: bytes
    device: bytes = b""
    deltas: list = field(default_factory=list)
    hashes: list = field(default_factory=list)
    sizes: list = field(default_factory=lambda: [0])
    dictionary: Dictionary = field(default_factory=Dictionary)

    def where(self, ordinal):
        return f"author {self.author.hex()}, delta {ordinal}"

    def cut(self, ordinal):
        """The same way up to a delta."""
        return Chain(
            self.space, self.author, self.device, self.deltas[:ordinal],
            self.hashes[: ordinal + 1], self.sizes[: ordinal + 1],
            Dictionary(self.dictionary.entries[: self.sizes[ordinal]]),
        )  # fmt: skip

    def append(self, payload):
        """Checks and appends a run."""
        ordinal = len(self.deltas) + 1
        signature = None
        try:
            self.check_head(read_run_head(payload), ordinal)
            for delta, canonical, signature in unpack_run(payload, self.dictionary):
                if ordinal == 1:
                    self.introduce(delta)
                self.deltas.append(delta)
                self.hashes.append(blake(self.hashes[-1] + canonical))
                self.sizes.append(len(self.dictionary))
                if signature is not None:
                    self.check_signature(delta, signature)
                ordinal += 1
        except Refused as refusal:
            raise Refused(f"{self.where(ordinal)}: {refusal}") from None
        if signature is None:
            raise Refused(f"{self.where(ordinal - 1)}: the run's last delta is not signed")

    def check_head(self, run, ordinal):
        if run.first_ordinal != ordinal:
            raise Refused(f"the run begins at delta {run.first_ordinal}: there is a gap")
        expected = self.deltas[-1].last_sequence + 1 if self.deltas else 1
        if run.first_sequence != expected:
            raise Refused("the run's first sequence does not follow the delta before")
        if run.base is not None and run.base != self.hashes[-1]:
            raise Refused("the base hash that the run states is not the chain's")

    def introduce(self, delta):
        self.device, nonce = delta.introduction
        if author_id(self.space, self.device, nonce) != self.author:
            raise Refused("the author's id does not follow from the space, key and nonce")

    def check_signature(self, delta, signature):
        message = head_message(
            self.space, self.author, delta.ordinal, delta.last_sequence, self.hashes[-1]
        )
        if not is_signed(self.device, message, signature):
            raise Refused("its signature does not verify")


@dataclass
class Line:
    """A stretch of a log without a parting inside: the log's own, or a branch."""

    id: bytes
    parent: "Line | None"
    way: Chain
    first: int
    last: int
    children: list = field(default_factory=list)

    @property
    def is_branch(self):
        return self.parent is not None

    @property
    def path(self):
        """The lines from the log's own down to this one."""
        return [*(self.parent.path if self.parent else []), self]

    @property
    def deltas(self):
        return self.way.deltas[self.first - 1 : self.last]

    @property
    def below(self):
        """This line and all that part from it, however deep."""
        return [self, *(line for child in self.children for line in child.below)]

    def operation(self, sequence):
        for delta in self.deltas:
            if delta.first_sequence <= sequence <= delta.last_sequence:
                return delta.operations[sequence - delta.first_sequence]
        return None

    @property
    def last_sequence(self):
        return self.way.deltas[self.last - 1].last_sequence if self.last else 0


def grow(ways, parent=None, start=0):
    """The line that ways share from a delta on, with what parts from its end."""
    shared = min(common(ways[0], way) for way in ways)
    author = ways[0].author
    name = branch_id(author, ways[0].hashes[start + 1]) if parent else author
    line = Line(name, parent, ways[0], start + 1, shared)
    if len(ways) > 1:
        firsts = sorted({way.hashes[shared + 1] for way in ways})
        for first in firsts:
            group = [way for way in ways if way.hashes[shared + 1] == first]
            line.children.append(grow(group, line, shared))
    return line


def common(one, other):
    """How many deltas two ways share."""
    count = 0
    for left, right in zip(one.hashes[1:], other.hashes[1:]):
        if left != right:
            break
        count += 1
    return count


class Logs:
    """All logs of a file, by author, as trees."""

    def __init__(self, ways):
        self.roots = {author: grow(list(found)) for author, found in sorted(ways.items())}
        self.lines = {line.id: line for root in self.roots.values() for line in root.below}

    @property
    def branches(self):
        return [line for line in self.lines.values() if line.is_branch]

    @property
    def forks(self):
        """From which ordinal each log that parts does."""
        return [(a, root.last + 1) for a, root in self.roots.items() if root.children]

    def path_of(self, place):
        """Which lines lead to a place; None where it isn't held."""
        line = self.lines.get(bytes.fromhex(place["author"]))
        ordinal = place["ordinal"]
        for line in line.path[0].below if line else []:
            is_here = line.first <= ordinal <= line.last or (ordinal == 0 and not line.is_branch)
            if is_here and line.way.hashes[ordinal].hex() == place["hash"]:
                return [each.id.hex() for each in line.path]
        return None

    def credential(self, dot, device, namer):
        """The grant that a delta of the line `namer` acts under, as a dot."""
        author, sequence = dot
        line = self.lines.get(author)
        if line is None or line.operation(sequence):
            return dot_text(dot)
        if line in namer.path:
            for own in namer.path[namer.path.index(line) :]:
                if own.operation(sequence):
                    return dot_text((own.id, sequence))
        if sequence > line.last_sequence:
            fitting = [
                each for each in line.below
                if (operation := each.operation(sequence))
                and operation["kind"] in ("grant", "rootGrant")
                and operation["device"] == device
            ]  # fmt: skip
            if len(fitting) == 1:
                return dot_text((fitting[0].id, sequence))
        return dot_text(dot)


@dataclass
class Report:
    space: bytes
    exporter: bytes
    logs: Logs
    proofs: list
    membership: Membership
    operations: Counter
    quarantined: Counter

    def json(self):
        return {
            "space": self.space.hex(),
            "exporter": self.exporter.hex(),
            "authors": len(self.logs.roots),
            "branches": len(self.logs.branches),
            "deltas": sum(len(line.deltas) for line in self.logs.lines.values()),
            "operations": dict(sorted(self.operations.items())),
            "quarantined": dict(sorted(self.quarantined.items())),
            "forks": [
                {"author": author.hex(), "ordinal": ordinal} for author, ordinal in self.logs.forks
            ],
            "proofs": [
                {"author": author.hex(), "ordinal": ordinal} for author, ordinal in self.proofs
            ],
            "members": self.membership.members(),
        }


def read_records(data):
    """Yields (kind, payload, offset of the record)."""
    if data[:8] != MAGIC:
        if data[:7] == MAGIC[:7]:
            raise Refused("the file's export version is not known here")
        raise Refused("the file is not a NexStage log export")
    reader = Reader(data)
    reader.take(8)
    reader.take(32)
    while reader.remaining:
        offset = reader.offset
        kind = reader.byte()
        size = int.from_bytes(reader.take(4), "big")
        if kind not in (1, 2, 3, 255):
            raise Refused(f"the record at byte {offset} has the undefined kind {kind}")
        if size > RUN_BYTES_MAXIMUM + 32:
            raise Refused(f"the record at byte {offset} is too large")
        try:
            yield kind, reader.take(size), offset
        except Refused:
            raise Refused(f"the record at byte {offset} is cut off") from None


def check_end(data, records, space):
    """Checks the end record and returns the exporter's key."""
    if not records or records[-1][0] != 255:
        raise Refused("the file has no end record: it was cut off")
    if any(kind == 255 for kind, _, _ in records[:-1]):
        raise Refused("the file has records after its end record")
    _, payload, offset = records[-1]
    if len(payload) != 128:
        raise Refused("the end record has a wrong length")
    exporter, stated, signature = payload[:32], payload[32:64], payload[64:]
    if blake(data[:offset]) != stated:
        raise Refused("the file's bytes do not have the hash that its end record states")
    if not is_signed(exporter, export_message(space, stated), signature):
        raise Refused("the exporter's signature in the end record does not verify")
    return exporter


def read_logs(records, space):
    chains = {}
    current = None
    for kind, payload, offset in records:
        if kind != 1:
            continue
        author = record_author(payload, offset)
        if current is None or author != current.author:
            if current is not None and author < current.author:
                raise Refused(f"the record at byte {offset}: the authors are not ascending")
            current = chains[author] = Chain(space, author)
            current.hashes.append(chain_start(space, author))
        current.append(payload)
    return chains


def record_author(payload, offset):
    try:
        return read_run_head(payload).author
    except Refused as refusal:
        raise Refused(f"the record at byte {offset}: {refusal}") from None


def read_branches(records, chains, space):
    """Reads the records of kind 2, each where its base is; returns the ways through each log."""
    ways = {author: [chain] for author, chain in chains.items()}
    ends = []
    for kind, payload, offset in records:
        if kind != 2:
            continue
        branch, payload = payload[:32], payload[32:]
        author = record_author(payload, offset)
        run = read_run_head(payload)
        where = f"the record at byte {offset}"
        if run.base is None:
            raise Refused(f"{where}: the branch's run states no base hash")
        if author not in ways:
            # The log parts before its first delta.
            beginning = Chain(space, author)
            beginning.hashes.append(chain_start(space, author))
            ways[author] = [beginning]
        ways[author] = add_run(ways[author], run, payload, where)
        ends.append((author, branch, ways[author][-1].hashes[-1], where))
    logs = Logs(ways)
    check_names(logs, ends)
    for author, chain in chains.items():
        if len(chain.deltas) > logs.roots[author].last:
            raise Refused(f"{chain.where(len(chain.deltas))}: the log goes on where it parts")
    return logs


def add_run(ways, run, payload, where):
    """The ways with a run more; that which it ends last."""
    base = run.first_ordinal - 1
    at_base = [way for way in ways if len(way.hashes) > base and way.hashes[base] == run.base]
    if not at_base:
        raise Refused(f"{where}: the branch leaves no log in the file")
    grown = at_base[0].cut(base)
    grown.append(payload)
    shared = [common(way, grown) for way in ways]
    if len(grown.deltas) in shared:
        raise Refused(f"{where}: the branch is in the file already")
    others = [way for way, count in zip(ways, shared) if count < len(way.deltas)]
    return [*others, grown]


def check_names(logs, ends):
    """Each run of a branch must end on the branch that its record names."""
    for author, branch, head, where in ends:
        line = logs.lines.get(branch_id(author, branch))
        if line is None or not line.is_branch:
            raise Refused(f"{where}: the branch's id is not the hash after its first delta")
        if head not in line.way.hashes[line.first : line.last + 1]:
            raise Refused(f"{where}: the run does not end on the branch that it names")


def read_proof(payload, space, where):
    """Checks a fork proof and returns (author, ordinal)."""
    if len(payload) != 280:
        raise Refused(f"{where}: the fork proof has a wrong length")
    author, device, nonce = payload[:16], payload[16:48], payload[48:64]
    ordinal = int.from_bytes(payload[64:72], "big")
    if author_id(space, device, nonce) != author:
        raise Refused(f"{where}: the fork proof's author does not follow from its key and nonce")
    heads = []
    for start in (72, 176):
        sequence = int.from_bytes(payload[start : start + 8], "big")
        head = payload[start + 8 : start + 40]
        if ordinal < 1 or sequence < ordinal or sequence > INTEGER_MAXIMUM:
            raise Refused(f"{where}: the fork proof states an impossible position")
        message = head_message(space, author, ordinal, sequence, head)
        if not is_signed(device, message, payload[start + 40 : start + 104]):
            raise Refused(f"{where}: a signature in the fork proof does not verify")
        heads.append(head)
    if heads[0] >= heads[1]:
        raise Refused(f"{where}: the fork proof's heads are not ascending")
    return author, ordinal


def read_proofs(records, space):
    return sorted({
        read_proof(payload, space, f"the record at byte {offset}")
        for kind, payload, offset in records if kind == 3
    })  # fmt: skip


def placed_operations(line):
    """Yields (delta, dot, operation) of a line."""
    for delta in line.deltas:
        for index, operation in enumerate(delta.operations):
            yield delta, f"{line.id.hex()}:{delta.first_sequence + index}", operation


def is_by_root(operation, device, space):
    """Whether the recovery key says it: of a grant only in the log of the device itself."""
    if operation["kind"] == "rootRevoke":
        message = root_revoke_message(space, operation)
    elif operation["kind"] == "rootGrant" and operation["device"] == device.hex():
        message = root_grant_message(space, device, operation["name"])
    else:
        return False
    key = bytes.fromhex(operation["rootKey"])
    signature = bytes.fromhex(operation["signature"])
    return space_id(key) == space and is_signed(key, message, signature)


def membership_facts(logs, space):
    for line in logs.lines.values():
        device = line.way.device.hex()
        for delta, dot, operation in placed_operations(line):
            if operation["kind"] in ("rootGrant", "grant", "revoke", "adopt", "rootRevoke"):
                yield Fact(
                    dot, delta.ordinal, device, logs.credential(delta.credential, device, line),
                    operation, is_by_root(operation, line.way.device, space), line.is_branch,
                )  # fmt: skip


def statuses(line, logs, membership):
    """Yields (operation, status) of a line."""
    device = line.way.device.hex()
    for delta, _, operation in placed_operations(line):
        status = membership.status(
            operation, line.id.hex(), device, delta.ordinal,
            logs.credential(delta.credential, device, line), line.is_branch,
        )  # fmt: skip
        yield operation, status


def kind_name(operation):
    kind = operation["kind"]
    return f"unknown-{operation['number']}" if kind == "unknown" else kind


def verify(data, space=None):
    """Verifies an export (9); returns a `Report` or raises `Refused`."""
    data = bytes(data)
    records = list(read_records(data))
    found = space_id(data[8:40])
    exporter = check_end(data, records, found)
    if space is not None and found != space:
        raise Refused(f"the file is of the space {found.hex()}, not of {space.hex()}")
    logs = read_branches(records, read_logs(records, found), found)
    proofs = read_proofs(records, found)
    membership = Membership(membership_facts(logs, found), logs.path_of)
    operations, quarantined = Counter(), Counter()
    for line in logs.lines.values():
        for operation, status in statuses(line, logs, membership):
            operations[kind_name(operation)] += 1
            if status != "permitted":
                quarantined[status] += 1
    if exporter.hex() not in membership.members():
        raise Refused(f"the exporter {exporter.hex()} is not a member of the space")
    return Report(found, exporter, logs, proofs, membership, operations, quarantined)


def counts(table):
    return ", ".join(f"{name} {count}" for name, count in table.items()) or "none"


def print_summary(report):
    summary = report.json()
    print(f"space        {summary['space']}")
    print(f"exported by  {summary['exporter']}, a member")
    print(f"authors      {summary['authors']}, and {summary['branches']} branches of forked logs")
    print(f"deltas       {summary['deltas']}, every chain and signature good")
    print(f"operations   {sum(report.operations.values())}: {counts(summary['operations'])}")
    print(f"quarantined  {sum(report.quarantined.values())}: {counts(summary['quarantined'])}")
    for fork in summary["forks"]:
        print(f"forked       {fork['author']} at delta {fork['ordinal']}: cloned or restored")
    for proof in summary["proofs"]:
        print(f"fork proof   {proof['author']} at delta {proof['ordinal']}: two signatures")


def space_argument(text):
    try:
        value = bytes.fromhex(text)
    except ValueError:
        value = b""
    if len(value) != 32:
        raise argparse.ArgumentTypeError("a space is 64 hexadecimal digits")
    return value


def evidence(data, options):
    """Checks a bundle; the rules of conflicts are a module of their own."""
    import nexstage_conflicts

    report, conflict = nexstage_conflicts.verify_evidence(data, options.space)
    if options.json:
        print(json.dumps({**report.json(), "conflict": conflict.json()}))
    else:
        print_summary(report)
        nexstage_conflicts.print_evidence(report, conflict)
    return 0


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Verifies a NexStage log export.")
    parser.add_argument("--space", type=space_argument, metavar="HEX", help="insist on this space")
    parser.add_argument("--json", action="store_true", help="print the summary as JSON")
    parser.add_argument("--evidence", action="store_true", help="check a conflict with its log")
    parser.add_argument("file")
    options = parser.parse_args(arguments)
    try:
        with open(options.file, "rb") as file:
            data = file.read()
        if options.evidence:
            return evidence(data, options)
        report = verify(data, options.space)
    except OSError as error:
        print(f"{options.file} can't be read: {error.strerror}.", file=sys.stderr)
        return 1
    except Refused as refusal:
        print(f"{options.file} is not authentic: {refusal}.", file=sys.stderr)
        return 4
    if options.json:
        print(json.dumps(report.json()))
    else:
        print_summary(report)
    return 0


if __name__ == "__main__":
    # The rules of conflicts import this module by its name: one class of `Refused`, not two.
    sys.modules["nexstage_verify"] = sys.modules["__main__"]
    sys.exit(main())
