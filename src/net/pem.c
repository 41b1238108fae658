#include "codec/base64.h"
#include "net/pem.h"

int
pem_next(struct str *text, struct buf *der, bool *found, struct err *e)
{
	struct str begin = STR("-----BEGIN CERTIFICATE-----"), end = STR("-----END CERTIFICATE-----");
	size_t from = str_find(*text, begin), to;

	*found = from < text->n;
	if (!*found)
		return 0;
	*text = str_sub(*text, from + begin.n, text->n);
	to = str_find(*text, end);
	if (to == text->n)
		return err_set(e, ERR_INPUT, "PEM: a certificate without its END line");
	buf_clear(der);
	if (base64_decode(der, str_trim(str_sub(*text, 0, to)), e) < 0)
		return err_wrap(e, "PEM");
	*text = str_sub(*text, to + end.n, text->n);
	return 0;
}
