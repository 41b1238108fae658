#include "codec/tree.h"

enum { PATH_BYTES_MAX = 4096, SHOWN_BYTES = 200 };

static int
refused(struct str path, const char *why, struct err *e)
{
	struct str shown = str_sub(path, 0, SHOWN_BYTES);

	return err_set(e, ERR_INPUT, "path \"" STR_FMT "%s\" %s", STR_ARG(shown), shown.n < path.n ? "..." : "", why);
}

/* Why no path of a tree may hold such bytes; NULL when it may. */
static const char *
bad_bytes(struct str s)
{
	if (s.n > PATH_BYTES_MAX)
		return "is longer than 4096 bytes";
	for (size_t i = 0; i < s.n; i++)
		if ((uint8_t)s.p[i] < ' ' || s.p[i] == 0x7f)
			return "holds a control character";
	return NULL;
}

bool
tree_is_root(struct str raw)
{
	if (!raw.n || raw.p[0] == '/')
		return false;
	while (raw.p) {
		struct str part = str_cut(&raw, '/');

		if (part.n && !str_eqz(part, "."))
			return false;
	}
	return true;
}

int
tree_path(struct buf *out, struct str raw, struct err *e)
{
	size_t before = out->n;
	const char *why = bad_bytes(raw);
	struct str rest = raw;

	if (!why && str_starts(raw, STR("/")))
		why = "is absolute";
	if (!why && str_chr(raw, '\\') < raw.n)
		why = "holds a backslash";
	if (why)
		return refused(raw, why, e);
	while (rest.p) {
		struct str part = str_cut(&rest, '/');

		if (!part.n || str_eqz(part, "."))
			continue;
		if (str_eqz(part, "..")) {
			out->n = before;
			return refused(raw, "leaves the tree by \"..\"", e);
		}
		if (out->n > before)
			buf_addc(out, '/');
		buf_add(out, part);
	}
	if (out->n == before && !out->failed)
		return refused(raw, "is empty", e);
	return 0;
}

/* A target may climb first and descend then. Climbing again is refused: what it went down through may itself be a symlink,
 * and nobody can say where ".." leads from there. */
int
tree_target(struct str path, struct str target, struct err *e)
{
	const char *why = bad_bytes(target);
	struct str rest = target;
	size_t depth = 0;
	bool down = false;

	for (size_t i = 0; i < path.n; i++)
		depth += path.p[i] == '/';
	if (!why && !target.n)
		why = "is a symlink to nothing";
	if (!why && str_starts(target, STR("/")))
		why = "is a symlink to an absolute path";
	while (!why && rest.p) {
		struct str part = str_cut(&rest, '/');

		if (!part.n || str_eqz(part, "."))
			continue;
		if (!str_eqz(part, ".."))
			down = true;
		else if (down)
			why = "is a symlink whose target has \"..\" behind a name";
		else if (!depth--)
			why = "is a symlink that leaves the tree";
	}
	return why ? refused(path, why, e) : 0;
}
