/*
 * comment: the comment on a pull request or issue that is ours: created, found again by its marker, updated, deleted.
 *
 * The marker is the beginning of the comment's text, in a form that the provider keeps and does not show. Only a comment that begins
 * with it is ours: one that quotes it is not. Errors are vcs_call()'s; calls end at `until_ms`.
 */
#ifndef VCS_COMMENT_H
#define VCS_COMMENT_H

#include "vcs/vcs.h"

struct vcs_comment_place {
	struct str repo;   /* "org/repo" */
	struct str number; /* of the pull request or issue */
	bool issue;
	int64_t since_ms; /* a comment that was last changed before is not looked for; 0: any */
	int64_t until_ms; /* world_monotonic_ms(): ERR_TIMEOUT when it has come */
};

/* What a comment may be there. */
struct vcs_comment_rules {
	size_t bytes_max; /* the provider counts characters, which are no more than bytes */
	bool html;        /* <details> is understood; else HTML shows as text */
};
struct vcs_comment_rules vcs_comment_rules(const struct vcs *v);

/* Appends the marker of `tag`, and what must stand between it and the text. */
void vcs_comment_marker(struct buf *out, const struct vcs *v, struct str tag);

/* The id of the first comment with that marker, over all pages, in `a`. ERR_NOT_FOUND. */
int vcs_comment_find(const struct vcs *v, struct arena *a, const struct vcs_comment_place *at, struct str tag,
    struct str *id, struct err *e);
/* `text` begins with the marker. The new comment's id in `a`. */
int vcs_comment_create(const struct vcs *v, struct arena *a, const struct vcs_comment_place *at, struct str text,
    struct str *id, struct err *e);
int vcs_comment_update(const struct vcs *v, struct arena *a, const struct vcs_comment_place *at, struct str id,
    struct str text, struct err *e);
int vcs_comment_delete(const struct vcs *v, struct arena *a, const struct vcs_comment_place *at, struct str id,
    struct err *e);

#endif
