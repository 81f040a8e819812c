/* plain_unsent: forms asked line by line, kept as screens keep them. */
#include "ui/lines/plain_own.h"

bool
plain_unsent(struct plain *p, enum unsent_kind kind, uint64_t subject,
    struct unsent *out)
{
	return query_unsent(p->call.store, p->call.who, kind, subject,
	    p->call.arena, out) == OK;
}

void
plain_keep(struct plain *p, enum unsent_kind kind, uint64_t subject,
    const struct act_args *typed)
{
	struct unsent u = { .kind = (uint8_t)kind, .subject = subject,
		.name = typed->name, .text = typed->text,
		.reason = typed->reason };
	struct act_args args = { .unsent = &u };
	enum err e;

	if (p->call.who->machine)
		return;
	e = act_run(p->call.store, p->call.who, ACT_UNSENT_KEEP, &args, NULL);
	if (e != OK && !p->over)
		plain_refused(p, e, NULL, NULL);
}
