# Shared by the checks that read C: code(line) is the line without comments and without what strings hold.
# `in_comment` carries over from line to line and starts anew with each file.
FNR == 1 { in_comment = 0 }

function code(line,    out, i, n, c, two, quote)
{
	n = length(line)
	out = ""
	quote = ""
	for (i = 1; i <= n; i++) {
		c = substr(line, i, 1)
		two = substr(line, i, 2)
		if (in_comment) {
			if (two == "*/") {
				in_comment = 0
				i++
			}
		} else if (quote != "") {
			if (c == "\\")
				i++
			else if (c == quote) {
				quote = ""
				out = out c
			}
		} else if (two == "/*") {
			in_comment = 1
			i++
			out = out " "
		} else if (two == "//") {
			break
		} else {
			if (c == "\"" || c == "'")
				quote = c
			out = out c
		}
	}
	return out
}

function problem(text)
{
	printf "%s:%d: %s\n", FILENAME, FNR, text
	bad = 1
}

END { exit bad }
