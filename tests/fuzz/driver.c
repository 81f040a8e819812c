/*
 * driver: runs a fuzz target over the files of a directory, each once, as a
 * plain test: `fuzz_NAME DIRECTORY`.  An input that breaks the target ends the
 * program, and the name of the file was its last line.
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/base/base.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
feed_file(int dirfd, const char *name)
{
	static uint8_t buf[1 << 20];
	int fd = openat(dirfd, name, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : read(fd, buf, sizeof(buf));

	if (fd >= 0)
		close(fd);
	if (n < 0)
		return false;
	/* A copy of exactly this size: reading past it shows. */
	uint8_t *copy = xmalloc((size_t)n);

	memcpy(copy, buf, (size_t)n);
	printf("%s\n", name);
	fflush(stdout);
	LLVMFuzzerTestOneInput(copy, (size_t)n);
	free(copy);
	return true;
}

int
main(int argc, char **argv)
{
	DIR *dir = argc == 2 ? opendir(argv[1]) : NULL;
	unsigned passed = 0, failed = 0;
	struct dirent *e;

	if (dir == NULL) {
		fprintf(stderr, "usage: %s DIRECTORY\n", argv[0]);
		return 2;
	}
	LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
	while ((e = readdir(dir)) != NULL) {
		if (e->d_name[0] == '.')
			continue;
		if (feed_file(dirfd(dir), e->d_name))
			passed++;
		else
			failed++;
	}
	closedir(dir);
	/* An empty corpus tests nothing. */
	if (passed == 0)
		failed++;
	printf("%u passed, %u failed\n", passed, failed);
	return failed > 0;
}
