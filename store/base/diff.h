/*
 * diff: what became of a text, word by word.  E. W. Myers, "An O(ND)
 * Difference Algorithm and Its Variations", Algorithmica 1 (1986), in linear
 * space; its work is bounded: beyond DIFF_STEPS_MAX what is left between two
 * places that agree counts as replaced, whole.  Knows bytes of UTF-8 only.
 */
#ifndef DIFF_H
#define DIFF_H

#include "store/base/arena.h"

enum { DIFF_STEPS_MAX = 4 << 20 };	/* 20 to 40 ms */

enum diff_kind { DIFF_SAME, DIFF_REMOVED, DIFF_ADDED };
/* A stretch of words with the blanks after them: of the text before if it was
 * removed, else of the one after. */
struct diff_run {
	enum diff_kind kind;
	struct str text;
};
struct diff {
	struct diff_run *runs;
	size_t count;
	size_t steps;		/* of work; at most DIFF_STEPS_MAX and a few */
	bool changed;		/* some word was removed or added */
};

/*
 * Compares words: what stands between blanks; each sign of scripts that use
 * none (U+3000 to U+D7FF).  Blanks, no-break spaces and line ends too, tell no
 * difference.  Where both happen, what was removed comes before what was
 * added.  Runs live in the arena and point into the two texts.
 */
void diff_words(struct str before, struct str after, struct arena *,
    struct diff *out);

/* How a text with its changes is written: "[-", "-]", "{+", "+}". */
struct diff_marks { const char *removed, *removed_end, *added, *added_end; };
/* One text of all runs, changes between marks (one pair a line), blanks
 * outside of them; *kinds (may be NULL) gets enum diff_kind of each byte. */
struct str diff_text(const struct diff *, const struct diff_marks *,
    struct arena *, uint8_t **kinds);

#endif
