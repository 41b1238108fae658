#include "codec/date.h"

enum { MS_PER_DAY = 86400000 };

static const char month_names[12][4] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
	"Dec" };
static const char day_names[7][4] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };

/* Days since 1970-01-01 in the Gregorian calendar; a year is counted from March, so that leap days come last. */
static int64_t
days_from_date(int64_t year, int month, int day)
{
	year -= month <= 2;
	int64_t era = (year >= 0 ? year : year - 399) / 400, of_era = year - era * 400;
	int64_t of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

struct date_parts
date_parts(int64_t epoch_ms)
{
	int64_t days = epoch_ms / MS_PER_DAY, ms = epoch_ms % MS_PER_DAY;
	if (ms < 0) {
		ms += MS_PER_DAY;
		days--;
	}
	int64_t z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097, of_era = z - era * 146097;
	int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int64_t of_year = of_era - (365 * year + year / 4 - year / 100), m = (5 * of_year + 2) / 153;

	return (struct date_parts){
		.year = year + era * 400 + (m >= 10),
		.month = (int)(m < 10 ? m + 3 : m - 9),
		.day = (int)(of_year - (153 * m + 2) / 5 + 1),
		.hour = (int)(ms / 3600000),
		.minute = (int)(ms / 60000 % 60),
		.second = (int)(ms / 1000 % 60),
		.ms = (int)(ms % 1000),
		.weekday = (int)(((days + 4) % 7 + 7) % 7),
	};
}

void
date_write(struct buf *out, int64_t epoch_ms, enum date_form form)
{
	struct date_parts t = date_parts(epoch_ms);
	long long year = t.year;

	switch (form) {
	case DATE_ISO:
		buf_printf(out, "%04lld-%02d-%02dT%02d:%02d:%02d.%03dZ", year, t.month, t.day, t.hour, t.minute,
		    t.second, t.ms);
		break;
	case DATE_BASIC:
		buf_printf(out, "%04lld%02d%02dT%02d%02d%02dZ", year, t.month, t.day, t.hour, t.minute, t.second);
		break;
	case DATE_HTTP:
		buf_printf(out, "%s, %02d %s %04lld %02d:%02d:%02d GMT", day_names[t.weekday], t.day,
		    month_names[t.month - 1], year, t.hour, t.minute, t.second);
		break;
	}
}

/* In these y o d h m s are one digit of their part, N is a month's name, W a day's; the rest stands for itself. */
static const char *const patterns[] = {
	[DATE_ISO] = "yyyy-oo-ddThh:mm:ss",
	[DATE_BASIC] = "yyyyooddThhmmssZ",
	[DATE_HTTP] = "W, dd N yyyy hh:mm:ss GMT",
};
static const char *const examples[] = {
	[DATE_ISO] = "2026-01-02T03:04:05.678Z",
	[DATE_BASIC] = "20260102T030405Z",
	[DATE_HTTP] = "Fri, 02 Jan 2026 03:04:05 GMT",
};

/* Takes one of `n` names of three letters; its index, or -1. */
static int
take_name(struct str *in, const char (*names)[4], int n)
{
	struct str head = str_sub(*in, 0, 3);

	for (int i = 0; i < n; i++) {
		if (!str_eqz(head, names[i]))
			continue;
		*in = str_sub(*in, 3, in->n);
		return i;
	}
	return -1;
}

static bool
take_digit(struct str *in, int *part)
{
	if (!in->n || in->p[0] < '0' || in->p[0] > '9')
		return false;
	*part = *part * 10 + (in->p[0] - '0');
	*in = str_sub(*in, 1, in->n);
	return true;
}

static bool
take_pattern(struct str *in, const char *pattern, struct date_parts *t)
{
	int year = 0;

	for (; *pattern; pattern++) {
		int *part = *pattern == 'y' ? &year :
		    *pattern == 'o'         ? &t->month :
		    *pattern == 'd'         ? &t->day :
		    *pattern == 'h'         ? &t->hour :
		    *pattern == 'm'         ? &t->minute :
		    *pattern == 's'         ? &t->second :
					      NULL;

		if (part) {
			if (!take_digit(in, part))
				return false;
		} else if (*pattern == 'N') {
			t->month = 1 + take_name(in, month_names, 12);
		} else if (*pattern == 'W') {
			t->weekday = take_name(in, day_names, 7);
		} else if (str_starts(*in, (struct str){ pattern, 1 })) {
			*in = str_sub(*in, 1, in->n);
		} else {
			return false;
		}
	}
	t->year = year;
	return true;
}

/* Z, or how far the local time given is ahead of UTC: +02:00, -0330. */
static bool
take_zone(struct str *in, int *ahead_minutes)
{
	int sign = str_starts(*in, STR("-")) ? -1 : 1, hours = 0, minutes = 0;
	bool zulu = str_starts(*in, STR("Z"));

	if (!zulu && !str_starts(*in, STR("+")) && sign > 0)
		return false;
	*in = str_sub(*in, 1, in->n);
	*ahead_minutes = 0;
	if (zulu)
		return true;
	if (!take_digit(in, &hours) || !take_digit(in, &hours))
		return false;
	if (str_starts(*in, STR(":")))
		*in = str_sub(*in, 1, in->n);
	if (!take_digit(in, &minutes) || !take_digit(in, &minutes) || hours > 23 || minutes > 59)
		return false;
	*ahead_minutes = sign * (60 * hours + minutes);
	return true;
}

/* The end of the ISO form: a fraction of one to nine digits, of which three count, or none; then the zone. */
static bool
take_fraction(struct str *in, struct date_parts *t, int *ahead_minutes)
{
	int n = 0, ignored = 0;

	if (str_starts(*in, STR("."))) {
		*in = str_sub(*in, 1, in->n);
		while (n < 9 && take_digit(in, n < 3 ? &t->ms : &ignored))
			n++;
		if (!n)
			return false;
		for (; n < 3; n++)
			t->ms *= 10;
	}
	return take_zone(in, ahead_minutes);
}

static bool
exists(const struct date_parts *t)
{
	static const int lengths[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (t->year % 4 == 0 && t->year % 100 != 0) || t->year % 400 == 0;

	return t->month >= 1 && t->month <= 12 && t->day >= 1 &&
	    t->day <= lengths[t->month - 1] + (leap && t->month == 2) && t->hour < 24 && t->minute < 60 &&
	    t->second < 60;
}

int
date_read(struct str in, enum date_form form, int64_t *epoch_ms, struct err *e)
{
	struct date_parts t = { .weekday = -1 };
	struct str rest = in;
	struct str shown = str_sub(in, 0, 40);
	int ahead_minutes = 0;

	if (!take_pattern(&rest, patterns[form], &t) ||
	    (form == DATE_ISO && !take_fraction(&rest, &t, &ahead_minutes)) || rest.n)
		return err_set(e, ERR_INPUT, "expected a date such as %s, got \"" STR_FMT "\"", examples[form],
		    STR_ARG(shown));
	if (!exists(&t))
		return err_set(e, ERR_INPUT, "\"" STR_FMT "\" is a date that does not exist", STR_ARG(shown));

	int64_t ms = days_from_date(t.year, t.month, t.day) * MS_PER_DAY + t.hour * 3600000 + t.minute * 60000 +
	    t.second * 1000 + t.ms;
	if (form == DATE_HTTP && date_parts(ms).weekday != t.weekday)
		return err_set(e, ERR_INPUT, "\"" STR_FMT "\" names a day of the week that it is not", STR_ARG(shown));
	*epoch_ms = ms - ahead_minutes * INT64_C(60000);
	return 0;
}
