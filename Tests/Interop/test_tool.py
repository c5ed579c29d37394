"""The verifier as a command."""

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import nexstage_verify as v
from nexstage_pack import VECTORS, load

EXPORT = VECTORS / "export.bin"


class ToolTest(unittest.TestCase):
    def tool(self, *arguments):
        return subprocess.run(
            [sys.executable, v.__file__, *arguments], capture_output=True, text=True,
            timeout=60, check=False,
        )  # fmt: skip

    def test_good(self):
        result = self.tool(str(EXPORT))
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        self.assertIn(load("space.json")["space"], result.stdout)
        self.assertIn("quarantined  12:", result.stdout)

    def test_json(self):
        result = self.tool("--json", "--space", load("space.json")["space"], str(EXPORT))
        self.assertEqual(json.loads(result.stdout), load("export.json"))

    def test_refused_in_one_sentence(self):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "cut.bin"
            file.write_bytes(EXPORT.read_bytes()[:-133])
            result = self.tool(str(file))
        self.assertEqual((result.returncode, result.stdout), (4, ""))
        self.assertEqual(len(result.stderr.splitlines()), 1)
        self.assertIn("no end record", result.stderr)

    def test_another_space(self):
        self.assertEqual(self.tool("--space", "00" * 32, str(EXPORT)).returncode, 4)

    def test_wrong_usage(self):
        self.assertEqual(self.tool("--space", "00", str(EXPORT)).returncode, 2)
        self.assertEqual(self.tool(str(EXPORT) + ".missing").returncode, 1)


if __name__ == "__main__":
    unittest.main()
