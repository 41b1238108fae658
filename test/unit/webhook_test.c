#include "vcs/webhook.h"

#include <signal.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include "codec/hash.h"
#include "test.h"

#define SECRET "It's a Secret to Everybody"
#define BODY "Hello, World!"
/* GitHub Docs, "Validating webhook deliveries", "Testing the webhook payload validation" */
#define SIGNATURE "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
#define SIGNATURE_UPPER "757107EA0EB2509FC211221CCE984B8A37570B6D7586C22C46F4379C8B043E17"
#define LAST_BIT "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e16"
#define FIRST_BIT "657107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
#define ALL_OTHER "0000000000000000000000000000000000000000000000000000000000000000"
#define NO_HEX "!zzz~~``((((((((((((((((((((((((((((((((((((((((((((((((((((((ZZ"

enum outcome { REFUSED, NO_PROOF, PROVED };

static const struct {
	const char *name;
	struct {
		const char *name, *value;
	} headers[3];
	const char *body; /* NULL: BODY */
	enum outcome want;
} cases[] = {
	{ "right", { { "X-Hub-Signature-256", "sha256=" SIGNATURE } }, NULL, PROVED },
	{ "the header in small letters", { { "x-hub-signature-256", "sha256=" SIGNATURE } }, NULL, PROVED },
	{ "in upper-case hex", { { "X-Hub-Signature-256", "sha256=" SIGNATURE_UPPER } }, NULL, PROVED },
	{ "the last bit is another", { { "X-Hub-Signature-256", "sha256=" LAST_BIT } }, NULL, REFUSED },
	{ "the first bit is another", { { "X-Hub-Signature-256", "sha256=" FIRST_BIT } }, NULL, REFUSED },
	{ "no hex", { { "X-Hub-Signature-256", "sha256=" NO_HEX } }, NULL, REFUSED },
	{ "for another body", { { "X-Hub-Signature-256", "sha256=" SIGNATURE } }, "Hello, World?", REFUSED },
	{ "for the same body with a line's end", { { "X-Hub-Signature-256", "sha256=" SIGNATURE } }, BODY "\n",
	    REFUSED },
	{ "for an empty body", { { "X-Hub-Signature-256", "sha256=" SIGNATURE } }, "", REFUSED },
	{ "a digit short",
	    { { "X-Hub-Signature-256", "sha256=57107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17" } },
	    NULL, NO_PROOF },
	{ "a digit long", { { "X-Hub-Signature-256", "sha256=" SIGNATURE "0" } }, NULL, NO_PROOF },
	{ "a blank behind", { { "X-Hub-Signature-256", "sha256=" SIGNATURE " " } }, NULL, NO_PROOF },
	{ "twice in one header", { { "X-Hub-Signature-256", "sha256=" SIGNATURE ",sha256=" SIGNATURE } }, NULL,
	    NO_PROOF },
	{ "without the algorithm", { { "X-Hub-Signature-256", SIGNATURE } }, NULL, NO_PROOF },
	{ "another algorithm", { { "X-Hub-Signature-256", "sha1=01dc10d0c83e72ed246219cdd91669667fe2ca59" } }, NULL,
	    NO_PROOF },
	{ "another algorithm's name", { { "X-Hub-Signature-256", "sha512=" SIGNATURE } }, NULL, NO_PROOF },
	{ "nothing but the algorithm", { { "X-Hub-Signature-256", "sha256=" } }, NULL, NO_PROOF },
	{ "empty", { { "X-Hub-Signature-256", "" } }, NULL, NO_PROOF },
	{ "absent", { { "Content-Type", "application/json" } }, NULL, NO_PROOF },
	{ "GitHub's two",
	    { { "X-Hub-Signature", "sha1=01dc10d0c83e72ed246219cdd91669667fe2ca59" },
		{ "X-Hub-Signature-256", "sha256=" SIGNATURE } },
	    NULL, PROVED },
	{ "GitHub's old one alone", { { "X-Hub-Signature", "sha1=01dc10d0c83e72ed246219cdd91669667fe2ca59" } }, NULL,
	    NO_PROOF },
	{ "Bitbucket's", { { "X-Hub-Signature", "sha256=" SIGNATURE } }, NULL, PROVED },
	{ "Bitbucket's, altered", { { "X-Hub-Signature", "sha256=" LAST_BIT } }, NULL, REFUSED },
	{ "a wrong one is not made good by another",
	    { { "X-Gitlab-Token", SECRET }, { "X-Hub-Signature-256", "sha256=" LAST_BIT } }, NULL, REFUSED },
	{ "GitLab's token", { { "X-Gitlab-Token", SECRET } }, NULL, PROVED },
	{ "GitLab's token, altered", { { "X-Gitlab-Token", "It's a Secret to Everybodx" } }, NULL, REFUSED },
	{ "GitLab's token in another case", { { "X-Gitlab-Token", "it's a Secret to Everybody" } }, NULL, REFUSED },
	{ "GitLab's token, shorter", { { "X-Gitlab-Token", "It's a Secret to Everybod" } }, NULL, REFUSED },
	{ "GitLab's token, longer", { { "X-Gitlab-Token", SECRET "!" } }, NULL, REFUSED },
	{ "GitLab's token, empty", { { "X-Gitlab-Token", "" } }, NULL, NO_PROOF },
};

static enum outcome
verify(size_t i, const struct str *secrets, size_t n)
{
	struct http_header headers[3];
	struct webhook_proof proof;
	struct err e = { 0 };
	size_t count = 0;

	for (; count < 3 && cases[i].headers[count].name; count++)
		headers[count] = (struct http_header){ str_z(cases[i].headers[count].name),
			str_z(cases[i].headers[count].value) };
	if (webhook_proof(headers, count, &proof, &e) < 0) {
		assert_case(cases[i].name, e.code == ERR_INPUT && e.msg[0]);
		return NO_PROOF;
	}
	return webhook_proved(&proof, str_z(cases[i].body ? cases[i].body : BODY), secrets, n) ? PROVED : REFUSED;
}

static void
only_who_has_the_secret_is_let_in(void **state)
{
	const struct str secrets[] = { STR(SECRET) };

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_case(cases[i].name, verify(i, secrets, 1) == cases[i].want);
}

static void
any_of_several_secrets_counts(void **state)
{
	const struct str first[] = { STR(SECRET), STR("the next one") },
			 second[] = { STR("the next one"), STR(SECRET) };
	const struct str other[] = { STR("the next one"), STR("") };

	(void)state;
	assert_int_equal(verify(0, first, 2), PROVED);
	assert_int_equal(verify(0, second, 2), PROVED);
	assert_int_equal(verify(0, other, 2), REFUSED);
	assert_int_equal(verify(0, NULL, 0), REFUSED);
}

/* Who leaves the place of a secret empty has not made everybody's signature right. */
static void
an_empty_secret_opens_nothing(void **state)
{
	const struct str empty[] = { STR("") };
	uint8_t digest[SHA256_LEN];
	char value[7 + 2 * SHA256_LEN + 1] = "sha256=";
	struct http_header header = { STR("X-Hub-Signature-256"), { value, sizeof(value) - 1 } };
	struct webhook_proof proof;

	(void)state;
	hmac_sha256(STR(""), STR(BODY), digest);
	for (size_t i = 0; i < SHA256_LEN; i++)
		snprintf(value + 7 + 2 * i, 3, "%02x", digest[i]);
	assert_int_equal(webhook_proof(&header, 1, &proof, NULL), 0);
	assert_false(webhook_proved(&proof, STR(BODY), empty, 1));
}

/* ---- what the comparison shows to a clock ---- */

/* The child stops before the comparison and behind it. */
static void
compare_between_stops(const char *header, const char *value)
{
	const struct str secrets[] = { STR(SECRET), STR("the next one") };
	struct http_header h = { str_z(header), str_z(value) };
	struct webhook_proof proof;
	volatile bool proved;

	if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) < 0)
		_exit(77);
	if (webhook_proof(&h, 1, &proof, NULL) < 0)
		_exit(1);
	raise(SIGSTOP);
	proved = webhook_proved(&proof, STR(BODY), secrets, COUNT(secrets));
	raise(SIGSTOP);
	_exit(proved);
}

/* How many instructions run between the stops, those of raise() among them; -1 where nobody may count. */
static long
instructions(const char *header, const char *value)
{
	pid_t child = fork();
	long steps = 0;
	int status = 0;

	if (child == 0)
		compare_between_stops(header, value);
	if (waitpid(child, &status, 0) != child || !WIFSTOPPED(status))
		return -1;
	do {
		if (ptrace(PTRACE_SINGLESTEP, child, NULL, NULL) < 0 || waitpid(child, &status, 0) != child)
			return -1;
		steps++;
	} while (WIFSTOPPED(status) && WSTOPSIG(status) == SIGTRAP);
	if (!WIFSTOPPED(status) || WSTOPSIG(status) != SIGSTOP)
		fail_msg("%s: it did not come to its end: status %d", value, status);
	kill(child, SIGKILL);
	waitpid(child, &status, 0);
	return steps;
}

static const struct {
	const char *header, *values[8];
} wrong[] = {
	{ "X-Hub-Signature-256",
	    { "sha256=" FIRST_BIT, "sha256=" LAST_BIT, "sha256=" ALL_OTHER, "sha256=" NO_HEX,
		"sha256=757107EA0EB2509FC211221CCE984B8A37570B6D7586C22C46F4379C8B043E16",
		"sha256=757107ea0eb2509fc211221cce984b8a00000000000000000000000000000000",
		"sha256=ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff" } },
	{ "X-Gitlab-Token",
	    { "jt's a Secret to Everybody", "It's a Secret to Everybodx", "..........................",
		"it's A sECRET TO eVERYBODY" } },
};

static void
every_wrong_proof_takes_the_same_instructions(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(wrong); i++) {
		long first = instructions(wrong[i].header, wrong[i].values[0]);

		if (first < 0)
			skip();
		/* It is the comparison that is counted: four hashes a secret. */
		assert_true(first > 1000);
		for (size_t k = 1; wrong[i].values[k]; k++)
			if (instructions(wrong[i].header, wrong[i].values[k]) != first)
				fail_msg("%s: %s takes other than %ld instructions", wrong[i].header,
				    wrong[i].values[k], first);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_who_has_the_secret_is_let_in),
		cmocka_unit_test(any_of_several_secrets_counts),
		cmocka_unit_test(an_empty_secret_opens_nothing),
		cmocka_unit_test(every_wrong_proof_takes_the_same_instructions),
	};

	return RUN(tests);
}
