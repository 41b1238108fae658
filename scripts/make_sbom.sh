#!/bin/sh
# make_sbom.sh ROOT: the bill of materials of a root filesystem, as SPDX 2.3 in JSON. From the repository's root.
#
# Packages: the engine, each release of third_party/README.md that is in a program or a file of the image, the modules
# that sops and age-keygen are built from. Files: every program, with its SHA-256. The same files give the same bytes.
set -eu
if [ $# -ne 1 ]; then
	sed -n '2,5s/^# \{0,1\}//p' "$0" >&2
	exit 100
fi
root=$1

packages() {
	printf 'aws-execution-engine\t0\t%s\t\tNOASSERTION\tNOASSERTION\n' "$(licence_of LICENSE)"
	scripts/third_party.sh | grep -v '^cmocka	' | awk -F '\t' -v OFS='\t' '{ print $1, $2, $3, "", $5, "NOASSERTION" }'
	awk '$1 == "require" && $2 == "(" { inside = 1; next } $1 == ")" { inside = 0 }
		$1 == "require" || inside { m = $1 == "require" ? $2 : $1; v = $1 == "require" ? $3 : $2
			printf "%s\t%s\tNOASSERTION\t\tNOASSERTION\tpkg:golang/%s@%s\n", m, v, m, v }' third_party/tools/go.mod | LC_ALL=C sort -u
}

licence_of() {
	case $(head -n 3 "$1") in
	*MIT*) echo MIT ;;
	*Apache*) echo Apache-2.0 ;;
	*) echo NOASSERTION ;;
	esac
}

files() {
	(cd "$root" && find . -type f ! -name sbom.spdx.json | LC_ALL=C sort | tr '\n' '\0' | xargs -0 sha256sum)
}

{
	packages | sed 's/^/P	/'
	files | sed 's/^\([0-9a-f]*\)  \(.*\)/F	\1	\2/'
} | awk -F '\t' -v sum="$(files | sha256sum | cut -c1-32)" -v created="${SOURCE_DATE:-1970-01-01T00:00:00Z}" '
function id(kind, s) { gsub(/[^A-Za-z0-9.-]/, "-", s); return "SPDXRef-" kind "-" s }
function json(s) { gsub(/[\\"]/, "\\\\&", s); return "\"" s "\"" }
$1 == "P" {
	it = sprintf("    {\"SPDXID\": %s, \"name\": %s, \"versionInfo\": %s, \"downloadLocation\": \"NOASSERTION\", " \
		"\"homepage\": %s, \"filesAnalyzed\": false, \"licenseConcluded\": \"NOASSERTION\", \"licenseDeclared\": %s",
		json(id("Package", $2 "-" $3)), json($2), json($3), json($6), json($4))
	if ($7 != "NOASSERTION")
		it = it ", \"externalRefs\": [{\"referenceCategory\": \"PACKAGE-MANAGER\", \"referenceType\": \"purl\", " \
			"\"referenceLocator\": " json($7) "}]"
	packages = packages (packages ? ",\n" : "") it "}"
	relations = relations (relations ? ",\n" : "") sprintf("    {\"spdxElementId\": \"SPDXRef-DOCUMENT\", " \
		"\"relationshipType\": \"DESCRIBES\", \"relatedSpdxElement\": %s}", json(id("Package", $2 "-" $3)))
}
$1 == "F" {
	files = files (files ? ",\n" : "") sprintf("    {\"SPDXID\": %s, \"fileName\": %s, \"checksums\": " \
		"[{\"algorithm\": \"SHA256\", \"checksumValue\": \"%s\"}], \"licenseConcluded\": \"NOASSERTION\", " \
		"\"copyrightText\": \"NOASSERTION\"}", json(id("File", ++n "-" $3)), json($3), $2)
}
END {
	print "{\n  \"spdxVersion\": \"SPDX-2.3\",\n  \"dataLicense\": \"CC0-1.0\",\n  \"SPDXID\": \"SPDXRef-DOCUMENT\","
	print "  \"name\": \"aws-execution-engine\",\n  \"documentNamespace\": \"urn:sha256:" sum "\","
	print "  \"creationInfo\": {\"created\": " json(created) ", \"creators\": [\"Tool: make_sbom.sh\"]},"
	print "  \"packages\": [\n" packages "\n  ],\n  \"files\": [\n" files "\n  ],\n  \"relationships\": [\n" relations "\n  ]\n}"
}'
