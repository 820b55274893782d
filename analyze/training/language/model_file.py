"""Writes and reads the language model's file. Format: docs/formats/language-model.md; reader: analyze/model/model_file.h."""

import struct

import numpy as np

MAGIC = b"STPLMODL"
VERSION = 1
HEADER_BYTES, ENTRY_BYTES, NAME_BYTES = 64, 96, 56
ALIGNMENT = 64
MIN_FILE_BYTES = 512
KINDS = {"uint8": 1, "int8": 2, "uint16": 3, "int16": 4, "uint32": 5, "int32": 6, "float32": 7, "uint64": 8, "int64": 9}

_MASK = (1 << 64) - 1
_PRIME32 = (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D)
_PRIME64 = (0x9E3779B185EBCA87, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x85EBCA77C2B2AE63, 0x27D4EB2F165667C5)
_SECRET = bytes.fromhex(
    "b8fe6c3923a44bbe7c01812cf721ad1cded46de9839097db7240a4a4b7b3671fcb79e64eccc0e578825ad07dccff7221b8084674f743248ee03590e6813a264c"
    "3c2852bb91c300cb88d0658b1b532ea371644897a20df94e3819ef46a9deacd8a8fa763fe39c343ff9dcbbc7c70b4f1d8a51e04bcdb45931c89f7ec9d9787364ea"
    "c5ac8334d3ebc3c581a0fffa1363eb170ddd51b7f0da49d316552629d4689e2b16be587d47a1fc8ff8b8d17ad031ce45cb3a8f95160428afd7fbcabb4b407e"
)


def _words(data):
    return np.frombuffer(data, dtype="<u8")


def _added(blocks, secret):
    """What each group of stripes adds to the eight sums: blocks [groups, stripes, 8], secret [stripes, 8]."""
    keyed = blocks ^ secret
    added = (keyed & np.uint64(0xFFFFFFFF)) * (keyed >> np.uint64(32))
    added = added + blocks[..., [1, 0, 3, 2, 5, 4, 7, 6]]
    return added.sum(axis=-2, dtype=np.uint64)


def xxh3(data):
    """XXH3, 64 bits, seed 0, of more than 240 bytes. Source: github.com/Cyan4973/xxHash, doc/xxhash_spec.md."""
    size = len(data)
    assert size > 240
    stripe, in_block = 64, (len(_SECRET) - 64) // 8
    secret = np.stack([_words(_SECRET[8 * i : 8 * i + 64]) for i in range(in_block)])
    sums = [_PRIME32[2], _PRIME64[0], _PRIME64[1], _PRIME64[2], _PRIME64[3], _PRIME32[1], _PRIME64[4], _PRIME32[0]]
    whole = (size - 1) // (stripe * in_block)
    blocks = _words(data[: whole * stripe * in_block]).reshape(whole, in_block, 8)
    scramble = [int(k) for k in _words(_SECRET[len(_SECRET) - 64 :])]
    for begin in range(0, whole, 4096):
        for added in _added(blocks[begin : begin + 4096], secret).tolist():
            for i in range(8):
                s = (sums[i] + added[i]) & _MASK
                sums[i] = ((s ^ (s >> 47) ^ scramble[i]) * _PRIME32[0]) & _MASK
    rest = (size - 1 - whole * stripe * in_block) // stripe
    if rest:
        begin = whole * stripe * in_block
        tail = _words(data[begin : begin + rest * stripe]).reshape(1, rest, 8)
        sums = [(s + a) & _MASK for s, a in zip(sums, _added(tail, secret[:rest])[0].tolist())]
    last = _words(data[size - stripe :]).reshape(1, 1, 8)
    key = _words(_SECRET[len(_SECRET) - 64 - 7 : len(_SECRET) - 7]).reshape(1, 8)
    sums = [(s + a) & _MASK for s, a in zip(sums, _added(last, key)[0].tolist())]
    result = (size * _PRIME64[0]) & _MASK
    merge = [int(k) for k in _words(_SECRET[11 : 11 + 64])]
    for i in range(0, 8, 2):
        product = (sums[i] ^ merge[i]) * (sums[i + 1] ^ merge[i + 1])
        result = (result + ((product & _MASK) ^ (product >> 64))) & _MASK
    result ^= result >> 37
    result = (result * 0x165667919E3779F9) & _MASK
    return result ^ (result >> 32)


def pack(sections):
    """The bytes of a file. sections: name to array, or to bytes."""
    table, begin = [], HEADER_BYTES + ENTRY_BYTES * len(sections)
    body = bytearray(begin - HEADER_BYTES)
    for name in sorted(sections, key=lambda n: n.encode()):
        array = sections[name]
        if isinstance(array, (bytes, bytearray)):
            array = np.frombuffer(bytes(array), dtype=np.uint8)
        kind = KINDS.get(str(array.dtype))
        if kind is None or not 1 <= array.ndim <= 4 or not 0 < len(name.encode()) < NAME_BYTES:
            raise ValueError(f"{name}: no section can hold {array.dtype} of shape {array.shape}")
        body += bytes(-(len(body) + HEADER_BYTES) % ALIGNMENT)
        data = np.ascontiguousarray(array).astype(array.dtype.newbyteorder("<"), copy=False).tobytes()
        shape = list(array.shape) + [0] * (4 - array.ndim)
        table.append(struct.pack("<56sII4IQQ", name.encode(), kind, array.ndim, *shape, HEADER_BYTES + len(body), len(data)))
        body += data
    table = b"".join(table)
    body[: len(table)] = table
    body += bytes(max(0, MIN_FILE_BYTES - HEADER_BYTES - len(body)))
    body = bytes(body)
    return struct.pack("<8sIIQQ32x", MAGIC, VERSION, len(sections), HEADER_BYTES + len(body), xxh3(body)) + body


def write(path, sections):
    with open(path, "wb") as out:
        out.write(pack(sections))


def read(path):
    """{name: array}, of a file that write() wrote."""
    with open(path, "rb") as file:
        data = file.read()
    names = {number: kind for kind, number in KINDS.items()}
    sections = {}
    for i in range(struct.unpack_from("<8sII", data)[2]):
        name, kind, rank, *rest = struct.unpack_from("<56sII4IQQ", data, HEADER_BYTES + ENTRY_BYTES * i)
        begin, size = rest[4:]
        sections[name.rstrip(b"\0").decode()] = np.frombuffer(data[begin : begin + size], dtype=names[kind]).reshape(rest[:rank])
    return sections
