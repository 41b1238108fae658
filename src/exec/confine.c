#include "exec/confine.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/io.h"
#include "base/log.h"
#include "engine/start.h"
#include "exec/wipe.h"

/* capset(2), which libc does not have; the kernel's headers are not needed to build. */
enum { CAPABILITY_VERSION_3 = 0x20080522 };

struct capability_header {
	uint32_t version;
	int pid;
};

struct capability_set {
	uint32_t effective, permitted, inheritable;
};

enum { UID_DEFAULT = 64000, UID_LEAST = 1000, FDS_MAX = 65536 };

int
confine_self(struct err *e)
{
	if (prctl(PR_SET_DUMPABLE, 0) < 0)
		return err_sys(e, "prctl: not dumpable");
	/* PID 1 is every orphan's parent already. */
	return getpid() != 1 && prctl(PR_SET_CHILD_SUBREAPER, 1) < 0 ? err_sys(e, "prctl: subreaper") : 0;
}

int
confine_apart(struct err *e)
{
	setsid();
	return prctl(PR_SET_PDEATHSIG, SIGTERM) < 0 ? err_sys(e, "prctl") : 0;
}

static int
choose_user(struct confine *c, bool as_root, struct err *e)
{
	struct str named = str_z(getenv(START_ENV_COMMANDS_UID));
	int64_t uid = UID_DEFAULT;

	if (geteuid() != 0 || as_root)
		return 0;
	if (named.n == 0 && !getenv("CODEBUILD_BUILD_ID")) {
		c->less_root = getenv("AWS_LAMBDA_RUNTIME_API") != NULL;
		return 0;
	}
	if (named.n && (!str_i64(named, &uid) || uid < UID_LEAST || uid >= UINT32_MAX))
		return err_set(e, ERR_CONFIG, START_ENV_COMMANDS_UID ": expected a user id of %d or more", UID_LEAST);
	c->other_user = true;
	c->uid = (uid_t)uid;
	return 0;
}

static int
make_folder(struct confine *c, struct arena *a, const char *name, const char **path, struct err *e)
{
	*path = arena_printf(a, "%s/%s", c->root, name).p;
	return mkdir(*path, 0700) < 0 ? err_sys(e, "create %s", *path) : 0;
}

static int
open_folder(const char *path, int *fd, struct err *e)
{
	*fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	return *fd < 0 ? err_sys(e, "open %s", path) : 0;
}

int
confine_open(struct confine *c, struct arena *a, bool as_root, struct err *e)
{
	char *root;

	*c = (struct confine){ .code_fd = -1, .events_fd = -1 };
	if (choose_user(c, as_root, e) < 0)
		return -1;
	root = arena_z(a, arena_printf(a, "%s/aes-order-XXXXXX", wipe_folder()));
	if (!mkdtemp(root))
		return err_sys(e, "create a private folder in %s", wipe_folder());
	c->root = root;
	if (make_folder(c, a, "code", &c->code, e) < 0 || make_folder(c, a, "home", &c->home, e) < 0 ||
	    make_folder(c, a, "tmp", &c->temp, e) < 0 || make_folder(c, a, "events", &c->events, e) < 0 ||
	    open_folder(c->code, &c->code_fd, e) < 0 || open_folder(c->events, &c->events_fd, e) < 0)
		return -1;
	return 0;
}

/* Gives everything in an open folder, which is closed, to the user. Nothing else runs in it yet. */
static int
give_tree(int fd, uid_t uid, struct err *e)
{
	DIR *dir = fdopendir(fd);
	struct dirent *entry;
	int result = 0;

	if (!dir) {
		close(fd);
		return err_sys(e, "read a folder");
	}
	while (result == 0 && (entry = readdir(dir)) != NULL) {
		int below;

		if (str_eqz(STR("."), entry->d_name) || str_eqz(STR(".."), entry->d_name))
			continue;
		if (fchownat(dirfd(dir), entry->d_name, uid, uid, AT_SYMLINK_NOFOLLOW) < 0) {
			result = err_sys(e, "%s: change the owner", entry->d_name);
			continue;
		}
		below = openat(dirfd(dir), entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (below >= 0 && give_tree(below, uid, e) < 0)
			result = err_wrap(e, "%s", entry->d_name);
	}
	closedir(dir);
	return result;
}

int
confine_give(struct confine *c, struct err *e)
{
	int fd;

	if (!c->other_user)
		return 0;
	if (open_folder(c->root, &fd, e) < 0)
		return -1;
	if (fchown(fd, c->uid, c->uid) < 0) {
		err_sys(e, "%s: change the owner", c->root);
		io_close(&fd);
		return -1;
	}
	return give_tree(fd, c->uid, e);
}

/* What a root without powers over other processes keeps: those over files (chown, dac_override, dac_read_search, fowner, fsetid),
 * its names (setgid, setuid) and net_bind_service; numbers as in capability.h. Who has fewer capabilities than another process
 * can neither trace it nor read its environment, memory or descriptors. */
static const uint64_t harmless = 1 << 0 | 1 << 1 | 1 << 2 | 1 << 3 | 1 << 4 | 1 << 6 | 1 << 7 | 1 << 10;

/* No program that is started later brings them back. */
static int
drop_capabilities(bool all, const char **what)
{
	*what = "drop capabilities";
	for (int cap = 0; prctl(PR_CAPBSET_READ, cap, 0, 0, 0) >= 0; cap++)
		if ((all || !(harmless >> cap & 1)) && prctl(PR_CAPBSET_DROP, cap, 0, 0, 0) < 0)
			return -1;
	/* Kernels before 4.3 have no ambient set. */
	if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0) < 0 && errno != EINVAL)
		return -1;
	return 0;
}

/* For good: no capability in any set. */
static int
drop_root(const struct confine *c, const char **what)
{
	struct capability_header header = { .version = CAPABILITY_VERSION_3 };
	struct capability_set none[2] = { 0 };

	if (drop_capabilities(true, what) < 0)
		return -1;
	*what = "become the commands' user";
	/* Straight to the kernel: a libc would ask its other threads along, which a forked child has not. */
	if (syscall(SYS_setgroups, 0, NULL) < 0 || syscall(SYS_setresgid, c->uid, c->uid, c->uid) < 0 ||
	    syscall(SYS_setresuid, c->uid, c->uid, c->uid) < 0)
		return -1;
	*what = "drop capabilities";
	return (int)syscall(SYS_capset, &header, none);
}

static int
drop_privileges(const struct confine *c, const char **what)
{
	if (!c->other_user && !c->less_root)
		return 0;
	if (c->other_user ? drop_root(c, what) < 0 : drop_capabilities(false, what) < 0)
		return -1;
	*what = "forbid new privileges";
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

static void
close_descriptors(void)
{
#ifdef SYS_close_range
	if (syscall(SYS_close_range, 3u, ~0u, 4u /* CLOSE_RANGE_CLOEXEC */) == 0)
		return;
#endif
	for (int fd = 3; fd < FDS_MAX; fd++)
		fcntl(fd, F_SETFD, FD_CLOEXEC);
}

static void
reset_signals(void)
{
	/* struct sigaction as the kernel has it, all zero: SIG_DFL. A libc keeps some signals for itself and does not touch them, but
	 * whoever started us may have left them ignored. */
	static const unsigned long by_default[8];
	sigset_t none;

	for (int s = 1; s < NSIG; s++)
		syscall(SYS_rt_sigaction, s, by_default, NULL, (NSIG - 1) / 8);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

int
confine_enter(const struct confine *c, const char **what)
{
	setsid();
	umask(022);
	reset_signals();
	close_descriptors();
	if (drop_privileges(c, what) < 0)
		return -1;
	/* When the worker is killed its command does not go on by itself. */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	*what = "enter the working directory";
	return chdir(c->code);
}

void
confine_close(struct confine *c)
{
	struct err e;

	io_close(&c->code_fd);
	io_close(&c->events_fd);
	if (c->root && io_remove_tree(c->root, &e) < 0)
		log_warn("%s: %s", c->root, e.msg);
	c->root = NULL;
	wipe_environment();
}
