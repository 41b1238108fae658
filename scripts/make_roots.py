#!/usr/bin/env python3
"""make_roots.py [BUNDLE.pem ORIGIN]: writes src/net/roots.c from the certificates of a PEM bundle.

Packs their subjects and public keys as src/net/roots.h describes. Without a bundle: the one in third_party/
(Mozilla's roots for TLS servers, as the Python package certifi carries them).
"""

import base64
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
RSA = bytes.fromhex("2a864886f70d010101")
EC = bytes.fromhex("2a8648ce3d0201")
CURVES = {
    bytes.fromhex("2a8648ce3d030107"): 23,
    bytes.fromhex("2b81040022"): 24,
    bytes.fromhex("2b81040023"): 25,
}


def element(der, at):
    """Tag, content and end of the DER element at an offset."""
    tag, length, at = der[at], der[at + 1], at + 2
    if length & 0x80:
        count = length & 0x7F
        length, at = int.from_bytes(der[at : at + count], "big"), at + count
    return tag, der[at : at + length], at + length


def children(content):
    """The elements of a constructed one: tag, content, whole."""
    at, found = 0, []
    while at < len(content):
        tag, inner, end = element(content, at)
        found.append((tag, inner, content[at:end]))
        at = end
    return found


def sized(data, width):
    return len(data).to_bytes(width, "big") + data


def number(content):
    return content.lstrip(b"\0")


def anchor(der):
    """A packed anchor, or None for a kind of key that the TLS engine has not."""
    fields = children(children(children(der)[0][1])[0][1])
    if fields[0][0] == 0xA0:  # the version is optional
        fields = fields[1:]
    subject, (algorithm, key) = fields[4][2], children(fields[5][1])
    names = [content for _, content, _ in children(algorithm[1])]
    bits = key[1][1:]
    if names[0] == RSA:
        modulus, exponent = (number(content) for _, content, _ in children(children(bits)[0][1]))
        return sized(subject, 2) + b"\0" + sized(modulus, 2) + sized(exponent, 1)
    if names[0] == EC and names[1] in CURVES:
        return sized(subject, 2) + bytes([CURVES[names[1]]]) + sized(bits, 2)
    return None


def bundle_and_origin():
    if len(sys.argv) == 3:
        return sys.argv[1:]
    (bundle,) = ROOT.glob("third_party/certifi-*/cacert.pem")
    return bundle, f"{bundle.parent.name.replace('-', ' ')}, Mozilla's roots for TLS servers"


def main():
    bundle, origin = bundle_and_origin()
    text = pathlib.Path(bundle).read_text(encoding="utf-8")
    pems = re.findall("-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----", text, re.S)
    packed = sorted({a for a in (anchor(base64.b64decode(p)) for p in pems) if a})
    data = b"".join(packed)
    rows = ["\t" + ",".join(map(str, data[at : at + 24])) + "," for at in range(0, len(data), 24)]
    lines = [
        "/* A generated data table: `make roots` writes it, so change scripts/make_roots.py instead.",
        f" * {origin}. */",
        '#include "net/roots.h"',
        "",
        "/* clang-format off */",
        "const uint8_t roots_data[] = {",
        *rows,
        "};",
        "const size_t roots_bytes = sizeof(roots_data);",
        f"const size_t roots_count = {len(packed)};",
    ]
    target = ROOT / "src/net/roots.c"
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"make_roots: {len(packed)} of {len(pems)} certificates, {len(data)} bytes", file=sys.stderr)


main()
