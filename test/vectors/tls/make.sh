# Makes the certificates that test/unit/tls_test.c needs in the current folder, with openssl.
set -eu
exec >openssl.log 2>&1

key() { openssl ecparam -name prime256v1 -genkey -noout -out "$1.key"; }

# root NAME: a certificate authority of its own
root() {
	key "$1"
	openssl req -x509 -new -key "$1.key" -subj "/CN=$1" -days 30 -out "$1.pem" \
		-addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign
}

# issue NAME ISSUER EXTENSIONS...: a certificate by that authority
issue() {
	name=$1 issuer=$2
	shift 2
	[ -f "$name.key" ] || key "$name"
	printf '%s\n' "$@" >"$name.ext"
	openssl req -new -key "$name.key" -subj "/CN=$name" -out "$name.csr"
	openssl x509 -req -in "$name.csr" -CA "$issuer.pem" -CAkey "$issuer.key" -CAcreateserial -days 30 \
		-extfile "$name.ext" -out "$name.pem"
}

root root
root other
issue middle root basicConstraints=critical,CA:TRUE keyUsage=critical,keyCertSign
issue good middle subjectAltName=DNS:localhost keyUsage=critical,digitalSignature
openssl genrsa -out rsa.key 2048
issue rsa middle subjectAltName=DNS:localhost
openssl genrsa -out usage.key 2048
issue usage middle subjectAltName=DNS:localhost keyUsage=critical,keyEncipherment
issue stranger other subjectAltName=DNS:localhost
issue nosign root basicConstraints=critical,CA:TRUE keyUsage=critical,cRLSign
issue below nosign subjectAltName=DNS:localhost
openssl genrsa -out weak.key 1024
issue weak root subjectAltName=DNS:localhost
key self
openssl req -x509 -new -key self.key -subj /CN=localhost -days 30 -addext subjectAltName=DNS:localhost -out self.pem
cat other.pem root.pem >both.pem
