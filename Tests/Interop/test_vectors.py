"""The committed vectors, checked by the verifier's code alone."""

import unittest
from collections import Counter

import nexstage_verify as v
from nexstage_pack import VECTORS, Signed, Story, load, pack_run


class NamesTest(unittest.TestCase):
    """Hashes of section 2."""

    def setUp(self):
        self.names = load("space.json")
        self.space = bytes.fromhex(self.names["space"])
        self.tag_key = bytes.fromhex(self.names["tagKey"])

    def test_space(self):
        self.assertEqual(v.space_id(bytes.fromhex(self.names["recovery"]["key"])), self.space)

    def test_keys_follow_from_seeds(self):
        from nacl.signing import SigningKey

        for pair in [self.names["recovery"], *self.names["devices"]]:
            key = bytes(SigningKey(bytes.fromhex(pair["seed"])).verify_key)
            self.assertEqual(key.hex(), pair["key"])

    def test_authors(self):
        for device in self.names["devices"]:
            key, nonce = bytes.fromhex(device["key"]), bytes.fromhex(device["nonce"])
            author = v.author_id(self.space, key, nonce)
            self.assertEqual(author.hex(), device["author"])
            self.assertEqual(v.chain_start(self.space, author).hex(), device["h0"])

    def test_checkpoints(self):
        for entry in self.names["checkpoints"]:
            message = b"nexstage/checkpoint/1" + self.space + entry["folded"].encode()
            self.assertEqual(v.blake(message, 16).hex(), entry["checkpoint"])

    def test_people(self):
        for entry in self.names["people"]:
            row_key = bytes.fromhex(entry["rowKey"])
            message = b"nexstage/person/1" + entry["source"].encode() + b"\x00" + row_key
            self.assertEqual(v.blake(message, 16, self.tag_key).hex(), entry["person"])

    def test_tags(self):
        for entry in self.names["tags"]:
            message = b"nexstage/tag/1" + bytes([entry["kind"]]) + entry["identifier"].encode()
            self.assertEqual(v.blake(message, 16, self.tag_key).hex(), entry["tag"])

    def test_blob(self):
        blob = self.names["blob"]
        self.assertEqual(v.blake(bytes.fromhex(blob["bytes"])).hex(), blob["commitment"])


class DeltasTest(unittest.TestCase):
    """Canonical bytes, chains and signatures."""

    def test_decoded_fields(self):
        for entry in load("deltas.json"):
            delta = v.parse_delta(bytes.fromhex(entry["canonical"]), bytes.fromhex(entry["author"]))
            self.assertEqual(delta.json(), entry["delta"])
            self.assertEqual(delta.last_sequence, entry["lastSequence"])

    def test_canonical_bytes_are_rebuilt(self):
        for entry in load("deltas.json"):
            author = bytes.fromhex(entry["author"])
            delta = v.parse_delta(bytes.fromhex(entry["canonical"]), author)
            self.assertEqual(v.canonical_bytes(delta, author).hex(), entry["canonical"])

    def test_chains_and_signatures(self):
        devices = {d["author"]: d for d in load("space.json")["devices"]}
        space = bytes.fromhex(load("space.json")["space"])
        heads = {}
        for entry in load("deltas.json"):
            author, ordinal = bytes.fromhex(entry["author"]), entry["delta"]["ordinal"]
            start = devices[entry["author"]]["h0"]
            before = heads.get((entry["author"], entry["branch"], ordinal - 1))
            before = before or heads.get((entry["author"], None, ordinal - 1), start)
            head = v.blake(bytes.fromhex(before) + bytes.fromhex(entry["canonical"]))
            heads[entry["author"], entry["branch"], ordinal] = head.hex()
            self.assertEqual(head.hex(), entry["hash"])
            message = v.head_message(space, author, ordinal, entry["lastSequence"], head)
            key = bytes.fromhex(devices[entry["author"]]["key"])
            self.assertTrue(v.is_signed(key, message, bytes.fromhex(entry["signature"])))

    def test_every_kind_is_there(self):
        kinds = Counter(o["kind"] for e in load("deltas.json") for o in e["delta"]["operations"])
        self.assertEqual(set(kinds), {name for name, _ in v.READERS.values()} | {"unknown"})


class EdgesTest(unittest.TestCase):
    """What just passes, and what must be refused."""

    def setUp(self):
        self.edges = load("edges.json")
        self.author = bytes.fromhex(self.edges["author"])

    def test_accepted(self):
        for edge in self.edges["accepted"]:
            with self.subTest(edge["name"]):
                data = bytes.fromhex(edge["canonical"])
                delta = v.parse_delta(data, self.author)
                self.assertEqual(delta.json(), edge["delta"])
                self.assertEqual(v.canonical_bytes(delta, self.author), data)

    def test_refused(self):
        for edge in self.edges["refused"]:
            with self.subTest(edge["name"]), self.assertRaises(v.Refused):
                v.parse_delta(bytes.fromhex(edge["canonical"]), self.author)

    def test_refused_runs(self):
        for edge in self.edges["refusedRuns"]:
            with self.subTest(edge["name"]), self.assertRaises(v.Refused):
                list(v.unpack_run(bytes.fromhex(edge["run"]), v.Dictionary()))

    def test_lengths(self):
        head = bytes.fromhex("010002020100000000000200")
        body = b"\x40" + v.varint(16384) + bytes(16384)
        longest = head + b"\x04" + body * 3 + b"\x40" + v.varint(16356) + bytes(16356)
        self.assertEqual(len(longest), 65536)
        v.parse_delta(longest, self.author)
        too_long = head + b"\x04" + body * 3 + b"\x40" + v.varint(16357) + bytes(16357)
        long_body = head + b"\x01\x40" + v.varint(16385) + bytes(16385)
        for data in (too_long, long_body):
            with self.assertRaises(v.Refused):
                v.parse_delta(data, self.author)

    def test_every_shorter_piece_of_a_delta_is_refused(self):
        for entry in load("deltas.json")[:12]:
            data, author = bytes.fromhex(entry["canonical"]), bytes.fromhex(entry["author"])
            for length in range(len(data)):
                with self.assertRaises(v.Refused):
                    v.parse_delta(data[:length], author)

    def test_a_changed_bit_never_decodes_to_a_second_form(self):
        for entry in load("deltas.json"):
            data, author = bytes.fromhex(entry["canonical"]), bytes.fromhex(entry["author"])
            for bit in range(len(data) * 8):
                changed = bytearray(data)
                changed[bit // 8] ^= 1 << bit % 8
                try:
                    delta = v.parse_delta(bytes(changed), author)
                except v.Refused:
                    continue
                self.assertEqual(v.canonical_bytes(delta, author), bytes(changed))


class RunsTest(unittest.TestCase):
    """The packed form."""

    def test_runs(self):
        canonical = {
            (e["author"], e["delta"]["ordinal"]): e
            for e in load("deltas.json")
            if not e["branch"]
        }
        for entry in load("runs.json"):
            dictionary = v.Dictionary(map(bytes.fromhex, entry["dictionaryBefore"]))
            run = bytes.fromhex(entry["run"])
            unpacked = list(v.unpack_run(run, dictionary))
            self.assertEqual([e.hex() for e in dictionary.entries], entry["dictionaryAfter"])
            self.assertEqual(len(unpacked), entry["deltaCount"])
            base = v.read_run_head(run).base
            self.assertEqual(base.hex() if base else None, entry["base"])
            for offset, (delta, data, signature) in enumerate(unpacked):
                ordinal = entry["firstOrdinal"] + offset
                expected = canonical[entry["author"], ordinal]
                self.assertEqual(delta.json(), expected["delta"])
                self.assertEqual(data.hex(), expected["canonical"])
                is_unsigned = ordinal in entry["unsigned"]
                self.assertEqual(
                    signature.hex() if signature else None,
                    None if is_unsigned else expected["signature"],
                )

    def test_packing_gives_the_same_bytes(self):
        for entry in load("runs.json"):
            run, author = bytes.fromhex(entry["run"]), bytes.fromhex(entry["author"])
            before = [bytes.fromhex(e) for e in entry["dictionaryBefore"]]
            deltas = [Signed(d, s) for d, _, s in v.unpack_run(run, v.Dictionary(before))]
            base = bytes.fromhex(entry["base"]) if entry["base"] else None
            self.assertEqual(pack_run(author, deltas, v.Dictionary(before), base), run)


class MembershipTest(unittest.TestCase):
    """Permissions, against the judgement of the Swift code over random spaces."""

    @staticmethod
    def device(index):
        return index.to_bytes(32, "big").hex()

    @staticmethod
    def author(index):
        return (index + 1).to_bytes(16, "big").hex()

    def dot(self, pair):
        return f"{self.author(pair[0])}:{pair[1]}"

    def fact(self, entry):
        dot, credential, kind, *rest = entry
        operation = {"kind": kind}
        if kind == "grant":
            operation |= {"device": self.device(rest[0]), "role": rest[1]}
        elif kind == "revoke":
            bounds = [{"author": self.author(a), "ordinal": o} for a, o in rest[1]]
            operation |= {"device": self.device(rest[0]), "bounds": bounds}
        elif kind == "adopt":
            last = {"author": self.author(rest[0]), "ordinal": rest[2]}
            operation |= {"firstOrdinal": rest[1], "last": last}
        return v.Fact(
            self.dot(dot), dot[1], self.device(dot[0]), self.dot(credential), operation,
            kind == "rootGrant",
        )  # fmt: skip

    @staticmethod
    def path_of(place):
        """Every log is a single line; places at every fifth ordinal are not held."""
        return [place["author"]] if place["ordinal"] % 5 else None

    def test_random_spaces(self):
        operations = [{"kind": "witness"}, {"kind": "enrol"}, {"kind": "relate"}]
        for entry in load("membership.json"):
            facts = [self.fact(fact) for fact in entry["facts"]]
            for order in (facts, facts[::-1]):
                membership = v.Membership(order, self.path_of)
                self.assertEqual(
                    membership.members(), [self.device(index) for index in entry["members"]]
                )
                for device, ordinal, credential, *answers in entry["questions"]:
                    found = [
                        membership.status(
                            operation, self.author(device), self.device(device), ordinal,
                            self.dot(credential),
                        )
                        for operation in operations
                    ]  # fmt: skip
                    self.assertEqual(found, answers)


class ExportTest(unittest.TestCase):
    """The committed export."""

    def test_summary(self):
        data = (VECTORS / "export.bin").read_bytes()
        self.assertEqual(v.verify(data).json(), load("export.json"))

    def test_packed_anew(self):
        """Signed throughout and cut elsewhere, it says the same."""
        self.assertEqual(v.verify(Story().export()).json(), load("export.json"))


if __name__ == "__main__":
    unittest.main()
