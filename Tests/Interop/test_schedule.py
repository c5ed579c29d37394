"""What the program exports of a programme, read by others: xmllint with the public XSD, icalendar."""

import datetime
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = ROOT / ".." / "shared" / "data"
PROGRAM = os.environ.get("NEXSTAGE_PEER", "nexstage-peer")


class ScheduleTest(unittest.TestCase):
    def setUp(self):
        if not DATA.is_dir():
            self.skipTest("no ../shared")
        self.scratch = tempfile.TemporaryDirectory()
        self.addCleanup(self.scratch.cleanup)
        self.folder = pathlib.Path(self.scratch.name)
        self.run_peer("init", "--name", "desk")
        self.run_peer("space", "create", "--name", "Event")

    def run_peer(self, *arguments):
        environment = {
            "PATH": "/usr/bin:/bin", "HOME": self.scratch.name, "NEXSTAGE_LANG": "en",
            "NEXSTAGE_DATA": str(self.folder / "data"), "NEXSTAGE_STATE": str(self.folder / "state"),
        }
        done = subprocess.run(
            [PROGRAM, *arguments], env=environment, capture_output=True, timeout=60, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def imported(self, name):
        report = json.loads(self.run_peer("import", "schedule", str(DATA / name), "--json"))
        self.assertEqual(report["refused"], [])
        return json.loads(self.run_peer("activity", "list", "--json"))

    def test_xsd(self):
        for name in ["31c3-schedule.xml", "pretalx-democon.json"]:
            with self.subTest(name):
                self.imported(name)
                file = self.folder / "out.xml"
                self.run_peer("export", "schedule", "--out", str(file))
                done = subprocess.run(
                    ["xmllint", "--nonet", "--noout", "--schema", str(DATA / "schedule.xml.xsd"),
                     str(file)],
                    capture_output=True, timeout=60, check=False)
                self.assertEqual(done.returncode, 0, done.stderr.decode()[:2000])

    def test_the_check_can_fail(self):
        done = subprocess.run(
            ["xmllint", "--nonet", "--noout", "--schema", str(DATA / "schedule.xml.xsd"),
             str(DATA / "31c3-schedule.xml")],
            capture_output=True, timeout=60, check=False)
        self.assertNotEqual(done.returncode, 0)

    def test_icalendar(self):
        import icalendar

        activities = self.imported("31c3-schedule.xml")
        feed = self.run_peer("export", "schedule", "--format", "ics")
        events = {
            str(event["uid"]): event
            for event in icalendar.Calendar.from_ical(feed).walk("VEVENT")
        }
        self.assertEqual(len(events), 138)
        for activity in activities:
            event = events[activity["id"]]
            self.assertEqual(str(event["summary"]), activity["title"])
            self.assertEqual(str(event["location"]), activity["room"])
            self.assertEqual(
                event["dtstart"].dt, datetime.datetime.fromisoformat(activity["starts"]))
            self.assertEqual(event["dtend"].dt, datetime.datetime.fromisoformat(activity["ends"]))


if __name__ == "__main__":
    unittest.main()
