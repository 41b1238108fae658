"""A certificate authority of the tests' own, and a server's certificate by it for localhost and 127.0.0.1."""

import subprocess

EXTENSIONS = """[ca]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign
[server]
basicConstraints=CA:FALSE
keyUsage=critical,digitalSignature
subjectAltName=DNS:localhost,IP:127.0.0.1
"""

SCRIPT = """
set -e
for name in ca server; do openssl ecparam -name prime256v1 -genkey -noout -out $name.key; done
openssl req -new -key ca.key -subj /CN=ca -out ca.csr
openssl x509 -req -in ca.csr -signkey ca.key -days 30 -extfile x.cnf -extensions ca -out ca.pem
openssl req -new -key server.key -subj /CN=server -out server.csr
openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -extfile x.cnf -extensions server -out server.pem
"""


def make(folder):
    """ca.pem, server.pem and server.key in the folder."""
    (folder / "x.cnf").write_text(EXTENSIONS)
    done = subprocess.run(["sh", "-c", SCRIPT], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
