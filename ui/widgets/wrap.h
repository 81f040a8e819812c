/*
 * wrap: text set in lines for reading: paragraphs, quotes, lists, code and
 * CommonMark emphasis, at a measure; markers stay visible, dimmed.
 */
#ifndef WRAP_H
#define WRAP_H

#include "ui/core/ui.h"

struct charter;

struct span { uint32_t start, len; enum style style; };	/* bytes of `safe` */
struct line {
	const char *safe;	/* ready for term_put; arena */
	struct span *spans; size_t span_count;
	uint32_t offset;	/* where it starts in the source text, bytes */
	uint16_t indent;	/* cells before it */
	bool folded;		/* stands for a folded quote */
};
/* #12, nº 12, @name; art. 3a: article 3, clause 'a' (0: all of it). */
struct wrap_ref { struct str text; unsigned article; char clause; };
struct wrapped { struct line *lines; size_t count;
	struct str *links; size_t link_count;	/* [1] is links[0] */
	struct wrap_ref *refs; size_t ref_count; };

struct wrap_options {
	int measure;		/* cells */
	bool raw;		/* no emphasis, no folding */
	bool fold_quotes;	/* over 4 rows: one row that says how many */
	const struct charter *charter;	/* its articles are links; or NULL */
	const uint8_t *styles;	/* raw: enum style of each byte; or NULL */
};
/* Everything lives in the arena. */
void wrap_text(struct str text, const struct wrap_options *, struct arena *,
    struct wrapped *out);
/* All of the line in one style. */
void wrap_restyle(struct line *, enum style, struct arena *);
/* Draws line i at (row, col). */
void wrap_draw(const struct wrapped *, size_t i, int row, int col);
/* Simple: sentences (already translated) in a style; returns rows used. */
int wrap_put(struct ui *, int row, int col, int measure, int rows_max,
    enum style, const char *text);

#endif
