"""Conflicts derived a second time, and the evidence for them: against the committed vectors, and
against the program that $NEXSTAGE_PEER names."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import nexstage_conflicts as c
import nexstage_verify as v
from nexstage_pack import VECTORS

PEER = os.environ.get("NEXSTAGE_PEER")
SECONDS_MAXIMUM = 60
EXPORT = (VECTORS / "export.bin").read_bytes()


def bundle(conflict, space, log, **changes):
    claim = {"format": c.FORMAT, "space": space.hex(), "conflict": conflict.json()}
    claim["conflict"] |= changes
    return json.dumps(claim).encode() + b"\n" + log


def run(data, *arguments, state=None):
    environment = {**os.environ, "NEXSTAGE_DATA": str(data), "NEXSTAGE_LANG": "en"}
    if state:
        environment["NEXSTAGE_STATE"] = str(state)
    return subprocess.run(
        [PEER, *arguments], env=environment, capture_output=True, text=True,
        timeout=SECONDS_MAXIMUM, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip


class VectorsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.report = v.verify(EXPORT)
        cls.conflicts = c.find(cls.report)

    def test_the_vectors_show_conflicts_of_several_classes(self):
        names = {conflict.name for conflict in self.conflicts}
        self.assertLessEqual({"forked_author", "quarantined"}, names)

    def test_a_bundle_of_each_verifies(self):
        for conflict in self.conflicts:
            with self.subTest(conflict.name):
                data = bundle(conflict, self.report.space, EXPORT)
                self.assertEqual(c.verify_evidence(data)[1].json(), conflict.json())

    @unittest.skipUnless(PEER, "NEXSTAGE_PEER does not name a built program")
    def test_the_program_derives_the_same(self):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "bundle.nxev"
            for conflict in self.conflicts:
                with self.subTest(conflict.name):
                    file.write_bytes(bundle(conflict, self.report.space, EXPORT))
                    result = run(folder, "verify", "--evidence", str(file))
                    self.assertEqual(result.returncode, 0, result.stdout + result.stderr)

    def test_a_changed_claim_is_refused(self):
        conflict = self.conflicts[0]
        changes = (
            {"id": "0" * 32}, {"class": "over_capacity"}, {"person": "00" * 16},
            {"operations": []}, {"operations": [*conflict.json()["operations"], "x"]},
            {"resolved": {"operation": "x", "decision": "ignore"}}, {"more": 1},
        )  # fmt: skip
        for change in changes:
            with self.subTest(change), self.assertRaises(v.Refused):
                c.verify_evidence(bundle(conflict, self.report.space, EXPORT, **change))
        for data in (b"", EXPORT, b"[]\n" + EXPORT, b"{}\n" + EXPORT, b"[" * 10000 + b"\n"):
            with self.assertRaises(v.Refused):
                c.verify_evidence(data)
        with self.assertRaises(v.Refused):
            c.verify_evidence(bundle(conflict, bytes(32), EXPORT))

    def test_a_changed_log_is_refused(self):
        data = bundle(self.conflicts[0], self.report.space, EXPORT)
        start = len(data) - len(EXPORT)
        for position in range(start, len(data), 97):
            changed = bytearray(data)
            changed[position] ^= 1
            with self.assertRaises(v.Refused, msg=f"byte {position}"):
                c.verify_evidence(bytes(changed))


@unittest.skipUnless(PEER, "NEXSTAGE_PEER does not name a built program")
class PeerConflictsTest(unittest.TestCase):
    """Two copies of one folder go on without each other, and then hear of each other."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="nexstage-conflicts-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        cls.desk = cls.folder / "desk"
        cls.twin = cls.folder / "twin"
        cls.done(cls.desk, "init", "--name", "Secretaria")
        cls.done(cls.desk, "space", "create", "--name", "Semana")
        people = ["Ana Prado", "Bruno Sá", "Célia Wanderley", "Davi Okada", "Eva Lima", "Fábio Reis"]
        for number, name in enumerate(people, 1):
            email = "two@example.org" if number > 4 else f"p{number}@example.org"
            cls.done(cls.desk, "enrol", "--name", name, "--email", email, "--ticket", f"T-{number}")
        cls.done(cls.desk, "checkin", "T-4")
        shutil.copytree(cls.desk, cls.twin)
        for gate, device in (("Norte", cls.desk), ("Sul", cls.twin)):
            for ticket in ("T-1", "T-2", "T-3"):
                cls.scan(device, ticket, "--gate", gate)
        cls.scan(cls.desk, "T-1", "--gate", "Norte")
        cls.scan(cls.desk, "T-3", "--gate", "Norte", "--exit")
        cls.scan(cls.twin, "T-3", "--gate", "Sul", "--override", "--reason", "crachá perdido")
        cls.done(cls.desk, "person", "set", "T-5", "--category", "palestrante")
        cls.done(cls.twin, "person", "set", "T-5", "--category", "ouvinte")
        cls.done(cls.desk, "cancel", "T-4")
        log = cls.folder / "twin.nxlog"
        cls.done(cls.twin, "export", "log", "--format", "binary", "--out", str(log))
        cls.done(cls.desk, "import", "log", str(log))
        one = next(each for each in cls.listed() if each["class"] == "double_admission")
        cls.done(cls.desk, "conflicts", "resolve", one["id"], "--as", "two-people")
        two = next(each for each in cls.listed() if each["class"] == "field_conflict")
        cls.done(cls.desk, "conflicts", "resolve", two["id"], "--as", "ignore")
        cls.done(cls.desk, "conflicts", "reopen", two["id"])
        log = cls.folder / "all.nxlog"
        cls.done(cls.desk, "export", "log", "--format", "binary", "--out", str(log))
        cls.log = log.read_bytes()

    @classmethod
    def state(cls, data):
        return cls.folder / f"{data.name}-state"

    @classmethod
    def done(cls, data, *arguments):
        result = run(data, *arguments, state=cls.state(data))
        if result.returncode != 0:
            raise AssertionError(f"{arguments}: {result.returncode}: {result.stderr}")
        return result.stdout

    @classmethod
    def scan(cls, data, *arguments):
        result = run(data, "checkin", *arguments, state=cls.state(data))
        if result.returncode not in (0, 3):
            raise AssertionError(f"{arguments}: {result.returncode}: {result.stderr}")

    @classmethod
    def listed(cls):
        return json.loads(cls.done(cls.desk, "conflicts", "list", "--json"))

    def test_both_derive_the_same(self):
        found = {conflict.id: conflict for conflict in c.find(v.verify(self.log))}
        listed = {each["id"]: each for each in self.listed()}
        self.assertEqual(found.keys(), listed.keys())
        names = {
            "double_admission", "replay_same_device", "override", "cancelled_but_present",
            "identity_candidate", "field_conflict", "reentry_unconfirmed",
        }  # fmt: skip
        self.assertLessEqual(names, {each["class"] for each in listed.values()})
        for identifier, each in listed.items():
            conflict = found[identifier].json()
            self.assertEqual(conflict["class"], each["class"])
            self.assertEqual(
                conflict["operations"], sorted(entry["operation"] for entry in each["operations"])
            )
            self.assertEqual(conflict["person"], each["person"] and each["person"]["id"])
            resolved = each["resolved"] and {
                key: each["resolved"][key] for key in ("decision", "operation")
            }
            self.assertEqual(conflict["resolved"], resolved)

    def test_evidence_of_each_verifies_alone(self):
        for each in self.listed():
            with self.subTest(each["class"]):
                file = self.folder / "case.nxev"
                self.done(self.desk, "conflicts", "show", each["id"], "--evidence", str(file))
                data = file.read_bytes()
                self.assertEqual(c.verify_evidence(data)[1].id, each["id"])
                for name in ("Prado", "Wanderley", "example.org", "T-1"):
                    self.assertNotIn(name.encode(), data)

    def test_the_tool_answers(self):
        file = self.folder / "tool.nxev"
        each = self.listed()[0]
        self.done(self.desk, "conflicts", "show", each["id"], "--evidence", str(file))
        data = file.read_bytes()
        for changed, status in ((data, 0), (data[:-1], 4), (self.log, 4)):
            file.write_bytes(changed)
            result = subprocess.run(
                [sys.executable, v.__file__, "--evidence", str(file)], capture_output=True,
                text=True, timeout=SECONDS_MAXIMUM, check=False,
            )  # fmt: skip
            self.assertEqual(result.returncode, status, result.stderr)
            self.assertEqual(len(result.stderr.splitlines()), int(status != 0))
            self.assertEqual(each["id"] in result.stdout, status == 0)


if __name__ == "__main__":
    unittest.main()
