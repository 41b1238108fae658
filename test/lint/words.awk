BEGIN {
	instead["strcpy"] = instead["strcat"] = instead["stpcpy"] = instead["sprintf"] = instead["vsprintf"] = \
		instead["strncpy"] = instead["strncat"] = "append to a struct buf"
	instead["gets"] = "read with a length"
	instead["atoi"] = instead["atol"] = instead["atof"] = "parse with a check of every digit"
	instead["alloca"] = "take it from an arena"
	instead["system"] = instead["popen"] = "spawn through base/world, without a shell"
	instead["strtok"] = "cut a struct str"
	for (word in instead)
		everywhere = everywhere (everywhere == "" ? "" : "|") word
}

FNR == 1 {
	split(FILENAME, part, "/")
	folder = part[2]
	program = folder !~ /^(base|codec|net|aws|vcs|engine|exec|local)$/
}

/(^|[^A-Za-z0-9_])(TODO|FIXME|XXX)([^A-Za-z0-9_]|$)/ { problem("unfinished: finish it, or say in the documentation what there is not") }

{
	code_line = code($0)
	if (match(code_line, "(^|[^A-Za-z0-9_.>])(" everywhere ")[ \t]*\\(")) {
		word = substr(code_line, RSTART, RLENGTH)
		gsub(/[^A-Za-z0-9_]/, "", word)
		problem(word "(): " instead[word])
	}
	if (FILENAME !~ /^src\/(base|local\/heap\.c)/ && code_line ~ /(^|[^A-Za-z0-9_.>])(malloc|calloc|realloc|reallocarray|strdup|strndup|asprintf|free)[ \t]*\(/)
		problem("allocate from an arena: only base/ and local/heap.c call malloc() and free()")
	if (!program && code_line ~ /(^|[^A-Za-z0-9_.>])exit[ \t]*\(/)
		problem("exit() only in main: return an error")
}

# What the simulator drives: whatever is not a computation goes through base/world there.
folder ~ /^(aws|vcs|engine)$/ && match(code_line, /(^|[^A-Za-z0-9_.>])(time|clock_gettime|gettimeofday|nanosleep|usleep|sleep|getrandom|rand|random|open|openat|fopen|socket|connect|fork|execv|execve|posix_spawn|posix_spawnp|pthread_create)[ \t]*\(/) {
	word = substr(code_line, RSTART, RLENGTH)
	gsub(/[^A-Za-z0-9_]/, "", word)
	problem(word "(): goes through base/world, which the simulator replaces")
}
