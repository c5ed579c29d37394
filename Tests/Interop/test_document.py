"""The hexadecimal examples of docs/log-format.md, against the vectors."""

import re
import unittest
from datetime import datetime, timezone
from pathlib import Path

import nexstage_verify as v
from nexstage_pack import Story, load

DOCUMENT = Path(__file__).resolve().parent.parent.parent / "docs" / "log-format.md"


def examples():
    """The bytes of each fenced example, by its name; comments begin with #."""
    found = {}
    for name, body in re.findall(r"```hex ([^\n]+)\n(.*?)```", DOCUMENT.read_text("utf-8"), re.S):
        digits = "".join(line.split("#")[0] for line in body.splitlines())
        found[name] = bytes.fromhex(digits.replace(" ", ""))
    return found


class DocumentTest(unittest.TestCase):
    def test_examples(self):
        found, story = examples(), Story()
        log = [entry for entry in load("deltas.json") if entry["log"] == "north"]
        self.assertEqual(found["space"], story.space)
        self.assertEqual(found["author"].hex(), log[1]["author"])
        self.assertEqual(found["canonical"].hex(), log[1]["canonical"])
        self.assertEqual(len(found["canonical"]), 60)
        self.assertEqual(found["h(1)"].hex(), log[0]["hash"])
        self.assertEqual(found["h(2)"].hex(), log[1]["hash"])
        self.assertEqual(v.blake(found["h(1)"] + found["canonical"]), found["h(2)"])
        message = v.head_message(story.space, found["author"], 2, 3, found["h(2)"])
        self.assertEqual(found["message"], message)
        self.assertEqual(found["signature"].hex(), log[1]["signature"])
        run = next(run["run"] for run in load("runs.json") if run["log"] == "north")
        second = found["packed 2"] + found["signature"]
        third = found["packed 3"] + bytes.fromhex(log[2]["signature"])
        self.assertIn((second + third).hex(), run)
        self.assertEqual(len(found["packed 3"]), 10)
        self.assertEqual(len(found), 9)

    def test_time(self):
        (entry,) = [e for e in load("deltas.json") if e["canonical"] == examples()["canonical"].hex()]
        moment = datetime.fromtimestamp(entry["delta"]["milliseconds"] / 1000, timezone.utc)
        self.assertIn(moment.strftime("%Y-%m-%dT%H:%M:%SZ"), DOCUMENT.read_text("utf-8"))


if __name__ == "__main__":
    unittest.main()
