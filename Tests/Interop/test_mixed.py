"""What a later release may write: kinds of operation that the program named by $NEXSTAGE_PEER does
not know. It keeps them, hands them on, shows them, and judges nothing by them."""

import json
import os
import subprocess
import tempfile
import unittest
from dataclasses import replace
from pathlib import Path

import nexstage_conflicts as c
import nexstage_verify as v
from nacl.signing import SigningKey
from nexstage_pack import Signed, end_record, pack_run, record

PEER = os.environ.get("NEXSTAGE_PEER")
SECONDS_MAXIMUM = 60
KIND = 70


def extended(data, seed, body):
    """An export whose only log goes on with a delta of one operation of an unknown kind."""
    space = v.space_id(data[8:40])
    records = list(v.read_records(data))
    (chain,) = v.read_logs(records, space).values()
    last = chain.deltas[-1]
    packed = v.varint(KIND) + v.varint(len(body)) + body
    delta = replace(
        last, ordinal=last.ordinal + 1, first_sequence=last.last_sequence + 1, introduction=None,
        milliseconds=last.milliseconds + 1, counter=0, operator=0, table=[], policy=None,
        operations=[{"kind": "unknown", "number": KIND, "body": body.hex()}], body=packed,
    )  # fmt: skip
    head = v.blake(chain.hashes[-1] + v.canonical_bytes(delta, chain.author))
    message = v.head_message(space, chain.author, delta.ordinal, delta.last_sequence, head)
    signed = Signed(delta, SigningKey(seed).sign(message).signature)
    run = pack_run(chain.author, [signed], chain.dictionary)
    body = data[: records[-1][2]] + record(1, run)
    return body + end_record(body, seed), v.dot_text((chain.author, delta.first_sequence))


@unittest.skipUnless(PEER, "NEXSTAGE_PEER does not name a built program")
class LaterReleaseTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="nexstage-mixed-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.peer("desk", "init", "--name", "Secretaria")
        self.peer("desk", "space", "create", "--name", "Semana")
        self.peer("desk", "enrol", "--name", "Ana Prado", "--ticket", "T-1")
        self.peer("desk", "checkin", "T-1")
        copy = str(self.folder / "desk.backup")
        self.peer("desk", "backup", copy)
        for name in ("one", "two"):
            self.peer(name, "restore", copy)
        seed = bytes.fromhex((self.folder / "desk" / "device.key").read_text().strip())
        self.data, self.dot = extended(self.export("desk").read_bytes(), seed, b"later")
        self.file = self.folder / "later.nxlog"
        self.file.write_bytes(self.data)

    def peer(self, name, *arguments, status=0):
        environment = {
            **os.environ, "NEXSTAGE_DATA": str(self.folder / name), "NEXSTAGE_LANG": "en",
            "NEXSTAGE_STATE": str(self.folder / f"{name}-state"),
        }  # fmt: skip
        result = subprocess.run(
            [PEER, *arguments], env=environment, capture_output=True, text=True,
            timeout=SECONDS_MAXIMUM, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        self.assertEqual(result.returncode, status, f"{arguments}: {result.stderr}")
        return result.stdout

    def export(self, name):
        file = self.folder / f"{name}.nxlog"
        self.peer(name, "export", "log", "--format", "binary", "--out", str(file))
        return file

    def digest(self, name):
        return json.loads(self.peer(name, "digest", "--json"))

    def test_it_is_kept_handed_on_and_shown(self):
        before = self.digest("one")
        self.peer("one", "import", "log", str(self.file))
        self.peer("two", "import", "log", str(self.export("one")))
        self.assertEqual(self.digest("one")["operations"], before["operations"] + 1)
        self.assertEqual(self.digest("one")["digest"], self.digest("two")["digest"])
        for name in ("one", "two"):
            lines = [json.loads(line) for line in self.peer(name, "log", "--json").splitlines()]
            (line,) = [line for line in lines if line["operation"] == self.dot]
            self.assertIn(str(KIND), line["kind"])
            self.assertEqual(line["status"], "unknown_kind")
            listed = json.loads(self.peer(name, "conflicts", "list", "--json"))
            (found,) = [each for each in listed if each["class"] == "quarantined"]
            self.assertEqual([each["operation"] for each in found["operations"]], [self.dot])
            self.assertIn("newer release", self.peer(name, "conflicts", "explain", found["id"]))
            self.peer(name, "verify")
            self.assertEqual(
                [each.id for each in c.find(v.verify(self.export(name).read_bytes()))
                 if each.name == "quarantined"], [found["id"]],
            )  # fmt: skip
        # The bytes are as they came, and go on being so after packing.
        self.peer("two", "compact")
        for line in v.verify(self.export("two").read_bytes()).logs.lines.values():
            for _, dot, operation in v.placed_operations(line):
                if dot == self.dot:
                    self.assertEqual(operation["body"], b"later".hex())

    def test_nothing_is_judged_by_it(self):
        self.peer("one", "import", "log", str(self.file))
        answer = json.loads(self.peer("one", "checkin", "T-1", "--json", status=3))
        self.assertEqual(answer["verdict"], "already_in")
        self.assertEqual(self.digest("one")["occupancy"], 1)

    def test_a_later_format_is_refused_in_words(self):
        changed = bytearray(self.data)
        changed[7] = 2
        self.file.write_bytes(changed)
        before = self.digest("one")
        self.peer("one", "import", "log", str(self.file), status=1)
        self.assertEqual(self.digest("one"), before)


if __name__ == "__main__":
    unittest.main()
