"""What must be refused. Every export here has a good end record unless it says otherwise: its
hash and its exporter's signature are made anew, so that the checks below it have to do the work."""

import os
import unittest
from dataclasses import replace

import nexstage_verify as v
from nacl.signing import SigningKey
from nexstage_pack import VECTORS, Signed, Story, end_record, record

STORY = Story()
EXPORT = (VECTORS / "export.bin").read_bytes()
NAMES = list(STORY.logs)


class MutationTest(unittest.TestCase):
    def assert_refused(self, data, because, **options):
        with self.assertRaises(v.Refused) as caught:
            v.verify(data, **options)
        self.assertIn(because, str(caught.exception))

    def assert_log_refused(self, name, deltas, because, **changes):
        data = STORY.export(logs=STORY.changed(name, deltas), branches={}, **changes)
        self.assert_refused(data, because)


class BytesTest(MutationTest):
    """Changed, missing and additional bytes."""

    def test_every_byte_of_the_file(self):
        for position in range(len(EXPORT)):
            for bit in (0, 3, 7):
                changed = bytearray(EXPORT)
                changed[position] ^= 1 << bit
                with self.assertRaises(v.Refused, msg=f"byte {position}"):
                    v.verify(changed)

    def test_every_byte_under_a_good_end_record(self):
        body, seed = EXPORT[:-133], STORY.seed("north")
        every_bit = os.environ.get("NEXSTAGE_EVERY_BIT") == "1"
        for position in range(len(body)):
            for bit in range(8) if every_bit else [position % 8]:
                changed = bytearray(body)
                changed[position] ^= 1 << bit
                changed = bytes(changed)
                with self.assertRaises(v.Refused, msg=f"byte {position}, bit {bit}"):
                    v.verify(changed + end_record(changed, seed))

    def test_truncation_everywhere(self):
        for length in range(len(EXPORT)):
            with self.assertRaises(v.Refused):
                v.verify(EXPORT[:length])

    def test_truncation_at_each_record(self):
        for _, _, offset in v.read_records(EXPORT):
            self.assert_refused(EXPORT[:offset], "no end record")

    def test_bytes_after_the_end(self):
        self.assert_refused(EXPORT + b"\x00", "it ends too early")
        self.assert_refused(EXPORT + record(1, b""), "no end record")
        again = EXPORT + end_record(EXPORT, STORY.seed("north"))
        self.assert_refused(again, "after its end record")

    def test_unknown_record(self):
        body = EXPORT[:-133] + record(4, b"")
        self.assert_refused(body + end_record(body, STORY.seed("north")), "undefined kind 4")

    def test_other_format_versions(self):
        """Of the first run; the magic, the recovery key and the record's head come before it."""
        for version in (0, 2):
            body = bytearray(EXPORT[:-133])
            body[8 + 32 + 5] = version
            data = bytes(body) + end_record(bytes(body), STORY.seed("north"))
            self.assert_refused(data, f"format version {version} is not known here")

    def test_overlong_varint(self):
        for name in NAMES:
            self.assert_refused(STORY.export(overlong=name), "longer than it needs to be")

    def test_records_out_of_order(self):
        records = [EXPORT[start:end] for start, end in self.bounds()]
        for index in range(len(records) - 1):
            swapped = records[:]
            swapped[index : index + 2] = reversed(swapped[index : index + 2])
            body = EXPORT[:40] + b"".join(swapped)
            data = body + end_record(body, STORY.seed("north"))
            one, other = swapped[index], swapped[index + 1]
            # Those of two branches may stand in any order.
            is_one_branch = one[0] == 2 and one[5:37] == other[5:37]
            if one[0] == other[0] == 1 or (other[0] == 2 and is_one_branch):
                with self.assertRaises(v.Refused):
                    v.verify(data)
            else:
                v.verify(data)

    def test_a_record_twice(self):
        for start, end in self.bounds():
            if EXPORT[start] != 3:
                body = EXPORT[:end] + EXPORT[start:-133]
                with self.assertRaises(v.Refused):
                    v.verify(body + end_record(body, STORY.seed("north")))

    @staticmethod
    def bounds():
        offsets = [offset for _, _, offset in v.read_records(EXPORT)]
        return list(zip(offsets, offsets[1:]))


class LogTest(MutationTest):
    """Logs that were tampered with, one after the other."""

    def test_dropped_delta(self):
        for name in NAMES:
            deltas = STORY.logs[name].deltas
            for index in range(len(deltas) - 1):
                data = STORY.export(
                    logs=STORY.changed(name, deltas[:index] + deltas[index + 1 :]), branches={}
                )
                with self.assertRaises(v.Refused):
                    v.verify(data)

    def test_dropped_newest_deltas_are_another_older_file(self):
        """Nothing in a file can show that there was more; the document says so."""
        shorter = STORY.changed("south", STORY.logs["south"].deltas[:-1])
        v.verify(STORY.export(logs=shorter, branches={}))

    def test_swapped_deltas(self):
        for name in NAMES:
            deltas = STORY.logs[name].deltas
            for index in range(1, len(deltas) - 1):
                swapped = deltas[:]
                swapped[index], swapped[index + 1] = swapped[index + 1], swapped[index]
                swapped[index] = self.placed(swapped[index], deltas[index])
                self.assert_log_refused(name, swapped, "signature does not verify")

    def test_splice_of_another_authors_delta(self):
        foreign = STORY.logs["south"].deltas[2]
        for name in ("north", "late", "observer"):
            deltas = STORY.logs[name].deltas
            spliced = [*deltas[:1], self.placed(foreign, deltas[1]), *deltas[2:]]
            self.assert_log_refused(name, spliced, "signature does not verify")
            appended = [*deltas, self.placed(foreign, deltas[-1], 1)]
            self.assert_log_refused(name, appended, "signature does not verify")

    def test_replayed_signature(self):
        for name in NAMES:
            deltas = STORY.logs[name].deltas
            for index in range(1, len(deltas)):
                replayed = deltas[:]
                replayed[index] = Signed(deltas[index].delta, deltas[index - 1].signature)
                self.assert_log_refused(name, replayed, f"delta {index + 1}: its signature")

    def test_missing_last_signature(self):
        for name in NAMES:
            deltas = STORY.logs[name].deltas
            unsigned = [*deltas[:-1], Signed(deltas[-1].delta, None)]
            self.assert_log_refused(name, unsigned, "last delta is not signed")

    def test_relabelled_author(self):
        for name in NAMES:
            for author in (bytes(16), b"\xff" * 16):
                data = STORY.export(relabelled={name: author}, branches={})
                self.assert_refused(data, "does not follow from the space")

    def test_wrong_nonce(self):
        for name in NAMES:
            first, *rest = STORY.logs[name].deltas
            device, nonce = first.delta.introduction
            delta = replace(first.delta, introduction=(device, bytes(16)))
            self.assert_log_refused(
                name, [Signed(delta, first.signature), *rest], "does not follow"
            )

    def test_another_devices_key(self):
        stranger = bytes.fromhex(STORY.devices["stranger"]["key"])
        first, *rest = STORY.logs["north"].deltas
        delta = replace(first.delta, introduction=(stranger, first.delta.introduction[1]))
        self.assert_log_refused("north", [Signed(delta, first.signature), *rest], "not follow")

    def test_changed_time(self):
        for name in NAMES:
            deltas = STORY.logs[name].deltas
            last = deltas[-1]
            delta = replace(last.delta, milliseconds=last.delta.milliseconds + 1)
            changed = [*deltas[:-1], Signed(delta, last.signature)]
            self.assert_log_refused(name, changed, "signature does not verify")

    def test_logs_signed_anew_are_accepted(self):
        """The tests' own signing is right: what is refused is so for its reason."""
        for name in NAMES:
            logs = STORY.resigned(name, STORY.logs[name].deltas)
            v.verify(STORY.export(logs=logs, branches={}))

    @staticmethod
    def placed(signed, place, after=0):
        """A delta moved to another place of a log."""
        delta = replace(
            signed.delta,
            ordinal=place.delta.ordinal + after,
            first_sequence=place.delta.first_sequence,
        )
        return Signed(delta, signed.signature)


class SpaceTest(MutationTest):
    """Whose file it is."""

    def test_insisting_on_a_space(self):
        v.verify(EXPORT, space=STORY.space)
        self.assert_refused(EXPORT, "is of the space", space=bytes(32))

    def test_another_space(self):
        other = bytes(SigningKey(bytes([0x99]) * 32).verify_key)
        self.assert_refused(STORY.export(recovery=other), "does not follow from the space")

    def test_exporters_who_are_no_members(self):
        for name in ("east", "late", "stranger", "office"):
            self.assert_refused(STORY.export(exporter=name), "is not a member")

    def test_exporters_who_are_members(self):
        for name in ("coordinator", "organiser", "south", "west", "observer"):
            v.verify(STORY.export(exporter=name))

    def test_a_root_revocation_by_another_key(self):
        """Without the recovery key's signature the authority stays a member."""
        deltas = STORY.logs["stranger"].deltas
        delta = deltas[-1].delta
        # The signature stands last in the only operation.
        forged = v.parse_delta(
            v.canonical_bytes(delta, STORY.logs["stranger"].author)[:-64] + bytes(64),
            STORY.logs["stranger"].author,
        )
        forged = [*deltas[:-1], Signed(forged, None)]
        logs = STORY.resigned("stranger", forged)
        v.verify(STORY.export(logs=logs, exporter="office"))

    def test_an_unknown_exporter(self):
        body = EXPORT[:-133]
        self.assert_refused(body + end_record(body, bytes(32)), "is not a member")

    def test_another_exporters_name(self):
        data = bytearray(EXPORT)
        data[-128:-96] = bytes.fromhex(STORY.devices["south"]["key"])
        self.assert_refused(data, "exporter's signature")

    def test_a_forged_root_grant(self):
        first, *rest = STORY.logs["office"].deltas
        operation = first.delta.operations[0]
        signature = bytes.fromhex(operation["signature"])
        forged = SigningKey(STORY.seed("office")).sign(b"not the recovery key").signature
        delta = replace(
            first.delta,
            body=first.delta.body.replace(signature, forged),
            operations=[{**operation, "signature": forged.hex()}, *first.delta.operations[1:]],
        )
        logs = STORY.resigned("office", [Signed(delta, None), *rest])
        self.assert_refused(STORY.export(logs=logs, branches={}), "is not a member")

    def test_a_station_cannot_grant(self):
        """An authentic grant by a station is kept in quarantine and admits nobody."""
        stranger = bytes.fromhex(STORY.devices["stranger"]["key"])
        deltas = STORY.logs["north"].deltas
        last = deltas[-1].delta
        delta = replace(
            last,
            ordinal=last.ordinal + 1,
            first_sequence=last.last_sequence + 1,
            table=last.table[:2],
            operations=[{}],
            body=b"\x0f" + stranger + b"\x03\x01x",
        )
        logs = STORY.resigned("north", [*deltas, Signed(delta, None)])
        report = v.verify(STORY.export(logs=logs))
        self.assertEqual(report.quarantined["not_permitted"], 3)
        self.assert_refused(STORY.export(logs=logs, exporter="stranger"), "is not a member")


class ForkTest(MutationTest):
    """Branches and proofs."""

    def setUp(self):
        self.branch, self.other = STORY.branches.values()
        (self.proof,) = STORY.proofs

    def assert_branch_refused(self, because, **changes):
        branches = {"": self.other, " ": replace(self.branch, **changes)}
        self.assert_refused(STORY.export(branches=branches), because)

    def test_wrong_branch_id(self):
        self.assert_branch_refused("not the hash after its first delta", branch=b"\xff" * 32)

    def test_name_of_the_other_branch(self):
        self.assert_branch_refused("does not end on the branch", branch=self.other.branch)

    def test_wrong_base(self):
        self.assert_branch_refused("leaves no log", base=bytes(32))

    def test_no_base(self):
        self.assert_branch_refused("states no base", base=None)

    def test_branch_twice(self):
        branches = {**STORY.branches, "": self.branch}
        self.assert_refused(STORY.export(branches=branches), "in the file already")

    def test_branch_as_the_log(self):
        """No continuation keeps the log's name: where it parts, the log ends."""
        west = STORY.logs["west"].deltas
        logs = STORY.changed("west", west + self.branch.deltas)
        branches = {"": self.other}
        self.assert_refused(STORY.export(logs=logs, branches=branches), "goes on where it parts")

    def test_branch_alone(self):
        """One continuation is no branch."""
        branches = {"": self.branch}
        self.assert_refused(
            STORY.export(branches=branches), "not the hash after its first delta"
        )

    def test_unsigned_branch(self):
        deltas = [Signed(signed.delta, None) for signed in self.branch.deltas]
        self.assert_branch_refused("last delta is not signed", deltas=deltas)

    def test_the_order_of_branches(self):
        """It says nothing."""
        expected = v.verify(STORY.export()).json()
        turned = dict(reversed(STORY.branches.items()))
        self.assertEqual(v.verify(STORY.export(branches=turned)).json(), expected)

    def test_without_the_branches_nothing_is_held(self):
        report = v.verify(STORY.export(branches={}))
        self.assertEqual(report.quarantined["forked"], 0)
        self.assertEqual(len(report.proofs), 1)

    def test_every_byte_of_a_proof(self):
        for position in range(len(self.proof)):
            changed = bytearray(self.proof)
            changed[position] ^= 1
            with self.assertRaises(v.Refused):
                v.verify(STORY.export(proofs=[bytes(changed)]))

    def test_heads_in_the_wrong_order(self):
        swapped = self.proof[:72] + self.proof[176:] + self.proof[72:176]
        self.assert_refused(STORY.export(proofs=[swapped]), "not ascending")

    def test_one_head_twice(self):
        doubled = self.proof[:176] + self.proof[72:176]
        self.assert_refused(STORY.export(proofs=[doubled]), "not ascending")

    def test_length_of_a_proof(self):
        self.assert_refused(STORY.export(proofs=[self.proof + b"\x00"]), "wrong length")


if __name__ == "__main__":
    unittest.main()
