#include "exec/wipe.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <unistd.h>

#include "base/fmt.h"
#include "base/io.h"
#include "base/log.h"

enum { PATH_BYTES_MAX = 4096, TABLE_BYTES_MAX = 1024 * 1024 };

const char *
wipe_folder(void)
{
	const char *dir = getenv("TMPDIR");

	return dir && *dir ? dir : "/tmp";
}

static bool
on_lambda(void)
{
	return getenv("AWS_LAMBDA_INITIALIZATION_TYPE") != NULL;
}

/* The machine is a function's own: functions have their code here, and are never root. */
static bool
machine_is_ours(void)
{
	return on_lambda() && geteuid() != 0 && access("/var/task", F_OK) == 0;
}

static void
empty_folder(const char *path)
{
	DIR *dir = opendir(path);
	struct dirent *entry;
	char name[PATH_BYTES_MAX];
	struct err e;

	while (dir && (entry = readdir(dir)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		if (fmt_text(name, sizeof(name), "%s/%s", path, entry->d_name) < sizeof(name) &&
		    io_remove_tree(name, &e) < 0)
			log_warn("%s: %s", name, e.msg);
	}
	if (dir)
		closedir(dir);
}

/* The tables of /proc/sysvipc begin with a line of titles; then key and id on each. What is not ours is refused. */
static void
remove_ipc(const char *table, void (*remove_one)(int id))
{
	struct arena scratch = ARENA_EMPTY;
	struct str text, line;
	int64_t id;

	if (io_read_file(&scratch, table, TABLE_BYTES_MAX, &text, NULL) == 0) {
		str_cut(&text, '\n');
		while (text.p) {
			line = str_trim(str_cut(&text, '\n'));
			str_cut(&line, ' ');
			line = str_trim(line);
			if (line.n && str_i64(str_cut(&line, ' '), &id))
				remove_one((int)id);
		}
	}
	arena_release(&scratch);
}

static void
remove_shm(int id)
{
	shmctl(id, IPC_RMID, NULL);
}

static void
remove_sem(int id)
{
	semctl(id, 0, IPC_RMID);
}

static void
remove_msg(int id)
{
	msgctl(id, IPC_RMID, NULL);
}

void
wipe_environment(void)
{
	if (on_lambda() && (getenv("TMPDIR") || machine_is_ours()))
		empty_folder(wipe_folder());
	if (!machine_is_ours())
		return;
	empty_folder("/dev/shm");
	remove_ipc("/proc/sysvipc/shm", remove_shm);
	remove_ipc("/proc/sysvipc/sem", remove_sem);
	remove_ipc("/proc/sysvipc/msg", remove_msg);
}
