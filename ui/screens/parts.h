/*
 * parts: the parts of an argued disagreement as one text to be read, each
 * under its heading: in a post, and in its preview.
 */
#ifndef PARTS_H
#define PARTS_H

#include "ui/widgets/wrap.h"

struct parts {
	struct str text;
	struct { size_t start, end; } headings[3];	/* bytes of the text */
	size_t count;
};

/*
 * The text of what is restated (of the view of `author`; empty: not known),
 * agreed upon and said; a part that is empty is left out, with its heading.
 * Code that one part leaves open ends with it.  Lives in the arena.
 */
void parts_make(struct parts *, struct arena *, struct str author,
    struct str restate, struct str agree, struct str text);
/* Gives the lines of the headings their style, once the text is set. */
void parts_style(const struct parts *, struct wrapped *, struct arena *);

#endif
