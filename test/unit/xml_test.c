#include "test.h"

#include <stdlib.h>

#include "codec/xml.h"

/* The events of a text, one letter each: <name text >name . */
static int
events(struct str text, struct buf *out, struct err *e)
{
	char piece_space[256];
	struct xml x = xml_reader(text);
	enum xml_event event;

	do {
		struct buf piece = buf_over(piece_space, sizeof(piece_space));

		if (xml_next(&x, &event, &piece, e) < 0)
			return -1;
		if (event == XML_TEXT)
			buf_printf(out, "[" STR_FMT "]", STR_ARG(buf_str(&piece)));
		else if (event != XML_END)
			buf_printf(out, "%s" STR_FMT ";", event == XML_OPEN ? "+" : "-", STR_ARG(x.name));
	} while (event != XML_END);
	return 0;
}

static char space[1024];

static void
events_come_in_order(void **state)
{
	(void)state;
	static const struct {
		const char *in, *want;
	} cases[] = {
		{ "<a/>", "+a;-a;" },
		{ "<a></a >", "+a;-a;" },
		{ "<a>x</a>", "+a;[x]-a;" },
		{ "<?xml version=\"1.0\"?>\n<!-- <x> -->\n<s3:a xmlns=\"http://x/>\" y='\"'><b>1</b><b/></s3:a>\n",
		    "+a;+b;[1]-b;+b;-b;-a;" },
		{ "<a>&lt;&gt;&amp;&quot;&apos;&#65;&#x20AC;&#x1F600;</a>",
		    "+a;[<>&\"'A\xe2\x82\xac\xf0\x9f\x98\x80]-a;" },
		{ "<a><![CDATA[<b>&amp;]]]></a>", "+a;[<b>&amp;]]-a;" },
		{ "<a>x<!-- - -->y</a>", "+a;[x][y]-a;" },
		{ "<a> <b/> </a>", "+a;[ ]+b;-b;[ ]-a;" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf out = buf_over(space, sizeof(space));
		struct err e = { 0 };

		if (events(str_z(cases[i].in), &out, &e) < 0)
			fail_msg("%s: %s", cases[i].in, e.msg);
		assert_string_equal(buf_z(&out), cases[i].want);
	}
}

static void
malformed_texts_say_where(void **state)
{
	(void)state;
	static const struct {
		const char *in, *want;
	} refused[] = {
		{ "", "XML, offset 0: no element" },
		{ "x", "XML, offset 0: text outside of the root element" },
		{ "<a>", "XML, offset 3: the text ends inside an element" },
		{ "<a></b>", "XML, offset 6: an end tag that closes nothing" },
		{ "<a/><b/>", "XML, offset 4: a second root element" },
		{ "</a>", "XML, offset 3: an end tag that closes nothing" },
		{ "<a", "XML, offset 2: a tag without '>'" },
		{ "<a x=\"", "XML, offset 6: a tag without '>'" },
		{ "<>", "XML, offset 0: a tag without a name" },
		{ "<a><b</a>", "XML, offset 5: a tag without '>'" },
		{ "<a/>x", "XML, offset 4: text outside of the root element" },
		{ "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "XML, offset 0: a document type, which is refused" },
		{ "<a>&b;</a>", "XML, offset 3: an entity that is not known" },
		{ "<a>&amp</a>", "XML, offset 3: '&' without ';'" },
		{ "<a>&#0;</a>", "XML, offset 3: an entity that is not known" },
		{ "<a>&#xD800;</a>", "XML, offset 3: an entity that is not known" },
		{ "<a>&#x110000;</a>", "XML, offset 3: an entity that is not known" },
		{ "<a>&#a;</a>", "XML, offset 3: an entity that is not known" },
		{ "<a>&#;</a>", "XML, offset 3: an entity that is not known" },
		{ "<a><!-- </a>", "XML, offset 3: a comment without end" },
		{ "<a><![CDATA[ </a>", "XML, offset 3: a CDATA section without end" },
		{ "<?x", "XML, offset 0: a processing instruction without end" },
	};

	for (size_t i = 0; i < COUNT(refused); i++) {
		struct buf out = buf_over(space, sizeof(space));
		struct err e = { 0 };

		assert_case(refused[i].in, events(str_z(refused[i].in), &out, &e) == -1);
		assert_case(refused[i].in, e.code == ERR_PROTO);
		assert_string_equal(e.msg, refused[i].want);
	}
}

static void
a_text_cut_anywhere_is_refused(void **state)
{
	(void)state;
	struct str text = STR("<?xml?><a x='y'><b>1&lt;<![CDATA[x]]></b><!-- c --><c/></a>");

	for (size_t n = 0; n < text.n; n++) {
		struct buf out = buf_over(space, sizeof(space));
		char *exact = malloc(n + 1);

		memcpy(exact, text.p, n);
		assert_int_equal(events((struct str){ exact, n }, &out, NULL), -1);
		free(exact);
	}
}

static void
depth_is_capped(void **state)
{
	(void)state;
	struct buf text = buf_over(space, sizeof(space)), out = buf_over(space + 512, 512);
	struct err e;

	for (int i = 0; i <= XML_DEPTH; i++)
		buf_addz(&text, "<a>");
	assert_int_equal(events(buf_str(&text), &out, &e), -1);
	assert_string_equal(e.msg, "XML, offset 96: nested too deep");
}

static void
find_gives_the_first_of_that_name(void **state)
{
	(void)state;
	struct arena a = ARENA_EMPTY;
	struct str text = STR("<Error><Code>No&amp;Such<x>not this</x>Key</Code><Code>2</Code><Empty/></Error>"), got;
	struct err e;

	assert_int_equal(xml_find(&a, text, "Code", &got, &e), 0);
	assert_string_equal(got.p, "No&SuchKey");
	assert_int_equal(xml_find(&a, text, "Empty", &got, &e), 0);
	assert_int_equal(got.n, 0);
	assert_int_equal(xml_find(&a, text, "Message", &got, &e), -1);
	assert_int_equal(e.code, ERR_NOT_FOUND);
	assert_string_equal(e.msg, "XML has no element <Message>");
	assert_int_equal(xml_find(&a, STR("<html"), "Code", &got, &e), -1);
	assert_int_equal(e.code, ERR_PROTO);
	arena_release(&a);
}

static void
escaped_text_reads_back(void **state)
{
	(void)state;
	struct buf text = buf_over(space, 512), out = buf_over(space + 512, 512);

	buf_addz(&text, "<a>");
	xml_escape(&text, STR("<&>\"'\r\n\xc3\xa4]]>"));
	buf_addz(&text, "</a>");
	assert_int_equal(events(buf_str(&text), &out, NULL), 0);
	assert_string_equal(buf_z(&out), "+a;[<&>\"'\r\n\xc3\xa4]]>]-a;");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(events_come_in_order),
		cmocka_unit_test(malformed_texts_say_where),
		cmocka_unit_test(a_text_cut_anywhere_is_refused),
		cmocka_unit_test(depth_is_capped),
		cmocka_unit_test(find_gives_the_first_of_that_name),
		cmocka_unit_test(escaped_text_reads_back),
	};
	return RUN(tests);
}
