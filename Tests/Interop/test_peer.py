"""A real space, made and exported by the program that $NEXSTAGE_PEER names."""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import nexstage_verify as v

PEER = os.environ.get("NEXSTAGE_PEER")
SECONDS_MAXIMUM = 60


@unittest.skipUnless(PEER, "NEXSTAGE_PEER does not name a built program")
class PeerTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="nexstage-interop-")
        cls.addClassCleanup(cls.folder.cleanup)
        cls.peer("init", "--name", "Secretaria")
        cls.peer("space", "create", "--name", "Semana de Computação")
        for name in ("Ana Lúcia Prado", "Bruno Sá", "Célia Wanderley"):
            cls.peer("enrol", "--name", name)
        for name in ("Ana Lúcia Prado", "Bruno Sá"):
            cls.peer("checkin", name)
        cls.peer("walkin", "--name", "Davi Okada")
        cls.peer("checkin", "Davi Okada")
        cls.peer("undo", "Bruno Sá")
        cls.data = cls.export("log.bin")

    @classmethod
    def export(cls, name):
        file = Path(cls.folder.name) / name
        cls.peer("export", "log", "--format", "binary", "--out", str(file))
        return file.read_bytes()

    @classmethod
    def peer(cls, *arguments):
        environment = {**os.environ, "NEXSTAGE_DATA": str(Path(cls.folder.name) / "data")}
        result = subprocess.run(
            [PEER, *arguments], env=environment, capture_output=True, text=True,
            timeout=SECONDS_MAXIMUM, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        if result.returncode != 0:
            raise AssertionError(
                f"{' '.join(arguments)} exited {result.returncode}: {result.stderr.strip()}"
            )
        return result.stdout

    def test_the_export_is_accepted(self):
        report = v.verify(self.data)
        self.assertEqual(len(report.logs.roots), 1)
        self.assertEqual(report.operations["rootGrant"], 1)
        self.assertEqual(report.operations["enrol"], 4)
        self.assertEqual(report.operations["enter"], 3)
        self.assertEqual(report.operations["undo"], 1)
        self.assertEqual(report.quarantined.total(), 0)
        self.assertEqual(report.membership.members(), [report.exporter.hex()])

    def test_no_name_is_in_it(self):
        for name in ("Ana", "Lúcia", "Prado", "Bruno", "Wanderley", "Davi", "Okada"):
            self.assertNotIn(name.encode(), self.data)

    def test_the_space_is_insisted_on(self):
        v.verify(self.data, space=v.verify(self.data).space)
        with self.assertRaises(v.Refused):
            v.verify(self.data, space=bytes(32))

    def test_a_second_export_says_the_same(self):
        self.assertEqual(v.verify(self.export("again.bin")).json(), v.verify(self.data).json())

    def test_every_changed_byte_is_refused(self):
        for position in range(len(self.data)):
            for change in (0x01, 0x80, 0xFF):
                changed = bytearray(self.data)
                changed[position] ^= change
                with self.assertRaises(v.Refused, msg=f"byte {position}"):
                    v.verify(changed)

    def test_every_truncation_is_refused(self):
        for length in range(len(self.data)):
            with self.assertRaises(v.Refused, msg=f"{length} bytes"):
                v.verify(self.data[:length])

    def test_the_tool_answers(self):
        tool = Path(v.__file__)
        good, bad = Path(self.folder.name) / "good.bin", Path(self.folder.name) / "bad.bin"
        good.write_bytes(self.data)
        bad.write_bytes(self.data[:-1])
        for file, status in ((good, 0), (bad, 4)):
            result = subprocess.run(
                [sys.executable, str(tool), str(file)], capture_output=True, text=True,
                timeout=SECONDS_MAXIMUM, check=False,
            )  # fmt: skip
            self.assertEqual(result.returncode, status, result.stderr)


if __name__ == "__main__":
    unittest.main()
