/* coop: see coop.h. */
#include "store/forum/coop.h"

enum err
coop_load(struct deed *d)
{
	/* rhythms */
	/* round tables */
	return OK;
}

enum err
coop_post(struct deed *d, struct post *post)
{
	post->profiles[0] = d->self.profiles[0];
	post->profiles[1] = d->self.profiles[1];
	/* restatements */
	/* syntheses */
	return share_count(d, post, true);
}

enum err
coop_posted(struct deed *d, const struct post *post)
{
	enum err	e = OK;

	/* restatements */
	/* duels */
	/* invited views */
	/* rhythms */
	/* round tables */
	/* syntheses */
	/* newcomers */
	if (e == OK)
		e = sponsor_tell(d, post);
	return e;
}

enum err
coop_edited(struct deed *d, const struct post *post)
{
	/* restatements */
	/* syntheses */
	return OK;
}

enum err
coop_deleted(struct deed *d, const struct post *post)
{
	/* restatements */
	/* syntheses */
	return share_count(d, post, false);
}
