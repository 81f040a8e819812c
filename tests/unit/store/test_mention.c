/* mention: who is told of being named, and who is not. */
#include "forum_fixture.h"

static bool
is_told(struct forum *f, uint64_t member, uint64_t post)
{
	struct notice_view	*notices;
	struct who		 who = as(member);
	size_t			 count;

	assert_err(OK, query_notices(f->store, &who, true, 50, f->arena,
	    &notices, &count));
	while (count-- > 0)
		if (notices[count].notice.post == post)
			return true;
	return false;
}

static void
names_are_found_where_people_write_them(void **state)
{
	static const struct { const char *text; bool told; } tries[] = {
		{ "@bela", true },
		{ "D’accord avec @bela.", true },
		{ "\u00ab\u00a0@bela\u00a0\u00bb l’a dit", true },
		{ "comme dit\u00a0@bela", true },
		{ "\u201c@bela\u201d", true },
		{ "«@bela»", true },
		{ "l’avis de (@bela)", true },
		{ "fini.@bela ?", true },
		{ "un `code`, @bela", true },
		{ "une ` seule @bela", true },
		{ "```\nx\n```\n@bela", true },
		{ "- un\n    - deux, @bela", true },
		{ "merci @bela\U0001f44d", true },
		{ "\u3010@bela\u3011", true },
		{ "écrire à x@bela", false },
		{ "écrire à zoé@bela", false },
		{ "https://social.example/@bela", false },
		{ "voir social.example/@bela/12", false },
		{ "https://exemple.org/?a=@bela&b", false },
		{ "la commande `mail @bela`", false },
		{ "la commande ``mail `@bela` ``", false },
		{ "```\n@bela\n```", false },
		{ "```sh\n@bela\n", false },
		{ "Ainsi :\n\n    @bela\n", false },
		{ "\t@bela", false },
		{ "  > @bela", false },
		{ "@", false },
		{ "@@", false },
	};
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna");
	uint64_t	 bela = member_add(f, "bela");
	uint64_t	 room = room_add(f, "salon", VISIBILITY_MEMBERS);
	uint64_t	 post;
	size_t		 i;

	for (i = 0; i < LENGTH(tries); i++) {
		post = thread_open(f, anna, room, "Fil", tries[i].text);
		if (is_told(f, bela, post) != tries[i].told)
			fail_msg("%s", tries[i].text);
	}
}

#define with_forum(t) \
	cmocka_unit_test_setup_teardown(t, forum_setup, forum_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_forum(names_are_found_where_people_write_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
