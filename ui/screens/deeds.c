#include "ui/screens/deeds.h"

#include "ui/screens/place.h"

static void
run_jump(struct ui *ui, void *state)
{
	place_next_room(ui, ui_here(ui)->room);
}

#define READ N_("Read")

const struct bind deeds[] = {
	{ LETTER('j'), N_("jump"), N_("next room with unread"), run_jump,
	    place_for_members, -1, BIND_MENU, READ },
	{ LETTER('d'), N_("my answer"), N_("answer what this asks "
	    "you"), deed_answer, deed_may_answer, ACT_ANSWER, BIND_MENU,
	    N_("Take part") },
	{ LETTER('i'), N_("invite"), N_("invite a view that is missing here"),
	    deed_invite, deed_may_invite, ACT_VIEW_INVITE, BIND_MENU,
	    N_("Facilitate") },
	{ LETTER('!'), N_("flag"), N_("flag this post to the moderators"),
	    deed_flag, deed_may_flag, ACT_FLAG, BIND_MENU,
	    N_("Take part") },
	{ NAMED(KEY_NONE), N_("decision"), N_("the decision on this post, "
	    "yours"), deed_case, deed_may_case, -1, BIND_MENU,
	    N_("Take part") },
	{ NAMED(KEY_NONE), N_("thanks"), N_("thank the author, who alone "
	    "hears of it"), deed_thank, deed_may_thank, ACT_THANK, BIND_MENU,
	    N_("Take part") },
	{ NAMED(KEY_NONE), N_("calm for two"), N_("ask two people for a calm "
	    "rhythm"), deed_calm, deed_may_calm, ACT_PAIR_CALM, BIND_MENU,
	    N_("Facilitate") },
	{ NAMED(KEY_NONE), N_("rhythm"), N_("set the rhythm of this thread"),
	    deed_rhythm, deed_may_rhythm, ACT_RHYTHM_SET, BIND_MENU,
	    N_("Facilitate") },
	{ NAMED(KEY_NONE), N_("round table"), N_("announce a round table, or "
	    "call it off"), deed_round, deed_may_round, ACT_ROUND_SET,
	    BIND_MENU, N_("Facilitate") },
	{ NAMED(KEY_NONE), N_("strict"), N_("make this thread strict, or no "
	    "longer"), deed_strict, deed_may_strict, ACT_STRICT_SET,
	    BIND_MENU, N_("Facilitate") },
	{ NAMED(KEY_NONE), N_("close"), N_("close this thread, or open it "
	    "again"), deed_close, deed_may_close, ACT_THREAD_CLOSE, BIND_MENU,
	    N_("Facilitate") },
};
const size_t deed_count = LENGTH(deeds);
