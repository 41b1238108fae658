#!/usr/bin/env python3
"""Makes the archives in zip/ and tar/ beside this file: with the zip and tar programs, with Python's modules, and, for what
no honest program writes, by hand. The unit tests say what each is for. Run it to make them anew."""
import io
import os
import shutil
import stat
import struct
import subprocess
import tarfile
import tempfile
import zipfile
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
TIME = (2026, 1, 2, 3, 4, 6)


def save(name, data):
    with open(os.path.join(HERE, name), "wb") as f:
        f.write(data)


def tree(root):
    """A small tree: modes, an empty folder and file, symlinks, a hard link, a name that is not ASCII."""
    os.makedirs(root + "/bin")
    os.makedirs(root + "/empty")
    os.makedirs(root + "/docs/deep")
    for name, mode, text in (("bin/run", 0o755, "#!/bin/sh\necho hi\n"), ("docs/readme", 0o644, "read me\n" * 50),
                             ("docs/deep/none", 0o600, ""), ("docs/deep/\u00e4", 0o640, "umlaut\n")):
        with open(root + "/" + name, "w") as f:
            f.write(text)
        os.chmod(root + "/" + name, mode)
    for name, mode in (("bin", 0o755), ("empty", 0o700), ("docs", 0o755), ("docs/deep", 0o755)):
        os.chmod(root + "/" + name, mode)
    os.symlink("../docs/readme", root + "/bin/link")
    os.symlink("docs", root + "/manual")
    for folder, dirs, files in os.walk(root):
        for name in dirs + files:
            os.utime(os.path.join(folder, name), (1767323046, 1767323046), follow_symlinks=False)


def by_programs():
    tmp = tempfile.mkdtemp()
    root = tmp + "/t"
    tree(root)
    env = dict(os.environ, TZ="UTC")
    subprocess.run("find . | LC_ALL=C sort | zip -qXy %s/a.zip -@" % tmp, shell=True, cwd=root, check=True, env=env)
    shutil.copy(tmp + "/a.zip", HERE + "/zip/infozip.zip")
    subprocess.run("zip -qXP secret %s/e.zip docs/readme" % tmp, shell=True, cwd=root, check=True, env=env)
    shutil.copy(tmp + "/e.zip", HERE + "/zip/encrypted.zip")
    os.link(root + "/docs/readme", root + "/hard")
    long_name = "long/" + "/".join(["folder%02d" % i for i in range(20)])
    os.makedirs(root + "/" + long_name)
    with open(root + "/" + long_name + "/" + "f" * 120, "w") as f:
        f.write("far down\n")
    os.symlink("x" * 150, root + "/longlink")
    for fmt in ("gnu", "ustar", "pax", "v7"):
        args = ["tar", "--sort=name", "--owner=0", "--group=0", "--numeric-owner", "--mtime=@1767323046", "-b1", "--format=" + fmt]
        if fmt in ("ustar", "v7"):
            args += ["--exclude=./long", "--exclude=./longlink"]
        if fmt == "pax":
            args += ["--pax-option=delete=atime,delete=ctime,exthdr.name=%d/PaxHeaders/%f"]
        subprocess.run(args + ["-cf", HERE + "/tar/" + fmt + ".tar", "."], cwd=root, check=True, env=dict(os.environ, LC_ALL="C"))
    shutil.rmtree(tmp)


class Unseekable(io.RawIOBase):
    """Makes zipfile write data descriptors."""

    def __init__(self):
        self.data = b""

    def writable(self):
        return True

    def write(self, b):
        self.data += bytes(b)
        return len(b)


def info(name, mode=stat.S_IFREG | 0o644):
    i = zipfile.ZipInfo(name, TIME)
    i.create_system = 3
    i.external_attr = mode << 16
    return i


def by_zipfile(name, entries, out=None, **options):
    b = out or io.BytesIO()
    with zipfile.ZipFile(b, "w", **options) as z:
        for path, mode, content in entries:
            z.writestr(info(path, mode), content, compress_type=options.get("compression"))
    save("zip/" + name, b.data if out else b.getvalue())


FILE, DIR, LINK = stat.S_IFREG | 0o644, stat.S_IFDIR | 0o755, stat.S_IFLNK | 0o777


def zip_files():
    import warnings
    warnings.simplefilter("ignore")
    by_zipfile("descriptor.zip", [("a", FILE, b"a text, a text, a text"), ("b", FILE, b"")], out=Unseekable(),
               compression=zipfile.ZIP_DEFLATED)
    by_zipfile("bzip2.zip", [("a", FILE, b"x" * 50)], compression=zipfile.ZIP_BZIP2)
    by_zipfile("dotdot.zip", [("a/../../b", FILE, b"x")])
    by_zipfile("absolute.zip", [("/etc/x", FILE, b"x")])
    by_zipfile("backslash.zip", [("a\\b", FILE, b"x")])
    by_zipfile("control.zip", [("a\nb", FILE, b"x")])
    by_zipfile("fifo.zip", [("a", stat.S_IFIFO | 0o644, b"")])
    by_zipfile("symlink_out.zip", [("d/a", LINK, b"../../b")])
    by_zipfile("symlink_absolute.zip", [("a", LINK, b"/etc/passwd")])
    by_zipfile("symlink_long.zip", [("a", LINK, b"x/" * 3000)])
    by_zipfile("through_symlink.zip", [("real/", DIR, b""), ("d", LINK, b"real"), ("d/file", FILE, b"x")])
    by_zipfile("symlink_then_file.zip", [("a", LINK, b"b"), ("a", FILE, b"x")])
    by_zipfile("twice.zip", [("a", FILE, b"1"), ("a", FILE, b"2")])
    by_zipfile("file_as_folder.zip", [("a", FILE, b"1"), ("a/b", FILE, b"2")])
    by_zipfile("prefix.zip", [("repo-1/", DIR, b""), ("repo-1/a", FILE, b"1"), ("repo-1/up", LINK, b"../other"), ("other", FILE, b"2")])
    by_zipfile("case.zip", [("File", FILE, b"1"), ("file", FILE, b"2")])


def local(name, content, crc=None, packed=None, size=None, method=0):
    raw = name.encode()
    return struct.pack("<IHHHHHIIIHH", 0x04034b50, 20, 0, method, 0, 33, zlib.crc32(content) if crc is None else crc,
                       len(content) if packed is None else packed, len(content) if size is None else size, len(raw), 0) + raw


def central(name, header, crc, packed, size, method=0, extra=b"", disk=0):
    raw = name.encode()
    return struct.pack("<IHHHHHHIIIHHHHHII", 0x02014b50, 0x314, 20, 0, method, 0, 33, crc, packed, size, len(raw), len(extra), 0,
                       disk, 0, FILE << 16, header) + raw + extra


def end(entries, size, offset, disk=0):
    return struct.pack("<IHHHHIIH", 0x06054b50, disk, disk, entries, entries, size, offset, 0)


def zip_by_hand():
    text = b"some text"
    crc = zlib.crc32(text)
    one = local("a", text) + text

    def archive(c, name, body=one, **k):
        save("zip/" + name, body + c + end(k.pop("entries", 1), k.pop("dir_size", len(c)), k.pop("dir_offset", len(body)), **k))

    good = central("a", 0, crc, 9, 9)
    archive(good, "good.zip")
    archive(good, "prepended.zip", body=one + b"junk between")
    archive(central("a", 0, crc ^ 1, 9, 9), "bad_crc.zip")
    archive(central("a", 0, crc, 9, 8), "two_sizes.zip")
    archive(central("a", 0, crc, 500, 500), "beyond.zip")
    archive(central("a", 0xfffffff0, crc, 9, 9), "header_beyond.zip")
    archive(central("a", 3, crc, 5, 5), "no_header.zip")
    archive(good, "too_many.zip", entries=2)
    archive(good + good, "too_few.zip", entries=1)
    archive(good, "directory_beyond.zip", dir_offset=1000)
    archive(good, "directory_short.zip", dir_size=len(good) - 1)
    archive(good, "disks.zip", disk=1)
    archive(central("a", 0, crc, 9, 9, disk=1), "entry_disk.zip")
    archive(central("a", 0, crc, 9, 9) + central("b", 0, crc, 9, 9), "overlap.zip", entries=2)
    deflated = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = deflated.compress(b"0" * 100000) + deflated.flush()
    zero_crc = zlib.crc32(b"0" * 100000)
    body = local("a", packed, crc=zero_crc, size=100000, method=8) + packed
    archive(central("a", 0, zero_crc, len(packed), 100000, 8), "deflated.zip", body)
    archive(central("a", 0, zero_crc, len(packed), 99999, 8), "longer.zip", body)
    archive(central("a", 0, zero_crc, len(packed), 100001, 8), "shorter.zip", body)
    archive(central("a", 0, zero_crc, len(packed) - 1, 100000, 8), "cut.zip", body)
    body = local("a", packed, crc=zero_crc, size=100000, method=8) + packed + b"more"
    archive(central("a", 0, zero_crc, len(packed) + 4, 100000, 8), "behind_end.zip", body)
    body = local("a", b"\xff" * 20, crc=0, size=100, method=8) + b"\xff" * 20
    archive(central("a", 0, 0, 20, 100, 8), "bad_stream.zip", body)

    # zip64: every number that can stand in the extra field does, and the directory is found through the locator.
    extra = struct.pack("<HHQQQ", 1, 24, 9, 9, 0)
    c = central("a", 0xffffffff, crc, 0xffffffff, 0xffffffff, extra=b"\x99\x99\x02\x00ab" + extra)
    e64 = struct.pack("<IQHHIIQQQQ", 0x06064b50, 44, 45, 45, 0, 0, 1, 1, len(c), len(one))
    loc = struct.pack("<IIQI", 0x07064b50, 0, len(one) + len(c), 1)
    tail = struct.pack("<IHHHHIIH", 0x06054b50, 0xffff, 0xffff, 0xffff, 0xffff, 0xffffffff, 0xffffffff, 0)
    save("zip/zip64.zip", one + c + e64 + loc + tail)
    save("zip/zip64_no_locator.zip", one + c + e64 + tail)
    far = struct.pack("<IIQI", 0x07064b50, 0, (1 << 64) - 10, 1)
    save("zip/zip64_far.zip", one + c + e64 + far + tail)
    huge = struct.pack("<IQHHIIQQQQ", 0x06064b50, 44, 45, 45, 0, 0, 1 << 60, 1 << 60, len(c), len(one))
    save("zip/zip64_huge.zip", one + c + huge + loc + tail)
    bad = central("a", 0xffffffff, crc, 0xffffffff, 0xffffffff, extra=struct.pack("<HHQ", 1, 8, 9))
    save("zip/zip64_short_field.zip", one + bad + end(1, len(bad), len(one)))
    bad = central("a", 0xffffffff, crc, 9, 9)
    save("zip/zip64_no_field.zip", one + bad + end(1, len(bad), len(one)))


def tar_files():
    def archive(name, members, fmt=tarfile.USTAR_FORMAT, **options):
        b = io.BytesIO()
        with tarfile.open(fileobj=b, mode="w", format=fmt, **options) as t:
            for path, kind, extra, content in members:
                m = tarfile.TarInfo(path)
                m.type, m.mtime, m.mode = kind, 1767323046, 0o644
                m.size = len(content)
                for key, value in extra.items():
                    setattr(m, key, value)
                t.addfile(m, io.BytesIO(content))
        # Two blocks of zeros are the end; Python fills up to 10 KiB.
        save("tar/" + name, b.getvalue().rstrip(b"\0") + b"\0" * (-len(b.getvalue().rstrip(b"\0")) % 512) + b"\0" * 1024)

    reg, sym, link = tarfile.REGTYPE, tarfile.SYMTYPE, tarfile.LNKTYPE
    archive("dotdot.tar", [("a/../../b", reg, {}, b"x")])
    archive("absolute.tar", [("/etc/x", reg, {}, b"x")])
    archive("fifo.tar", [("a", tarfile.FIFOTYPE, {}, b"")])
    archive("device.tar", [("a", tarfile.CHRTYPE, {"devmajor": 1, "devminor": 3}, b"")])
    archive("symlink_out.tar", [("d/a", sym, {"linkname": "../../b"}, b"")])
    archive("link_out.tar", [("a", link, {"linkname": "../b"}, b"")])
    archive("sparse.tar", [("a", b"S", {}, b"")], tarfile.GNU_FORMAT)
    archive("global.tar", [("a", reg, {}, b"x")], tarfile.PAX_FORMAT, pax_headers={"comment": "0123456789abcdef"})
    archive("pax_sparse.tar", [("a", reg, {"pax_headers": {"GNU.sparse.major": "1"}}, b"x")], tarfile.PAX_FORMAT)
    archive("pax_size.tar", [("a", reg, {"pax_headers": {"path": "b/c", "size": "3"}}, b"xyz"), ("d", reg, {}, b"1")], tarfile.PAX_FORMAT)


if __name__ == "__main__":
    for folder in ("zip", "tar"):
        os.makedirs(os.path.join(HERE, folder), exist_ok=True)
    by_programs()
    zip_files()
    zip_by_hand()
    tar_files()
