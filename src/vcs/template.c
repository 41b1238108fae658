#include "vcs/template.h"

static void
fill(struct buf *out, struct str name, const struct vcs_blank *blanks, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_eqz(name, blanks[i].name))
			url_encode(out, blanks[i].value, blanks[i].part);
}

struct str
vcs_expand(struct arena *a, const char *template, const struct vcs_blank *blanks, size_t n)
{
	struct str rest = str_z(template);
	struct buf out = buf_in(a);

	while (rest.n) {
		size_t open = str_chr(rest, '{'), close = str_chr(rest, '}');

		buf_add(&out, str_sub(rest, 0, open));
		fill(&out, str_sub(rest, open + 1, close), blanks, n);
		rest = str_sub(rest, open < rest.n ? close + 1 : rest.n, rest.n);
	}
	return buf_str(&out);
}
