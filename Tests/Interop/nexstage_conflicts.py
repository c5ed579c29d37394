"""Derives conflicts from a verified log, with no NexStage code: written from docs/conflicts.md.

`find(report)` gives all of them, of what `nexstage_verify.verify` returned. `verify_evidence(data)`
checks a bundle: that its log verifies, and that the conflict which it claims follows from that log.
Headings in comments are those of the document.
"""

import json
from collections import defaultdict
from dataclasses import dataclass, field

import nexstage_verify as v

COVERED_MAXIMUM = 256
COMPARED_MAXIMUM = 256
SHARERS_MAXIMUM = 32
TOLERANCE_MILLISECONDS = 60_000
CLAIM_BYTES_MAXIMUM = 1 << 20
FORMAT = "nexstage-evidence/1"
NOTICES = {"duplicate_seen", "override", "replay_same_device", "reentry_unconfirmed"}
REMOVABLE = {"cancel": ["enrol"], "undo": ["enter", "exit"], "retract": ["alias", "relate"]}


def dot_of(text):
    """(author's bytes, sequence)."""
    author, sequence = v.dot_key(text)
    return bytes.fromhex(author), sequence


@dataclass
class Held:
    """One operation with everything around it that conclusions depend on."""

    dot: tuple
    line: v.Line
    time: int
    wall: int
    operation: dict
    status: str

    @property
    def device(self):
        return self.line.way.device

    @property
    def kind(self):
        return self.operation["kind"]

    @property
    def is_permitted(self):
        return self.status == "permitted"

    @property
    def names(self):
        places = ("observed", "removes", "closes", "names", "overwrites", "heard", "covers")
        return [dot_of(text) for place in places for text in self.operation.get(place, ())]


@dataclass
class Conflict:
    name: str
    dots: list
    person: bytes | None = None
    checkpoint: bytes | None = None
    other: bytes | None = None
    anchor: tuple | None = None
    resolved: tuple | None = None

    def __post_init__(self):
        dots = sorted(set(self.dots))
        if self.anchor is None and dots:
            self.anchor = dots[0]
        # A resolution can't name more: the smallest count, with the largest.
        if len(dots) > COVERED_MAXIMUM:
            dots = [*dots[: COVERED_MAXIMUM - 1], dots[-1]]
        self.dots = dots

    @property
    def id(self):
        """The id."""
        word = self.name.encode()
        parts = [b"nexstage/conflict/1", v.varint(len(word)), word]
        for identifier in (self.person, self.checkpoint):
            parts.append(b"\x01" + identifier if identifier else b"\x00")
        if self.anchor:
            author, sequence = self.anchor
            parts.append(author + sequence.to_bytes(8, "big"))
        else:
            parts.append(b"\x00")
        parts.append(self.other or b"")
        return v.blake(b"".join(parts), size=16).hex()

    def json(self):
        resolved = self.resolved and {
            "operation": v.dot_text(self.resolved[0]), "decision": self.resolved[1],
        }  # fmt: skip
        return {
            "id": self.id,
            "class": self.name,
            "person": self.person and self.person.hex(),
            "other": self.other and self.other.hex(),
            "checkpoint": self.checkpoint and self.checkpoint.hex(),
            "operations": [v.dot_text(dot) for dot in self.dots],
            "resolved": resolved,
        }


def components(edges):
    """What hangs together, each part sorted."""
    neighbours = defaultdict(set)
    for one, other in edges:
        neighbours[one].add(other)
        neighbours[other].add(one)
    seen, found = set(), []
    for start in sorted(neighbours):
        if start in seen:
            continue
        part, waiting = {start}, [start]
        while waiting:
            fresh = neighbours[waiting.pop()] - part
            part |= fresh
            waiting += fresh
        seen |= part
        found.append(sorted(part))
    return found


def pairs(items):
    items = list(items)
    return [(one, two) for place, one in enumerate(items) for two in items[place + 1 :]]


@dataclass
class Element:
    """What happened to one person at one checkpoint: entries and exits."""

    facts: "Facts"
    events: list
    named: dict = field(default_factory=dict)

    def __post_init__(self):
        own = {event.dot: event for event in self.events}
        self.named = {
            dot: [each.dot for each in self.facts.seen(event) if each.dot in own]
            for dot, event in own.items()
        }
        self.reach = {dot: self.reached(dot) for dot in own}
        self.moment = {dot: event.time for dot, event in own.items()}
        # Effective time. Names that lead in a circle are left out of it.
        changed = True
        while changed:
            changed = False
            for dot, named in self.named.items():
                for before in named:
                    after = min(self.moment[before] + 1, (1 << 63) - 1)
                    if dot not in self.reach[before] and self.moment[dot] < after:
                        self.moment[dot] = after
                        changed = True
        self.events.sort(key=lambda event: (self.moment[event.dot], event.dot))
        self.effective = [event for event in self.events if self.facts.is_effective(event)]
        self.walk()

    def reached(self, start):
        found, waiting = set(), list(self.named[start])
        while waiting:
            dot = waiting.pop()
            if dot not in found:
                found.add(dot)
                waiting += self.named[dot]
        return found

    def walk(self):
        """Open: which exits close which entry."""
        self.exits = defaultdict(list)
        entries = {event.dot for event in self.events if event.kind == "enter"}
        for event in self.effective:
            if event.kind == "exit":
                for dot in entries.intersection(self.named[event.dot]):
                    self.exits[dot].append(event.dot)
        closed = {dot for dot, exits in self.exits.items() if exits}
        self.open = []
        for event in self.effective:
            if event.kind == "enter" and event.dot not in closed:
                self.open.append(event.dot)
            elif event.kind == "exit" and not event.names and self.open:
                self.exits[self.open.pop(0)].append(event.dot)

    @property
    def unaware(self):
        """Pairs of entries of which neither knew of the other, and whether an exit lies between."""
        order = {event.dot: place for place, event in enumerate(self.events)}
        entries = [event.dot for event in self.effective if event.kind == "enter"]
        for one, two in pairs(entries[:COMPARED_MAXIMUM]):
            if one in self.reach[two] or two in self.reach[one]:
                continue
            exits = self.exits[one] + self.exits[two]
            yield (one, two), any(order[one] < order[dot] < order[two] for dot in exits)


class Facts:
    """All operations of a log, who is who, and what counts."""

    def __init__(self, report):
        self.report = report
        self.logs = report.logs
        self.held = {}
        for line in self.logs.lines.values():
            told = zip(v.placed_operations(line), v.statuses(line, self.logs, report.membership))
            for (delta, dot, operation), (_, status) in told:
                key = dot_of(dot)
                step = key[1] - delta.first_sequence
                time = min((delta.milliseconds << 16 | delta.counter) + step, (1 << 63) - 1)
                wall = max(0, delta.milliseconds + delta.wall_offset)
                self.held[key] = Held(key, line, time, wall, operation, status)
        self.removers = defaultdict(list)
        for remover in self.held.values():
            if remover.is_permitted and remover.kind in REMOVABLE:
                for name in remover.names:
                    self.remove(name, remover)
        self.who_is_who()
        self.elements = self.find_elements()

    def candidates(self, name, namer):
        """What a name may mean (docs/log-format.md, 7)."""
        if name in self.held:
            return [self.held[name]]
        author, sequence = name
        path = [line.id for line in namer.line.path]
        if author in path:
            for line in path[path.index(author) + 1 :]:
                if (line, sequence) in self.held:
                    return [self.held[line, sequence]]
        line = self.logs.lines.get(author)
        below = line.below[1:] if line else []
        return [self.held[each.id, sequence] for each in below if (each.id, sequence) in self.held]

    def has_parted(self, author):
        line = self.logs.lines.get(author)
        return bool(line and line.children)

    def seen(self, event):
        found = {each.dot: each for name in event.names for each in self.candidates(name, event)}
        return [found[dot] for dot in sorted(found)]

    def target(self, name, namer, is_fitting):
        fitting = [each for each in self.candidates(name, namer) if is_fitting(each)]
        return fitting[0] if len(fitting) == 1 else None

    def remove(self, name, remover):
        kinds = REMOVABLE[remover.kind]
        target = self.target(name, remover, lambda each: each.kind in kinds)
        if target and remover.dot not in self.removers[target.dot]:
            self.removers[target.dot].append(remover.dot)

    def is_effective(self, event):
        return event.is_permitted and not self.removers.get(event.dot)

    def person(self, event):
        """Whom an operation is about, under the id that it says; None where nobody is known."""
        operation = event.operation
        reference = operation.get("person", operation.get("subject"))
        if event.kind == "write":
            reference = operation["entity"]
        if event.kind == "enrol":
            return bytes.fromhex(reference)
        if not isinstance(reference, dict):
            return None
        if "person" in reference:
            return bytes.fromhex(reference["person"])
        if "enrolment" not in reference:
            return None
        people = {
            each.operation["person"]
            for each in self.candidates(dot_of(reference["enrolment"]), event)
            if each.kind == "enrol"
        }
        return bytes.fromhex(people.pop()) if len(people) == 1 else None

    def canonical(self, person):
        return self.smallest.get(person, person)

    def aliases(self, kind):
        found = defaultdict(list)
        for event in self.held.values():
            if event.kind == "alias" and event.operation["alias"] == kind:
                person = self.person(event)
                if person and self.is_effective(event):
                    found[event.operation["tag"]].append((person, event.dot))
        return found

    def who_is_who(self):
        """Who shares a CPF, or was said to be the same, is one; unless told apart as a pair."""
        same, self.distinct = set(), set()
        for event in self.held.values():
            if event.kind == "relate" and self.is_effective(event):
                ends = [bytes.fromhex(event.operation[end]) for end in ("first", "second")]
                relation = event.operation["relation"]
                (same if relation == "same" else self.distinct).add(tuple(ends))
        for sharers in self.aliases("cpf").values():
            same.update(pairs(sorted({person for person, _ in sharers})))
        self.smallest = {
            person: part[0] for part in components(same - self.distinct) for person in part
        }
        self.members = defaultdict(set)
        for person, smallest in self.smallest.items():
            self.members[smallest].add(person)

    def find_elements(self):
        events = defaultdict(list)
        for event in self.held.values():
            person = self.person(event) if event.kind in ("enter", "exit") else None
            if person:
                checkpoint = bytes.fromhex(event.operation["checkpoint"])
                events[self.canonical(person), checkpoint].append(event)
        return {element: Element(self, found) for element, found in events.items()}


# The classes


def admissions(facts):
    for (person, checkpoint), element in facts.elements.items():
        unaware = list(element.unaware)
        for name, is_between in (("double_admission", False), ("reentry_unconfirmed", True)):
            edges = [pair for pair, between in unaware if between == is_between]
            for part in components(edges):
                yield Conflict(name, part, person, checkpoint)


def refusals(facts):
    edges = defaultdict(list)
    for event in facts.held.values():
        if event.kind != "attempt" or event.operation["reason"] != "already_redeemed":
            continue
        person = facts.person(event)
        if not event.is_permitted or person is None:
            continue
        named = []
        for name in event.names:
            found = [each.dot for each in facts.candidates(name, event)]
            named += found or ([] if facts.has_parted(name[0]) else [name])
        if not named:
            continue
        own = all(
            author in facts.logs.lines and facts.logs.lines[author].way.device == event.device
            for author, _ in named
        )
        checkpoint = bytes.fromhex(event.operation["checkpoint"])
        key = (facts.canonical(person), checkpoint, own)
        edges[key] += [(event.dot, event.dot), *((event.dot, dot) for dot in named)]
    for (person, checkpoint, own), found in edges.items():
        element = facts.elements.get((person, checkpoint))
        told = {event.dot for event in element.events} if element else set()
        told |= {one for one, _ in found}
        for part in components(found):
            name = "replay_same_device" if own else "duplicate_seen"
            yield Conflict(name, [dot for dot in part if dot in told], person, checkpoint)


def overrides(facts):
    for (person, checkpoint), element in facts.elements.items():
        edges = []
        for event in element.effective:
            if event.kind == "enter" and event.operation["reason"] == "override":
                named = element.named[event.dot]
                edges += [(event.dot, event.dot), *((event.dot, dot) for dot in named)]
        for part in components(edges):
            yield Conflict("override", part, person, checkpoint)


def cancelled_but_present(facts):
    enrolments = defaultdict(list)
    for event in facts.held.values():
        if event.kind == "enrol" and event.is_permitted:
            enrolments[facts.canonical(facts.person(event))].append(event)
    for (person, checkpoint), element in facts.elements.items():
        own = enrolments[person]
        if own and element.open and not any(facts.is_effective(event) for event in own):
            cancelled = {dot for event in own for dot in facts.removers[event.dot]}
            dots = [*element.open, *cancelled]
            yield Conflict("cancelled_but_present", dots, person, checkpoint)


def revoked_after_admission(facts):
    for (person, checkpoint), element in facts.elements.items():
        beyond = [
            event.dot for event in element.events
            if event.kind == "enter" and event.status == "revoked"
            and not facts.removers.get(event.dot)
        ]  # fmt: skip
        if beyond:
            yield Conflict("revoked_after_admission", beyond, person, checkpoint)


def over_capacity(facts):
    """From the enrolments of stations that have rights to register people."""
    membership = facts.report.membership
    roles = defaultdict(list)
    for device, role in membership.grants.values():
        roles[device].append(v.ROLES.index(role))
    stations = {device for device, own in roles.items() if v.ROLES[min(own)] == "station"}
    registers = displayed(facts)
    for device in sorted(stations):
        name = b"nexstage/device/1" + facts.report.space + bytes.fromhex(device)
        value = registers.get(("checkpoint", v.blake(name, size=16), "capacity"))
        if not value:
            continue
        rights = v.Reader(value).varint()
        own = [event for event in facts.held.values() if event.device.hex() == device]
        own = [event for event in own if event.is_permitted]
        enrolments = [event for event in own if event.kind == "enrol"]
        returned = set()
        for event in own:
            if event.kind == "cancel":
                for each in event.names:
                    target = facts.target(each, event, lambda found: found.kind == "enrol")
                    if target and target.is_permitted and target.device.hex() in stations:
                        returned.add(target.dot)
        surplus = len(enrolments) - len(returned) - rights
        live = [event for event in enrolments if facts.is_effective(event)]
        live.sort(key=lambda event: (event.time, event.dot))
        if surplus > 0 and live:
            yield Conflict("over_capacity", [event.dot for event in live[-surplus:]])


def live_writes(facts):
    """The permitted writes of each register that nobody overwrote."""

    def register(event):
        if event.kind != "write":
            return None
        entity = event.operation["entity"]
        if entity == "space":
            return "space", b"", event.operation["field"]
        if "checkpoint" in entity:
            return "checkpoint", bytes.fromhex(entity["checkpoint"]), event.operation["field"]
        person = facts.person(event)
        return person and ("person", person, event.operation["field"])

    keys = {event.dot: register(event) for event in facts.held.values()}
    writes, overwritten = defaultdict(list), set()
    for event in facts.held.values():
        key = keys[event.dot]
        if not key or not event.is_permitted:
            continue
        writes[key].append(event)
        for name in event.names:
            target = facts.target(name, event, lambda each, key=key: keys[each.dot] == key)
            if target and target.dot != event.dot:
                overwritten.add(target.dot)
    return {
        key: [event for event in events if event.dot not in overwritten]
        for key, events in writes.items()
    }


def displayed(facts):
    """The value of each register that is shown: the last by (clock, author, sequence)."""
    return {
        key: bytes.fromhex(max(live, key=lambda event: (event.time, event.dot)).operation["value"])
        for key, live in live_writes(facts).items() if live
    }  # fmt: skip


def field_conflicts(facts):
    for (entity, target, _), live in live_writes(facts).items():
        if len({event.operation["value"] for event in live}) > 1:
            yield Conflict(
                "field_conflict", [event.dot for event in live],
                facts.canonical(target) if entity == "person" else None,
                target if entity == "checkpoint" else None,
            )  # fmt: skip


def identity_candidates(facts):
    shown = defaultdict(set)
    for sharers in facts.aliases("email").values():
        dots = defaultdict(set)
        for person, dot in sharers:
            dots[facts.canonical(person)].add(dot)
        for one, two in pairs(sorted(dots)[:SHARERS_MAXIMUM]):
            shown[one, two] |= dots[one] | dots[two]
    for (one, two), dots in shown.items():
        ids = [(a, b) for a in facts.members[one] | {one} for b in facts.members[two] | {two}]
        if not any(tuple(sorted(pair)) in facts.distinct for pair in ids):
            yield Conflict("identity_candidate", list(dots), one, other=two)


def clock_suspects(facts):
    clocks = defaultdict(list)
    for dot in sorted(facts.held):
        event = facts.held[dot]
        if event.is_permitted and event.kind in ("enter", "exit", "attempt", "witness"):
            clocks[dot[0]].append(event)

    def reading(name, namer):
        found = facts.candidates(name, namer)
        if len(found) > 1 or (not found and facts.has_parted(name[0])):
            return None
        author, sequence = found[0].dot if found else name
        earlier = [each for each in clocks[author] if each.dot[1] <= sequence]
        if not earlier or (namer.kind != "witness" and earlier[-1].dot != (author, sequence)):
            return None
        return earlier[-1]

    disagreements, others = [], defaultdict(set)
    for namer in [event for events in list(clocks.values()) for event in events]:
        for named in filter(None, (reading(name, namer) for name in namer.names)):
            late = namer.wall < named.wall - TOLERANCE_MILLISECONDS
            if late and namer.device != named.device:
                disagreements.append((namer, named))
                others[namer.device].add(named.device)
                others[named.device].add(namer.device)
    disagreements.sort(key=lambda both: (both[0].time, both[0].dot, both[1].dot))
    while any(others.values()):
        most = max(len(each) for each in others.values())
        worst = {device for device, each in others.items() if len(each) == most}
        others = {device: each - worst for device, each in others.items() if device not in worst}
        for device in worst:
            first = next(both for both in disagreements if device in {e.device for e in both})
            own = first[0] if first[0].device == device else first[1]
            yield Conflict("clock_suspect", [each.dot for each in first], anchor=own.dot)


def forked_authors(facts):
    firsts = {author: [] for author, _ in facts.report.proofs}
    for author, root in facts.logs.roots.items():
        for line in root.below[1:]:
            sequence = line.deltas[0].first_sequence
            firsts.setdefault(author, []).append((line.id, sequence))
    for dots in firsts.values():
        yield Conflict("forked_author", dots)


def quarantined(facts):
    found = defaultdict(list)
    for event in facts.held.values():
        if not event.is_permitted and (event.kind, event.status) != ("enter", "revoked"):
            found[event.dot[0], event.status].append(event.dot)
    for dots in found.values():
        yield Conflict("quarantined", [min(dots), max(dots)])


CLASSES = (
    admissions, refusals, overrides, cancelled_but_present, revoked_after_admission,
    over_capacity, field_conflicts, identity_candidates, clock_suspects, forked_authors, quarantined,
)  # fmt: skip


def find(report):
    """Every conflict and notice, with the resolution that counts (Resolutions)."""
    facts = Facts(report)
    conflicts = [conflict for find_class in CLASSES for conflict in find_class(facts)]
    resolutions = sorted(
        (event for event in facts.held.values() if event.kind == "resolve" and event.is_permitted),
        key=lambda event: (event.time, event.dot),
    )
    covers = [{each.dot for each in facts.seen(event)} for event in resolutions]
    taken_back = {
        dot
        for event, covered in zip(resolutions, covers) if event.operation["decision"] == "ignore"
        for dot in covered - {event.dot}
        if facts.held[dot].operation.get("class") == event.operation["class"]
    }  # fmt: skip
    for conflict in conflicts:
        if conflict.name in NOTICES or not conflict.dots:
            continue
        for event, covered in zip(resolutions, covers):
            is_fitting = event.operation["class"] == conflict.name and event.dot not in taken_back
            if is_fitting and covered.issuperset(conflict.dots):
                conflict.resolved = event.dot, event.operation["decision"]
    return conflicts


# Evidence


def split_evidence(data):
    """The claim and the log of a bundle."""
    line, newline, log = bytes(data).partition(b"\n")
    if not newline or len(line) > CLAIM_BYTES_MAXIMUM:
        raise v.Refused("the file is no evidence: its first line is not a claim")
    try:
        claim = json.loads(line)
    except (ValueError, RecursionError):
        raise v.Refused("the file is no evidence: its first line is not JSON") from None
    if not isinstance(claim, dict) or claim.get("format") != FORMAT:
        raise v.Refused(f"the file's first line does not say {FORMAT}")
    return claim, log


def verify_evidence(data, space=None):
    """Returns the report on the log and the conflict, or raises `Refused`."""
    claim, log = split_evidence(data)
    report = v.verify(log, space)
    if claim.get("space") != report.space.hex():
        raise v.Refused("the claim is about another space than the log")
    claimed = claim.get("conflict")
    if not isinstance(claimed, dict):
        raise v.Refused("the claim names no conflict")
    for conflict in find(report):
        if conflict.id == claimed.get("id"):
            break
    else:
        raise v.Refused("the conflict that is claimed does not follow from the log")
    derived = conflict.json()
    for key in sorted(derived.keys() | claimed.keys()):
        if key not in claimed or derived.get(key) != claimed[key] or key not in derived:
            raise v.Refused(f"what the claim says of «{key}» does not follow from the log")
    return report, conflict


def print_evidence(report, conflict):
    """Says what was found, operation by operation."""
    facts = Facts(report)
    print(f"conflict     {conflict.id}: {conflict.name}, as the claim says")
    for dot in conflict.dots:
        event = facts.held[dot]
        device = event.device.hex()[:8]
        print(f"operation    {v.dot_text(dot)}: {event.kind}, signed by {device}…, {event.status}")
    decision = "no"
    if conflict.resolved:
        decision = f"{conflict.resolved[1]}, {v.dot_text(conflict.resolved[0])}"
    print(f"resolved     {decision}")
