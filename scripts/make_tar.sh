#!/bin/sh
# make_tar.sh ROOT: writes the folder as a tar archive (POSIX ustar), to stdout. The same files give the same bytes,
# whoever owns them and whatever tar is here: names in order, owner 0, one time for all (SOURCE_DATE_EPOCH, or 0).
set -eu
if [ $# -ne 1 ] || [ ! -d "$1" ]; then
	sed -n '2,3s/^# \{0,1\}//p' "$0" >&2
	exit 100
fi
export LC_ALL=C
epoch=${SOURCE_DATE_EPOCH:-0}
cd "$1"

# Type, mode, bytes, link's target, name: a line each, with tabs between.
entries() {
	find . | sed 's:^\./::' | grep -v '^\.$' | sort | while IFS= read -r f; do
		if [ -L "$f" ]; then
			printf '2\t0777\t0\t%s\t%s\n' "$(readlink "$f")" "$f"
		elif [ -d "$f" ]; then
			if [ -k "$f" ]; then mode=1777; else mode=0755; fi
			printf '5\t%s\t0\t\t%s/\n' $mode "$f"
		else
			if [ -x "$f" ]; then mode=0755; else mode=0644; fi
			printf '0\t%s\t%s\t\t%s\n' $mode "$(($(wc -c <"$f")))" "$f"
		fi
	done
}

# Each entry becomes a printf of its header, a cat of its content and a printf that fills its last block of 512.
# Where a byte of the header stands: name 0, mode 100, uid 108, gid 116, size 124, mtime 136, checksum 148, type 156,
# link 157, magic and version 257, prefix 345 (POSIX.1, pax, "ustar Interchange Format").
commands() {
	awk -F '\t' -v epoch="$epoch" '
	function put(at, s,   i) { for (i = 1; i <= length(s); i++) byte[at + i - 1] = code[substr(s, i, 1)] }
	BEGIN { for (i = 1; i < 256; i++) code[sprintf("%c", i)] = i }
	{
		# A long name is cut at a slash: what is before it stands in the prefix.
		name = $5; prefix = ""
		while (length(name) > 100 && (at = index(name, "/"))) {
			prefix = prefix (prefix ? "/" : "") substr(name, 1, at - 1)
			name = substr(name, at + 1)
		}
	}
	length(name) > 100 || name == "" || length(prefix) > 155 || length($4) > 100 || $5 ~ /\047/ {
		print "echo \047make_tar.sh: a name has a quote, or is too long\047 >&2; exit 1"
		exit
	}
	{
		split("", byte)
		put(0, name); put(345, prefix); put(100, "000" $2); put(108, "0000000"); put(116, "0000000")
		put(124, sprintf("%011o", $3)); put(136, sprintf("%011o", epoch)); put(148, "        ")
		put(156, $1); put(157, $4); put(257, "ustar"); put(263, "00")
		sum = 0
		for (i = 0; i < 512; i++)
			sum += byte[i]
		put(148, sprintf("%06o", sum)); byte[154] = 0
		header = ""
		for (i = 0; i < 512; i++)
			header = header sprintf("\\%03o", byte[i])
		print "printf \047" header "\047"
		if ($1 == 0) {
			print "cat \047" $5 "\047"
			if ($3 % 512)
				print "zeros " 512 - $3 % 512
		}
	}
	END { print "zeros 1024" }'
}

zeros() {
	printf "%0$1d" 0 | tr 0 '\000'
}

entries | commands | {
	while IFS= read -r line; do eval "$line"; done
}
