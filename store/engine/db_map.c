/*
 * db_map: the store is mapped through a descriptor that cannot write.
 *
 * LMDB maps the file with the descriptor that it commits through.  Such a
 * mapping may be made writable at any time, so that at each commit the kernel
 * looks through the page tables of every session for each page that is
 * written (page_mkclean): with 500 sessions three quarters of a post's time.
 * Through a read-only descriptor it need not, and nothing in the process can
 * write into the store by a stray pointer.
 */
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "store/base/clock.h"
#include "store/engine/db_lmdb.h"

enum { MAGIC_AT = 16 };		/* in page 0, after its header */
static const uint32_t magic = 0xBEEFC0DE;	/* MDB_MAGIC */

/*
 * Where the map begins: LMDB does not say, but a page begins with its number,
 * and a value that a reader gets lies in its page.  NULL: not as we know it.
 */
static char *
map_start(struct db *db, MDB_txn *txn, const MDB_envinfo *info)
{
	MDB_val key = { 6, (void *)(uintptr_t)"format" }, val;
	uintptr_t page;
	uint32_t found;
	uint64_t number;
	MDB_stat st;
	char *start;

	if (mdb_get(txn, db->dbi[DB_META], &key, &val) != 0 ||
	    mdb_env_stat(db->env, &st) != 0)
		return NULL;
	page = (uintptr_t)val.mv_data & ~((uintptr_t)st.ms_psize - 1);
	memcpy(&number, (const void *)page, sizeof(number));
	if (number > info->me_last_pgno || page < number * st.ms_psize)
		return NULL;
	start = (char *)(page - number * st.ms_psize);
	memcpy(&found, start + MAGIC_AT, sizeof(found));
	return found == magic ? start : NULL;
}

void
db_map_read_only(struct db *db, MDB_txn *txn)
{
	MDB_envinfo info;
	char *start;
	int fd;

	db->mapped = true;		/* one try for each mapping */
	mdb_env_info(db->env, &info);
	if (db->opts.read_only || (start = map_start(db, txn, &info)) == NULL)
		return;
	if ((fd = openat(db->dirfd, "data.mdb", O_RDONLY | O_CLOEXEC)) < 0)
		return;
	/* In the place of LMDB's own, which is of the same file and length. */
	if (mmap(start, info.me_mapsize, PROT_READ, MAP_SHARED | MAP_FIXED,
	    fd, 0) == MAP_FAILED)
		fatal("the store cannot be mapped");
	close(fd);
}
