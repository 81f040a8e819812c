/*
 * parts: texts under headings as one text to be read: the parts of an argued
 * disagreement in a post and in its preview, what is restated beside what was
 * written.
 */
#ifndef PARTS_H
#define PARTS_H

#include "ui/widgets/wrap.h"

struct part_heading { size_t start, end; };	/* bytes of the text */
struct parts {
	struct str text;
	struct part_heading *headings;		/* in the arena */
	size_t count;
	struct str open;	/* a fence that the last part leaves open */
};

/* One more part (nothing if it is empty) of an all-zero struct; a heading "" is
 * none.  Code that one part leaves open ends with it.  Lives in the arena. */
void parts_add(struct parts *, struct arena *, const char *heading,
    struct str text);

/*
 * What is restated (of the view of `author`; empty: not known), what came of
 * that (NULL: nothing yet), what is agreed upon and said.
 */
void parts_make(struct parts *, struct arena *, struct str author,
    struct str restate, const char *answer, struct str agree, struct str text);
/* Gives the lines of the headings their style, once the text is set. */
void parts_style(const struct parts *, struct wrapped *, struct arena *);

#endif
