/* s3d_delete: DeleteObject and DeleteObjects. */
#include "codec/xml.h"
#include "local/s3d.h"

enum { DELETE_MAX = 1000 };

int
s3d_delete_object(struct op *o, struct err *e)
{
	struct s3d_bucket *b = s3d_bucket(o->cloud, o->call->bucket, e);

	o->detail = arena_printf(o->arena, STR_FMT "/" STR_FMT, STR_ARG(o->call->bucket), STR_ARG(o->call->key));
	if (!b)
		return -1;
	if (s3d_header(o, "if-match").p)
		return fault(e, 501, "NotImplemented", "The local AWS does not have If-Match for DeleteObject");
	s3d_remove(o->cloud, b, o->call->key);
	o->answer->status = 204;
	return 0;
}

struct wishes {
	struct str keys[DELETE_MAX];
	size_t n;
	bool quiet;
};

/* <Delete><Object><Key>..</Key></Object>..<Quiet>true</Quiet></Delete> */
static int
read_wishes(struct op *o, struct wishes *w, struct err *e)
{
	struct xml x = xml_reader(o->req->body.bytes);
	struct buf text = buf_in(o->arena), last = buf_in(o->arena);
	enum xml_event event;

	do {
		if (xml_next(&x, &event, &text, e) < 0)
			return fault(e, 400, "MalformedXML", "The XML you provided was not well-formed: %s",
			    e ? e->msg : "");
		if (event == XML_OPEN)
			buf_clear(&last);
		if (event == XML_TEXT)
			buf_add(&last, buf_str(&text));
		if (event == XML_CLOSE && str_eqz(x.name, "Quiet"))
			w->quiet = str_eqz(buf_str(&last), "true");
		if (event != XML_CLOSE || !str_eqz(x.name, "Key"))
			continue;
		if (w->n == DELETE_MAX)
			return fault(e, 400, "MalformedXML", "At most %d keys can be deleted at once", DELETE_MAX);
		w->keys[w->n++] = arena_str(o->arena, buf_str(&last));
	} while (event != XML_END);
	if (w->n)
		return 0;
	return fault(e, 400, "MalformedXML", "The request names no key");
}

int
s3d_delete_objects(struct op *o, struct err *e)
{
	struct s3d_bucket *b = s3d_bucket(o->cloud, o->call->bucket, e);
	struct wishes *w = arena_new(o->arena, struct wishes);
	struct buf out = buf_in(o->arena);

	o->detail = o->call->bucket;
	if (!b || read_wishes(o, w, e) < 0)
		return -1;
	buf_addz(&out,
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<DeleteResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
	for (size_t i = 0; i < w->n; i++) {
		s3d_remove(o->cloud, b, w->keys[i]);
		if (w->quiet)
			continue;
		buf_addz(&out, "<Deleted>");
		s3d_tag(&out, "Key", w->keys[i]);
		buf_addz(&out, "</Deleted>");
	}
	buf_addz(&out, "</DeleteResult>");
	o->answer->status = 200;
	o->answer->body = buf_str(&out);
	answer_header(o->arena, o->answer, "Content-Type", STR("application/xml"));
	return 0;
}
