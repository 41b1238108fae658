BEGIN {
	n = split("base codec net aws vcs engine exec local", order, " ")
	for (i = 1; i <= n; i++)
		rank[order[i]] = i
	# header, then how many files of which folders may include it
	limit["jsmn.h"] = limit["zlib.h"] = 1
	limit["bearssl.h"] = 3
	home["jsmn.h"] = home["zlib.h"] = "codec"
	home["bearssl.h"] = "codec net aws engine"
}

FNR == 1 {
	split(FILENAME, part, "/")
	folder = part[2]
	module = part[3]
	sub(/\.[ch]$/, "", module)
}

/^[ \t]*#[ \t]*include/ {
	header = $0
	sub(/^[^<"]*[<"]/, "", header)
	sub(/[>"].*$/, "", header)

	if (header ~ /^bearssl/)
		header = "bearssl.h"
	if (header in limit) {
		count[header]++
		in_folder[header, folder]++
		if (index(" " home[header] " ", " " folder " ") == 0)
			problem(header " belongs behind " home[header] ": call the module there")
		else if (count[header] > limit[header] || in_folder[header, folder] > 1)
			problem(header " is included by another file already: call the module that has it")
		next
	}
	if ($0 !~ /"/) {
		if (header ~ /^(linux|asm)\//)
			problem("<" header "> is the kernel's, which a machine that builds may lack: write the constant here")
		if (folder == "engine" && (module == "plan" || module == "job") && header ~ /^(time|unistd|fcntl|pthread|poll|signal|sys\/.*)\.h$/)
			problem("engine/" module " is pure: no <" header ">")
		next
	}

	theirs = header
	if (!sub(/\/.*/, "", theirs))
		theirs = folder
	if (theirs == folder) {
		# its own
	} else if (!(theirs in rank))
		problem("\"" header "\" belongs to a program: move what is shared into a layer")
	else if ((folder in rank) && rank[theirs] > rank[folder])
		problem(folder " may not include from " theirs ": it stands below it in base, codec, net, aws, vcs, engine, exec, local")
	else if (folder == "engine" && (module == "plan" || module == "job") && header == "base/world.h")
		problem("engine/" module " is pure: take the time or the bytes as a parameter")
}
