/* plain_people: members and requests to join, said in sentences. */
#include <string.h>

#include "ui/lines/plain_own.h"

#define STR(s) (int)(s).len, (s).p ? (s).p : ""

enum { PEOPLE_SAID = 7 };

static void
person_line(struct plain *p, const char *label, const char *value)
{
	if (*value != '\0')
		plain_say(p, "%s: %s.", label, value);
}

static void
mandates_say(struct plain *p, const struct member_view *v)
{
	for (size_t i = 0; i < v->mandate_count; i++) {
		const struct mandate *m = &v->mandates[i];
		plain_say(p, v->mandate_rooms[i].len > 0 ?
		    _("Mandate: %s, until %s, room %.*s.") :
		    _("Mandate: %s, until %s%.*s."),
		    i18n_word(VOCABULARY_ROLE, m->role),
		    lines_date(&p->call, m->ends), STR(v->mandate_rooms[i]));
	}
}

static void
person_say(struct plain *p, const struct member_view *v)
{
	const struct member *m = &v->member;

	plain_say(p, "%.*s, %s.", STR(m->handle),
	    i18n_word(VOCABULARY_STATUS, m->status));
	for (size_t i = 0; i < LENGTH(m->profiles); i++)
		if (m->profiles[i] != 0)
			person_line(p, _("Profile"), i18n_word(
			    VOCABULARY_PROFILE, m->profiles[i] - 1u));
	person_line(p, _("Organisation"), lines_copy(&p->call, m->structure));
	for (size_t i = 0; i < LENGTH(m->hats); i++)
		person_line(p, _("Hat"), lines_copy(&p->call, m->hats[i]));
	mandates_say(p, v);
	person_line(p, _("Sponsor"), lines_copy(&p->call, v->sponsor));
	if (m->status == STATUS_WAITING) {
		plain_say(p, _("Asked to join on %s."),
		    lines_date(&p->call, m->asked));
		person_line(p, _("In their words"),
		    lines_copy(&p->call, m->words));
	}
}

/* --- requests --- */

static void
answer(struct plain *p, enum act act, struct act_args *args, const char *done)
{
	plain_do(p, act, args, done);
	plain_waiting(p, 0);
}

static void
admit(struct plain *p, uint64_t member)
{
	answer(p, ACT_ADMIT, &(struct act_args){ .member = member },
	    _("The account is open."));
}

static void
refuse(struct plain *p, uint64_t member)
{
	struct act_args args = { .member = member };

	plain_say(p, "%s", _("The reason, 10 to 500 signs; it is sent to the "
	    "person."));
	if (plain_line(p, &args.reason))
		answer(p, ACT_REFUSE, &args,
		    _("The request is refused, and the reason kept."));
}

/* --- mandates: a sysop's --- */

static void
mandate_end(struct plain *p, uint64_t id)
{
	plain_do(p, ACT_MANDATE_END, &(struct act_args){ .mandate = id },
	    _("The mandate has ended."));
	plain_members(p, 0);
}

static void
mandate_renew(struct plain *p, uint64_t id)
{
	plain_do(p, ACT_MANDATE_RENEW, &(struct act_args){ .mandate = id },
	    _("The mandate is renewed, from its end on."));
	plain_members(p, 0);
}

static void
mandate_grant(struct plain *p, uint64_t member)
{
	struct act_args args = { .member = member };
	char *all = arena_strdup(p->call.arena, "");
	struct room_view room;
	struct str line;
	unsigned n;

	for (unsigned i = 0; i < ROLE_COUNT; i++)
		all = arena_printf(p->call.arena, "%s%s%u %s", all,
		    i ? ", " : "", i + 1, i18n_word(VOCABULARY_ROLE, i));
	plain_say(p, _("Which mandate? %s."), all);
	if ((n = plain_number(p, ROLE_COUNT, 1)) == 0)
		return;
	args.role = (uint8_t)(n - 1);
	if (args.role == ROLE_FACILITATOR) {
		plain_say(p, "%s", _("The room’s short name:"));
		if (!plain_line(p, &line))
			return;
		if (query_room_named(p->call.store, p->call.who,
		    lines_copy(&p->call, line), p->call.arena, &room) != OK) {
			plain_say(p, "%s", _("There is no room of that name."));
			plain_person(p, member);
			return;
		}
		args.room = room.room.id;
	}
	plain_do(p, ACT_MANDATE_ADD, &args, _("The mandate is granted."));
	plain_person(p, member);
}

static void
reset(struct plain *p, uint64_t member)
{
	struct act_args args = { .member = member };
	struct act_result result = { 0 };
	enum err e = act_run(p->call.store, p->call.who, ACT_RESET, &args,
	    &result);

	if (e != OK)
		plain_refused(p, e, &result.why, NULL);
	else
		plain_say(p, _("For a day, once, in the place of the password:"
		    " %s"), result.code);
	plain_person(p, member);
}

static void
offer_mandates(struct plain *p, const struct member_view *v)
{
	struct act_args args = { 0 };

	if (v->member.status != STATUS_MEMBER || store_may(p->call.store,
	    p->call.who, ACT_MANDATE_END, &args, NULL) != OK)
		return;
	plain_offer(p, mandate_grant, v->member.id, "%s",
	    _("Grant a mandate"));
	plain_offer(p, reset, v->member.id, "%s",
	    _("Give a code for a new password"));
	for (size_t i = 0; i < v->mandate_count; i++) {
		const char *role = i18n_word(VOCABULARY_ROLE,
		    v->mandates[i].role);
		plain_offer(p, mandate_renew, v->mandates[i].id,
		    _("Renew the mandate: %s"), role);
		plain_offer(p, mandate_end, v->mandates[i].id,
		    _("End the mandate: %s"), role);
	}
}

void
plain_person(struct plain *p, uint64_t member)
{
	struct member_view v;
	enum err e = query_member(p->call.store, p->call.who, member,
	    p->call.arena, &v);
	bool waiting = e == OK && v.member.status == STATUS_WAITING;

	plain_begin(p);
	if (e != OK)
		plain_refused(p, e, NULL, NULL);
	else
		person_say(p, &v);
	if (waiting) {
		plain_offer(p, admit, member, "%s", _("Admit this person"));
		plain_offer(p, refuse, member, "%s",
		    _("Refuse, with a reason"));
		plain_offer(p, plain_waiting, 0, "%s", _("Requests to join"));
	} else {
		if (e == OK)
			plain_offer_ignore(p, &v);
		if (e == OK && member != p->call.who->member) {
			plain_offer(p, plain_write_message, member, "%s",
			    _("Write them a private message"));
			plain_offer(p, plain_messages, member, "%s",
			    _("Your messages with this person"));
			plain_offer_sponsor(p, member);
			offer_mandates(p, &v);
		}
		plain_offer(p, plain_members, 0, "%s", _("Members"));
	}
	plain_offer(p, plain_home, 0, "%s", _("Home"));
}

void
plain_waiting(struct plain *p, uint64_t number)
{
	struct member_view *list;
	size_t count = 0;
	enum err e = query_waiting(p->call.store, p->call.who, p->call.arena,
	    &list, &count);

	plain_begin(p);
	if (e != OK)
		plain_refused(p, e, NULL, NULL);
	else if (count == 0)
		plain_say(p, "%s", _("Nobody asks to join."));
	for (size_t i = 0; i < count; i++)
		plain_offer(p, plain_person, list[i].member.id, "%.*s, %s",
		    STR(list[i].member.handle),
		    lines_date(&p->call, list[i].member.asked));
	plain_offer(p, plain_menu, 0, "%s", _("Menu"));
}

/* --- members --- */

static void
members_say(struct plain *p, const char *after)
{
	struct member_view *list;
	struct str key;
	size_t count = 0;
	uint64_t total = 0;
	enum err e = query_members(p->call.store, p->call.who, after,
	    PEOPLE_SAID, p->call.arena, &list, &count, &total);

	plain_begin(p);
	if (e != OK)
		plain_refused(p, e, NULL, NULL);
	else if (*after == '\0')
		plain_say(p, ngettext_("%lu member", "%lu members", total),
		    (unsigned long)total);
	for (size_t i = 0; i < count; i++)
		plain_offer(p, plain_person, list[i].member.id, "%.*s, %s",
		    STR(list[i].member.handle),
		    i18n_word(VOCABULARY_STATUS, list[i].member.status));
	if (count == PEOPLE_SAID && text_handle_key(
	    list[count - 1].member.handle, p->call.arena, &key) == OK) {
		snprintf(p->after, sizeof(p->after), "%.*s", STR(key));
		plain_offer(p, plain_members, 1, "%s", _("More members"));
	}
	plain_offer(p, plain_menu, 0, "%s", _("Menu"));
}

/* number 1: those after the ones said last. */
void
plain_members(struct plain *p, uint64_t number)
{
	members_say(p, number == 1 ? p->after : "");
}
