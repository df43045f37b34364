"""A second reader of the audit log, written from docs/audit-format.md alone; Python 3, standard library.

    read_log.py golden FILE...       hash golden vectors and compare with what they expect
    read_log.py export DIR [WITNESS] check an export: hashes, order, tree, signatures, keys, tiles; and against what
                                     witnesses cosigned, kept in the folder WITNESS

Prints one line of JSON: {"events": n, "sealed": n, "firstBad": n or null, "class": "ok" or a word}.
"""

import base64
import hashlib
import json
import pathlib
import struct
import sys
import unicodedata
import uuid
from datetime import datetime, timezone

FIELDS = [
    ("schema_ver", "number"), ("id", "id"), ("producer", "text"), ("epoch", "instant"), ("pseq", "number"),
    ("at_app", "instant"), ("mono_us", "number"), ("clock_state", "text"), ("actor_id", "id"), ("actor_kind", "text"),
    ("on_behalf_of", "id"), ("roles", "texts"), ("org", "text"), ("authn", "text"), ("session_id", "id"),
    ("circuit_id", "text"), ("ip_prefix", "text"), ("client", "text"), ("purpose", "text"), ("matter", "text"),
    ("break_glass", "number"), ("policy_ver", "number"), ("action", "text"), ("data_class", "text"),
    ("subject_ids", "ids"), ("field_groups", "texts"), ("row_count", "number"), ("artefact_sha256", "bytes"),
    ("outcome", "text"), ("deny_rule", "text"), ("duration_us", "number"), ("trace_id", "text"), ("parent_id", "id"),
    ("view_id", "id"), ("intent_id", "id"),
]

GOLDEN_NAMES = {
    "schema_ver": "schemaVer", "pseq": "sequence", "at_app": "at", "mono_us": "monotonicMicroseconds",
    "org": "organisation", "authn": "authentication", "policy_ver": "policyVersion", "duration_us": "durationMicroseconds",
}


def sha256(data):
    return hashlib.sha256(data).digest()


def clean(text):
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return unicodedata.normalize("NFC", text.replace("\ufffe", "\ufffd")).replace("\0", "\ufffd")


def field(data):
    return struct.pack(">i", -1) if data is None else struct.pack(">i", len(data)) + data


def microseconds(instant):
    whole, fraction = instant.rstrip("Z").split(".")
    at = datetime.strptime(whole, "%Y-%m-%dT%H:%M:%S").replace(tzinfo=timezone.utc)
    return int(at.timestamp()) * 1_000_000 + int(fraction)


def value(kind, given):
    if given is None:
        return field(None)
    if kind == "number":
        return field(struct.pack(">q", int(given)))
    if kind == "instant":
        return field(struct.pack(">q", microseconds(given)))
    if kind == "id":
        return field(uuid.UUID(given).bytes)
    if kind == "bytes":
        return field(bytes.fromhex(given))
    return field(given.encode("utf-8"))


def header_bytes(fields):
    out = b""
    for name, kind in FIELDS:
        given = fields[name]
        if kind in ("texts", "ids"):
            out += field(struct.pack(">q", len(given)))
            out += b"".join(value(kind[:-1], one) for one in given)
        else:
            out += value(kind, given)
    return out


def leaf_hash(header, digest):
    return sha256(b"\x00" + header + digest)


# --- signed notes: ECDSA over P-256, written out because the standard library has none -------------------------------

P = 2**256 - 2**224 + 2**192 + 2**96 - 1
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
G = (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
     0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5)
SPKI = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004")


def add(one, other):
    if one is None or other is None:
        return one or other
    if one[0] == other[0] and (one[1] + other[1]) % P == 0:
        return None
    if one == other:
        slope = (3 * one[0] * one[0] - 3) * pow(2 * one[1], -1, P) % P
    else:
        slope = (other[1] - one[1]) * pow(other[0] - one[0], -1, P) % P
    x = (slope * slope - one[0] - other[0]) % P
    return x, (slope * (one[0] - x) - one[1]) % P


def times(k, point):
    total = None
    while k:
        if k & 1:
            total = add(total, point)
        point = add(point, point)
        k >>= 1
    return total


def der_integers(der):
    if len(der) < 8 or der[0] != 0x30 or der[1] != len(der) - 2 or der[2] != 0x02:
        return None
    length = der[3]
    second = der[4 + length:]
    if len(second) < 2 or second[0] != 0x02 or second[1] != len(second) - 2:
        return None
    return int.from_bytes(der[4:4 + length], "big"), int.from_bytes(second[2:], "big")


class Key:
    def __init__(self, line):
        self.line = line
        self.name, key_id, encoded = line.split("+", 2)
        data = base64.b64decode(encoded, validate=True)
        spki = data[1:]
        self.id = sha256(spki)[:4]
        if data[0] != 2 or not spki.startswith(SPKI) or len(spki) != len(SPKI) + 64 or self.id.hex() != key_id:
            raise ValueError("not a P-256 verifier key")
        self.point = int.from_bytes(spki[-64:-32], "big"), int.from_bytes(spki[-32:], "big")
        x, y = self.point
        if (y * y - (x * x * x - 3 * x + B)) % P != 0:
            raise ValueError("not a point of the curve")

    def signed(self, note):
        text, signatures = note
        for name, data in signatures:
            if name != self.name or data[:4] != self.id:
                continue
            numbers = der_integers(data[4:])
            if numbers is None:
                return False
            r, s = numbers
            if not (0 < r < N and 0 < s < N):
                return False
            w = pow(s, -1, N)
            e = int.from_bytes(sha256(text.encode("utf-8")), "big")
            point = add(times(e * w % N, G), times(r * w % N, self.point))
            return point is not None and point[0] % N == r
        return False


# --- cosignatures: Ed25519, RFC 8032 -----------------------------------------------------------------------------------

Q = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, Q) % Q
ROOT = pow(2, (Q - 1) // 4, Q)


def edwards_point(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= Q:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, -1, Q) % Q
    x = pow(square, (Q + 3) // 8, Q)
    if (x * x - square) % Q:
        x = x * ROOT % Q
    if (x * x - square) % Q or (x == 0 and sign):
        return None
    return (Q - x if x & 1 != sign else x), y


def edwards_add(one, other):
    both = D * one[0] * other[0] * one[1] * other[1] % Q
    return ((one[0] * other[1] + one[1] * other[0]) * pow(1 + both, -1, Q) % Q,
            (one[1] * other[1] + one[0] * other[0]) * pow(1 - both, -1, Q) % Q)


def edwards_times(k, point):
    total = (0, 1)
    while k:
        if k & 1:
            total = edwards_add(total, point)
        point = edwards_add(point, point)
        k >>= 1
    return total


EDWARDS_G = edwards_point((4 * pow(5, -1, Q) % Q).to_bytes(32, "little"))


def ed25519_signed(public, message, signature):
    key, r, s = edwards_point(public), edwards_point(signature[:32]), int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or key is None or r is None or s >= L:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    return edwards_times(s, EDWARDS_G) == edwards_add(r, edwards_times(k, key))


class EdwardsKey:
    """A log's second key (type 1), or a witness's (type 4)."""

    def __init__(self, line):
        self.name, key_id, encoded = line.split("+", 2)
        data = base64.b64decode(encoded, validate=True)
        self.type, self.public = data[0], data[1:]
        self.id = sha256(self.name.encode("utf-8") + b"\n" + data)[:4]
        if self.type not in (1, 4) or len(self.public) != 32 or self.id.hex() != key_id:
            raise ValueError("not an Ed25519 verifier key")

    def signed(self, note):
        text = note[0].encode("utf-8")
        for name, data in note[1]:
            if name != self.name or data[:4] != self.id:
                continue
            signature = data[4:]
            if self.type == 4:
                at = int.from_bytes(signature[:8], "big")
                text, signature = f"cosignature/v1\ntime {at}\n".encode("ascii") + text, signature[8:]
            return ed25519_signed(self.public, text, signature)
        return False


def parse_note(note):
    text, blank, rest = note.rpartition("\n\n")
    if not blank or not note.endswith("\n"):
        return None
    signatures = []
    for line in rest.rstrip("\n").split("\n"):
        dash, name, data = line.split(" ")
        if dash != "\u2014":
            return None
        signatures.append((name, base64.b64decode(data, validate=True)))
    return text + "\n", signatures


def read_keys(notes):
    keys = []
    for place, text in enumerate(notes):
        note = parse_note(text)
        origin, ordinal, after, line, end = note[0].split("\n")
        key = Key(line)
        signer = keys[-1][0] if keys else key
        follows = ordinal == str(place + 1) and end == "" and int(after) >= (keys[-1][1] if keys else 0)
        if not origin.endswith("/keys") or not follows or (not keys and after != "0") or not signer.signed(note):
            raise Bad("key-history", keys[-1][1] if keys else 0)
        keys.append((key, int(after), origin[:-5]))
    return keys


# --- the tree ---------------------------------------------------------------------------------------------------------

class Tree:
    """Perfect subtrees side by side, the largest first."""

    def __init__(self, first, before):
        self.size = first
        heights = [h for h in range(62, -1, -1) if first >> h & 1]
        self.waiting = list(zip(heights, before))

    def add(self, leaf):
        self.size += 1
        height = 0
        while self.waiting and self.waiting[-1][0] == height:
            leaf = sha256(b"\x01" + self.waiting.pop()[1] + leaf)
            height += 1
        self.waiting.append((height, leaf))

    def root(self):
        if not self.waiting:
            return sha256(b"")
        root = self.waiting[-1][1]
        for _, hash_ in reversed(self.waiting[:-1]):
            root = sha256(b"\x01" + hash_ + root)
        return root


class Bad(Exception):
    def __init__(self, kind, index):
        super().__init__(kind)
        self.kind, self.index = kind, index


def lines(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def cosigned(witness, keys):
    """The roots that witnesses cosigned, by size."""
    seen = []
    for path in sorted(pathlib.Path(witness).glob("cosigned/*/accepted.jsonl")):
        for line in lines(path):
            note = parse_note(line["note"])
            origin, size, root = note[0].split("\n")[:3]
            key = [k for k, after, _ in keys if after < int(size)][-1]
            if origin != keys[0][2] or not key.signed(note) or not EdwardsKey(line["key"]).signed(note):
                raise Bad("checkpoint-forged", 0)
            seen.append((int(size), base64.b64decode(root)))
    return sorted(seen)


def check_seen(seen, tree):
    while seen and seen[0][0] <= tree.size:
        size, root = seen.pop(0)
        if size == tree.size and root != tree.root():
            raise Bad("history-rewritten", None)


def check_entry(line, redacted):
    index = line.get("idx")
    if "header" not in line:
        raise Bad("event-missing", index)
    header = header_bytes(line["header"])
    digest = bytes.fromhex(line["digest"])
    computed = leaf_hash(header, digest)
    if computed.hex() != line["stated"] or (index is not None and computed.hex() != line["leaf"]):
        raise Bad("event-changed", index)
    if "salt" in line:
        body = line["body"].encode("utf-8") if "body" in line else base64.b64decode(line["bodyBase64"])
        if sha256(bytes.fromhex(line["salt"]) + body) != digest:
            raise Bad("payload-changed", index)
    else:
        named = [done for done in redacted.values() if done["target"] == line["header"]["id"]]
        if not named:
            raise Bad("payload-missing", index)
        if not any(done["by two"] for done in named):
            raise Bad("redaction-unapproved", index)
    return computed


def redactions(files):
    asked, done = {}, {}
    for line in (line for file in files for line in lines(file) if "header" in line):
        header = line["header"]
        act = {"target": header["parent_id"], "actor": header["actor_id"], "intent": header["intent_id"],
               "tx": int(line["eventTx"])}
        if header["outcome"] != "Ok" or act["target"] is None:
            continue
        if header["action"] == "log.payload-redaction-asked":
            asked[header["id"]] = act
        elif header["action"] == "log.payload-redacted":
            done[header["id"]] = act
    for act in done.values():
        first = asked.get(act["intent"])
        act["by two"] = (first is not None and first["target"] == act["target"] and first["tx"] < act["tx"]
                         and None not in (first["actor"], act["actor"]) and first["actor"] != act["actor"])
    return done


def check_undone(files, redacted):
    gone = {line["header"]["id"] for file in files for line in lines(file) if "header" in line and "salt" not in line}
    for act in redacted.values():
        if act["target"] not in gone:
            raise Bad("redaction-undone", None)


def check_export(folder, witness=None):
    folder = pathlib.Path(folder)
    manifest = json.loads((folder / "log.json").read_text(encoding="utf-8"))
    keys = read_keys([line["note"] for line in lines(folder / "keys.jsonl")])
    checkpoints = lines(folder / "checkpoints.jsonl")
    files = sorted((folder / "events").glob("*.jsonl"))
    elsewhere = folder / "redactions.jsonl"
    redacted = redactions(files + ([elsewhere] if elsewhere.exists() else []))
    tree = Tree(manifest["first"], [bytes.fromhex(h) for h in manifest["before"]])
    seen = cosigned(witness, keys) if witness else []
    vouched, events, level0 = tree.size, 0, b""
    pending = next(checkpoints, None)
    while pending and pending["size"] <= tree.size:
        check_checkpoint(pending, tree, keys, vouched)
        pending = next(checkpoints, None)
    for file in files:
        for line in lines(file):
            events += 1
            leaf = check_entry(line, redacted)
            if "idx" not in line:
                continue
            if line["idx"] != tree.size:
                raise Bad("leaf-missing", tree.size)
            tree.add(leaf)
            check_seen(seen, tree)
            level0 += leaf
            if len(level0) > 256 * 32:
                level0 = level0[256 * 32:]
            if tree.size % 256 == 0 and len(level0) == 256 * 32:
                check_tile(folder, 0, tree.size // 256 - 1, level0)
            while pending and pending["size"] <= tree.size:
                check_checkpoint(pending, tree, keys, vouched)
                vouched = pending["size"]
                pending = next(checkpoints, None)
    if pending or (seen and manifest.get("month") is None):
        raise Bad("tail-missing", tree.size)
    if vouched < tree.size:
        raise Bad("leaf-unsigned", vouched)
    if "month" not in manifest or manifest["month"] is None:
        check_undone(files, redacted)
    return events, tree.size


def check_checkpoint(row, tree, keys, vouched):
    note = parse_note(row["note"])
    origin, size, root = note[0].split("\n")[:3]
    key = [k for k, after, _ in keys if after < row["size"]][-1]
    said = int(size) == row["size"] and base64.b64decode(root).hex() == row["root"] and origin == keys[0][2]
    if not said or not key.signed(note):
        raise Bad("checkpoint-forged", vouched)
    if tree.size == row["size"] and tree.root().hex() != row["root"]:
        raise Bad("tree-mismatch", vouched)


def check_tile(folder, level, index, hashes):
    name = f"{index % 1000:03}"
    index_left = index // 1000
    while index_left:
        name = f"x{index_left % 1000:03}/{name}"
        index_left //= 1000
    path = folder / "tile" / str(level) / name
    if not path.exists() or path.read_bytes() != hashes:
        raise Bad("tile-changed", index * 256)


def check_golden(path):
    golden = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
    if "note" in golden:
        note = parse_note(golden["note"])
        altered = (note[0].replace("8", "9", 1), note[1])
        keys = [Key(golden["verifierKey"])] + [EdwardsKey(golden[k]) for k in ("logKey", "witnessKey") if k in golden]
        if any(not key.signed(note) or key.signed(altered) for key in keys):
            raise Bad("checkpoint-forged", None)
        return
    given = golden["fields"]
    camel = lambda name: name.split("_")[0] + "".join(part.capitalize() for part in name.split("_")[1:])
    fields = {}
    for name, kind in FIELDS:
        found = given[GOLDEN_NAMES.get(name, camel(name))]
        if kind == "text" and found is not None:
            found = clean(found)
        elif kind == "texts":
            found = [clean(one) for one in found]
        fields[name] = found
    header = header_bytes(fields)
    payload = bytes.fromhex(golden["expected"]["payload"])
    digest = sha256(bytes.fromhex(golden["salt"]) + payload)
    got = {"header": header.hex(), "payloadDigest": digest.hex(), "leafHash": leaf_hash(header, digest).hex()}
    if any(golden["expected"][name] != found for name, found in got.items()):
        raise Bad("event-changed", None)


def main(arguments):
    answer = {"events": 0, "sealed": 0, "firstBad": None, "class": "ok"}
    try:
        if arguments[:1] == ["golden"]:
            for path in arguments[1:]:
                check_golden(path)
                answer["events"] += 1
        elif arguments[:1] == ["export"] and len(arguments) in (2, 3):
            answer["events"], answer["sealed"] = check_export(*arguments[1:])
        else:
            print(__doc__, file=sys.stderr)
            return 2
    except Bad as bad:
        answer["firstBad"], answer["class"] = bad.index, bad.kind
    print(json.dumps(answer))
    return 0 if answer["class"] == "ok" else 10


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
