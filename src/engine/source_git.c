/*
 * A tar.gz goes through inflate, tar and a zip writer, piece by piece. Hard links, which a zip has none of, are remembered and
 * written as copies in a second pass: git makes no archives with any, so it hardly ever comes to that.
 */
#include "engine/source_git.h"

#include "codec/gzip.h"
#include "codec/tar.h"
#include "engine/names.h"
#include "engine/source.h"

enum {
	PIECE_BYTES = 64 * 1024,
	BEHIND_END_MAX = 1024 * 1024, /* zeros that fill up a tar's last record */
	LINKS_MAX = 10000,
	NAMES_SHOWN = 5,
	MODULES_MAX = 64 * 1024,
	POINTER_MAX = 1024, /* a Git LFS pointer is shorter */
};

#define POINTER_BEGINS STR("version https://git-lfs.github.com/spec/v1")
/* Of everything inflated, headers too: an archive that is nothing but headers ends as well. */
#define INFLATED_MAX ((uint64_t)3 << 30)

struct link {
	struct str path, target;
	uint32_t next; /* of the same target; 0 is none, as indices begin with 1 */
	bool made;
};

struct reading {
	struct arena *arena; /* lives as long as this */
	struct inflate inflate;
	struct tar tar;
	struct zip_writer zip;
	struct git_notes *notes;
	bool flat;
	struct str top;  /* the folder around everything, once it is known */
	bool in_file;    /* an entry of the zip is open */
	struct buf head; /* what the open file begins with, as far as anybody looks at it */
	size_t head_max;
	uint64_t size;   /* of the open file */
	char path[4096]; /* of the open file */
	struct link *links;
	size_t link_count;
	uint64_t inflated, behind_end;
};

/* ---- what is missing ---- */

static void
note(size_t *count, struct buf *names, struct str name)
{
	if ((*count)++ >= NAMES_SHOWN)
		return;
	buf_addz(names, names->n ? ", " : "");
	buf_add(names, name);
}

/* [submodule "x"], then lines of `key = value`, of which `path` is one. */
static void
note_submodules(struct git_notes *notes, struct str text)
{
	while (text.p) {
		struct str value = str_trim(str_cut(&text, '\n')), key = str_trim(str_cut(&value, '='));

		if (str_eqz(key, "path") && value.p)
			note(&notes->submodules, &notes->submodule_names, str_head(str_trim(value), 200));
	}
}

static void
look_at_file(struct reading *r)
{
	struct str head = buf_str(&r->head), path = str_z(r->path);

	if (str_eqz(path, ".gitmodules"))
		note_submodules(r->notes, head);
	else if (r->size < POINTER_MAX && str_starts(head, POINTER_BEGINS))
		note(&r->notes->pointers, &r->notes->pointer_names, str_head(path, 200));
}

static void
add_note(struct buf *out, size_t n, const char *what, const struct buf *names)
{
	if (!n)
		return;
	buf_printf(out, "%s%s (%zu): " STR_FMT "%s", out->n ? "; " : "", what, n, STR_ARG(buf_str(names)),
	    n > NAMES_SHOWN ? ", ..." : "");
}

struct str
git_notes_text(struct arena *a, const struct git_notes *notes)
{
	struct buf out = buf_in(a);

	add_note(&out, notes->submodules, "submodules are not in it", &notes->submodule_names);
	add_note(&out, notes->pointers, "files of Git LFS are only pointers in it", &notes->pointer_names);
	return buf_str(&out);
}

/* ---- entries ---- */

static int
end_file(struct reading *r, struct err *e)
{
	if (!r->in_file)
		return 0;
	r->in_file = false;
	look_at_file(r);
	return zip_end(&r->zip, e);
}

/* What is left of a path without the folder around everything; empty for that folder itself. */
static int
take_top(struct reading *r, struct str path, struct str *rest, struct err *e)
{
	struct str top = str_sub(path, 0, str_chr(path, '/'));

	*rest = path;
	if (r->flat)
		return 0;
	if (!r->top.p)
		r->top = arena_str(r->arena, top);
	if (!str_eq(top, r->top))
		return err_set(e, ERR_INPUT, "\"" STR_FMT "\" lies beside the archive's own folder \"" STR_FMT "\"",
		    STR_ARG(path), STR_ARG(r->top));
	*rest = str_sub(path, top.n + 1, path.n);
	return 0;
}

static int
begin_file(struct reading *r, struct str path, uint32_t mode, struct err *e)
{
	struct buf kept = buf_over(r->path, sizeof(r->path) - 1);

	if (!path.n)
		return err_set(e, ERR_INPUT, "the archive's own folder \"" STR_FMT "\" is a file", STR_ARG(r->top));
	buf_add(&kept, path);
	r->path[kept.n] = 0;
	buf_clear(&r->head);
	r->head_max = str_eqz(path, ".gitmodules") ? MODULES_MAX : POINTER_BEGINS.n;
	r->size = r->tar.entry.size;
	r->in_file = true;
	return zip_begin(&r->zip, path, mode, e);
}

static int
take_entry(struct reading *r, struct err *e)
{
	const struct tree_entry *entry = &r->tar.entry;
	struct str path;

	if (end_file(r, e) < 0 || take_top(r, entry->path, &path, e) < 0)
		return -1;
	switch (entry->type) {
	case TREE_DIR:
		return path.n ? zip_add_dir(&r->zip, path, entry->mode, e) : 0;
	case TREE_FILE:
		return begin_file(r, path, entry->mode, e);
	case TREE_SYMLINK:
		break;
	}
	/* Inside of the archive is not yet inside of the tree. */
	return zip_add_symlink(&r->zip, path, entry->target, e);
}

static int
take_link(struct reading *r, struct err *e)
{
	struct link *link;
	struct str path, target;

	if (end_file(r, e) < 0 || take_top(r, r->tar.entry.path, &path, e) < 0 ||
	    take_top(r, r->tar.entry.target, &target, e) < 0)
		return -1;
	if (r->link_count == LINKS_MAX)
		return err_set(e, ERR_LIMIT, "more than %d hard links", LINKS_MAX);
	if (!r->links)
		r->links = arena_new_n(r->arena, struct link, LINKS_MAX);
	link = &r->links[r->link_count++];
	link->path = arena_str(r->arena, path);
	link->target = arena_str(r->arena, target);
	return 0;
}

static int
take_data(struct reading *r, struct err *e)
{
	size_t room = r->head_max - r->head.n;

	buf_add(&r->head, str_sub(r->tar.data, 0, room));
	return zip_piece(&r->zip, r->tar.data, e);
}

/* ---- the stream ---- */

static int
take_tar(struct reading *r, struct str in, struct err *e)
{
	enum tar_event event = TAR_ENTRY;

	while (event != TAR_MORE && event != TAR_END) {
		int result = tar_next(&r->tar, &in, &event, e);

		if (result == 0 && event == TAR_ENTRY)
			result = take_entry(r, e);
		else if (result == 0 && event == TAR_LINK)
			result = take_link(r, e);
		else if (result == 0 && event == TAR_DATA)
			result = take_data(r, e);
		if (result < 0)
			return -1;
	}
	return 0;
}

static int
too_long(struct reading *r, size_t got, struct err *e)
{
	r->inflated += got;
	if (tar_at_end(&r->tar))
		r->behind_end += got;
	if (r->inflated > INFLATED_MAX || r->behind_end > BEHIND_END_MAX)
		return err_set(e, ERR_LIMIT, "the archive goes on and on %s",
		    r->behind_end > BEHIND_END_MAX ? "behind its end" : "when it is inflated");
	return 0;
}

static int
take_packed(struct reading *r, struct str in, char *space, struct err *e)
{
	size_t got;

	do {
		if (inflate_step(&r->inflate, &in, space, PIECE_BYTES, &got, e) < 0 || too_long(r, got, e) < 0 ||
		    take_tar(r, (struct str){ space, got }, e) < 0)
			return -1;
	} while (got || in.n);
	return 0;
}

static int
read_all(struct reading *r, const struct temp *in, struct err *e)
{
	char *packed = arena_alloc(r->arena, PIECE_BYTES), *plain = arena_alloc(r->arena, PIECE_BYTES);

	for (uint64_t at = 0; at < in->bytes;) {
		uint64_t left = in->bytes - at;
		size_t n = left < PIECE_BYTES ? (size_t)left : PIECE_BYTES;

		if (temp_read(in, at, packed, n, e) < 0)
			return -1;
		if (at == 0 && (n < 2 || (uint8_t)packed[0] != 0x1f || (uint8_t)packed[1] != 0x8b))
			return err_set(e, ERR_INPUT, "what was given is no tar.gz archive");
		if (take_packed(r, (struct str){ packed, n }, plain, e) < 0)
			return -1;
		at += n;
	}
	if (!r->inflate.done)
		return err_set(e, ERR_INPUT, "the archive is cut off");
	return tar_finish(&r->tar, e) < 0 ? -1 : end_file(r, e);
}

/* ---- hard links ---- */

static struct names
index_links(struct reading *r)
{
	struct names by_target = names_new(r->arena, r->link_count);

	for (uint32_t i = 0; i < r->link_count; i++) {
		struct link *link = &r->links[i];
		uint32_t *first = names_get(&by_target, link->target);

		link->next = first ? *first : 0;
		if (first)
			*first = i + 1;
		else
			names_add(&by_target, link->target, i + 1, NULL);
	}
	return by_target;
}

static int
copy_linked(struct reading *r, struct zip *from, const struct zip_entry *entry, uint32_t first, struct err *e)
{
	if (zip_copy(&r->zip, from, entry, entry->tree.path, e) < 0)
		return -1;
	for (uint32_t i = first; i; i = r->links[i - 1].next) {
		struct link *link = &r->links[i - 1];

		link->made = true;
		if (entry->tree.type == TREE_DIR)
			return err_set(e, ERR_INPUT, "hard link \"" STR_FMT "\" to the folder \"" STR_FMT "\"",
			    STR_ARG(link->path), STR_ARG(link->target));
		if (zip_copy(&r->zip, from, entry, link->path, e) < 0)
			return err_wrap(e, "hard link");
	}
	return 0;
}

/* Everything again into `out`, and the links beside. */
static int
copy_all(struct reading *r, const struct temp *plain, struct err *e)
{
	struct names by_target = index_links(r);
	struct zip_source source = temp_source(plain);
	struct zip_entry entry;
	struct zip from;
	bool more;

	if (zip_open(&from, r->arena, &source, NULL, e) < 0)
		return -1;
	while (zip_next(&from, &entry, &more, e) == 0 && more) {
		const uint32_t *first = names_get(&by_target, entry.tree.path);

		if (copy_linked(r, &from, &entry, first ? *first : 0, e) < 0)
			return -1;
	}
	if (more)
		return -1;
	for (size_t i = 0; i < r->link_count; i++)
		if (!r->links[i].made)
			return err_set(e, ERR_INPUT,
			    "hard link \"" STR_FMT "\": there is no file \"" STR_FMT "\" in the archive",
			    STR_ARG(r->links[i].path), STR_ARG(r->links[i].target));
	return 0;
}

/* ---- both passes ---- */

static void
open_writer(struct reading *r, struct temp *out, struct temp *shelf)
{
	struct zip_sink sink = temp_sink(out);

	zip_writer_open(&r->zip, r->arena, &sink, 0);
	r->zip.shelf = temp_shelf(shelf);
}

static int
read_and_write(struct reading *r, const struct temp *in, struct temp *out, struct temp *shelf, struct err *e)
{
	open_writer(r, out, shelf);
	if (inflate_open(&r->inflate, r->arena, GZIP_FILE, e) < 0 || tar_open(&r->tar, r->arena, NULL, e) < 0)
		return -1;
	return read_all(r, in, e) < 0 ? -1 : zip_writer_close(&r->zip, e);
}

static int
link_and_write(struct reading *r, struct temp *out, struct temp *shelf, struct err *e)
{
	struct temp plain = *out;
	int result;

	if (temp_open(out, plain.world, e) < 0) {
		*out = plain;
		return -1;
	}
	open_writer(r, out, shelf);
	result = copy_all(r, &plain, e) < 0 ? -1 : zip_writer_close(&r->zip, e);
	temp_close(&plain);
	return result;
}

int
git_archive_read(struct arena *a, const struct temp *in, bool flat, struct temp *out, struct git_notes *notes,
    struct err *e)
{
	struct arena scratch = ARENA_EMPTY;
	struct reading *r = arena_new(&scratch, struct reading);
	struct temp shelf;
	int result;

	*notes = (struct git_notes){ .submodule_names = buf_in(a), .pointer_names = buf_in(a) };
	r->arena = &scratch;
	r->notes = notes;
	r->flat = flat;
	r->head = buf_in(&scratch);
	result = temp_open(&shelf, in->world, e);
	if (result == 0)
		result = read_and_write(r, in, out, &shelf, e);
	if (result == 0 && r->link_count)
		result = link_and_write(r, out, &shelf, e);
	temp_close(&shelf);
	arena_release(&scratch);
	return result;
}

static int
fetch_and_read(struct arena *a, const struct vcs *v, const struct vcs_tarball *t, struct temp *packed,
    struct source *out, struct err *e)
{
	struct vcs_tarball wanted = *t;
	struct git_notes notes;
	bool flat;

	wanted.sink_file = packed->file;
	if (vcs_tarball(v, a, &wanted, &packed->bytes, &flat, e) < 0 || temp_open(&out->zip, v->world, e) < 0)
		return -1;
	if (git_archive_read(a, packed, flat, &out->zip, &notes, e) < 0) {
		source_archive_fault(e);
		return -1;
	}
	out->notes = git_notes_text(a, &notes);
	return 0;
}

int
source_fetch_git(struct arena *a, const struct vcs *v, struct str name, const struct vcs_tarball *t, struct source *out,
    struct err *e)
{
	struct temp packed;
	int result;

	*out = (struct source){ .name = name, .zip.file = -1 };
	result = temp_open(&packed, v->world, e);
	if (result == 0)
		result = fetch_and_read(a, v, t, &packed, out, e);
	temp_close(&packed);
	if (result == 0)
		return 0;
	source_close(out);
	return err_wrap(e, STR_FMT, STR_ARG(name));
}
