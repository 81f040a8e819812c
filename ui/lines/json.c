/* json: what line commands show, as JSON; words and times never translated. */
#include "ui/lines/own.h"

json_t *
lines_json_str(struct str s)
{
	json_t *j = json_stringn(s.p ? s.p : "", s.len);

	/* Not UTF-8: only a damaged store holds such a thing. */
	return j ? j : json_string("");
}

json_t *
lines_json_opt(struct str s)
{
	return s.len > 0 ? lines_json_str(s) : json_null();
}

json_t *
lines_json_time(int64_t t)
{
	char buf[24];

	return t == 0 ? json_null() : json_string(clock_rfc3339(t, buf));
}

json_t *
lines_json_id(uint64_t id)
{
	return id == 0 ? json_null() : json_integer((json_int_t)id);
}

json_t *
lines_json_word(enum vocabulary vocabulary, unsigned id)
{
	size_t count;
	const struct word *words = vocabulary_words(vocabulary, &count);

	return id < count ? json_string(words[id].word) : json_null();
}

json_t *
lines_json_restatement(const struct post_view *v)
{
	if (v->restated == RESTATED_NOT)
		return json_null();
	return json_pack("{s:o s:o s:o s:o s:o s:o}",
	    "state", lines_json_word(VOCABULARY_RESTATED, v->restated),
	    "of", lines_json_str(v->parent_author),
	    "asked", lines_json_time(v->post.asked),
	    "until", lines_json_time(v->answer_until),
	    "answered", lines_json_time(v->post.answered),
	    "answer", lines_json_opt(v->post.answer));
}

json_t *
lines_json_synthesis(const struct post_view *v)
{
	json_t *lacks = json_array();

	for (size_t i = 0; i < v->lack_count; i++)
		json_array_append_new(lacks, json_pack("{s:o s:o}",
		    "author", lines_json_str(v->lacks[i].author),
		    "text", lines_json_str(v->lacks[i].text)));
	return json_pack("{s:I s:I s:o s:o s:o}",
	    "supports", (json_int_t)v->supports,
	    "profiles", (json_int_t)v->present,
	    "lacks", lacks,
	    "mine", lines_json_word(VOCABULARY_STAND, v->stands),
	    "until", lines_json_time(v->answer_until));
}

json_t *
lines_json_post(const struct post_view *v)
{
	const struct post *p = &v->post;
	bool masked = v->mask != MASK_NOT;
	bool shown = p->state != POST_DELETED && !v->blind &&
	    (!masked || v->own);
	json_t *j = json_pack("{s:I s:I s:o s:o s:o s:o s:o s:o s:o s:o s:o}",
	    "id", (json_int_t)p->id,
	    "thread", (json_int_t)p->thread,
	    "parent", lines_json_id(p->parent),
	    "room", lines_json_str(v->room_name),
	    "author", lines_json_str(v->author),
	    "type", lines_json_word(VOCABULARY_TYPE, p->type),
	    "hat", lines_json_opt(p->hat),
	    "created", lines_json_time(p->created),
	    "edited", lines_json_time(p->edited),
	    "state", masked ? json_string("masked") :
	    lines_json_word(VOCABULARY_POST_STATE, p->state),
	    "text", shown && !v->ignored ? lines_json_str(v->text) :
	    json_null());

	if (p->parent == 0)
		json_object_set_new(j, "title", lines_json_str(v->title));
	if (p->type == TYPE_D && shown && !v->ignored) {
		json_object_set_new(j, "restate", lines_json_opt(p->restate));
		json_object_set_new(j, "agree", lines_json_opt(p->agree));
		json_object_set_new(j, "restatement",
		    lines_json_restatement(v));
	}
	if (masked)
		json_object_set_new(j, "mask", json_pack("{s:o s:o s:o}",
		    "by", lines_json_word(VOCABULARY_MASK, v->mask),
		    "article", lines_json_str(p->article),
		    "since", lines_json_time(p->masked)));
	if (v->blind)
		json_object_set_new(j, "blind", json_true());
	if (v->present > 0)
		json_object_set_new(j, "synthesis", lines_json_synthesis(v));
	json_object_set_new(j, "unread", json_boolean(v->unread));
	json_object_set_new(j, "ignored", json_boolean(v->ignored));
	return j;
}

json_t *
lines_json_room(const struct room_view *v)
{
	const struct room *r = &v->room;

	return json_pack("{s:o s:o s:o s:o s:o s:o s:I s:I s:I s:o s:o s:b s:b}",
	    "name", lines_json_str(r->name),
	    "title", lines_json_str(r->title),
	    "description", lines_json_str(r->description),
	    "wing", lines_json_word(VOCABULARY_WING, r->wing),
	    "visibility", lines_json_word(VOCABULARY_VISIBILITY,
	    r->visibility),
	    "state", lines_json_word(VOCABULARY_ROOM_STATE, r->state),
	    "unread", (json_int_t)v->unread,
	    "threads", (json_int_t)r->threads,
	    "posts", (json_int_t)r->posts,
	    "created", lines_json_time(r->created),
	    "last_post", lines_json_time(r->last_post),
	    "forgotten", (int)v->forgotten,
	    "followed", (int)v->followed);
}

json_t *
lines_json_thread(const struct thread_view *v)
{
	const struct thread *t = &v->thread;
	json_t *profiles = json_object();
	size_t count;

	for (size_t i = 1; i < t->shares.count; i++)
		if (t->shares.at[i] > 0)
			json_object_set_new(profiles, vocabulary_words(
			    VOCABULARY_PROFILE, &count)[i - 1].word,
			    json_integer((json_int_t)t->shares.at[i]));
	return json_pack("{s:I s:o s:o s:o s:o s:o s:I s:I s:o s:I s:o s:o s:o "
	    "s:b s:I s:o}",
	    "id", (json_int_t)t->id,
	    "title", lines_json_str(t->title),
	    "author", lines_json_str(v->author),
	    "type", lines_json_word(VOCABULARY_TYPE, t->type),
	    "created", lines_json_time(t->created),
	    "last_post", lines_json_time(t->last_post),
	    "posts", (json_int_t)t->posts,
	    "voices", (json_int_t)t->voices,
	    "profiles", profiles,
	    "cleared", (json_int_t)t->cleared,
	    "rhythm", lines_json_rhythm(v),
	    "synthesis", lines_json_id(t->synthesis),
	    "closed", lines_json_time(t->closed),
	    "strict", (int)t->strict,
	    "unread", (json_int_t)v->unread,
	    "watch", lines_json_watch(v->watch));
}

json_t *
lines_json_member(const struct member_view *v)
{
	const struct member *m = &v->member;
	json_t *profiles = json_array(), *mandates = json_array();

	for (size_t i = 0; i < LENGTH(m->profiles); i++)
		if (m->profiles[i] != 0)
			json_array_append_new(profiles, lines_json_word(
			    VOCABULARY_PROFILE, m->profiles[i] - 1u));
	for (size_t i = 0; i < v->mandate_count; i++)
		json_array_append_new(mandates, json_pack("{s:I s:o s:o s:o}",
		    "id", (json_int_t)v->mandates[i].id,
		    "role", lines_json_word(VOCABULARY_ROLE,
		    v->mandates[i].role),
		    "room", lines_json_opt(v->mandate_names[i]),
		    "ends", lines_json_time(v->mandates[i].ends)));
	return json_pack("{s:I s:o s:o s:o s:o s:o s:o s:o s:o}",
	    "id", (json_int_t)m->id,
	    "name", lines_json_str(m->handle),
	    "status", lines_json_word(VOCABULARY_STATUS, m->status),
	    "profiles", profiles,
	    "structure", lines_json_opt(m->structure),
	    "joined", lines_json_time(m->joined),
	    "sponsor", lines_json_opt(v->sponsor),
	    "words", lines_json_opt(m->words),
	    "mandates", mandates);
}
