/*
 * Any keys in the editor: the text stays valid, bounded, and undo leads back
 * to where it began.
 */
#include "store/base/text.h"
#include "tests/fuzz/fuzz.h"
#include "ui/widgets/edit.h"

static const enum key_code moves[] = {
	KEY_ENTER_, KEY_BACK, KEY_DELETE, KEY_ARROW_UP, KEY_ARROW_DOWN,
	KEY_ARROW_LEFT, KEY_ARROW_RIGHT, KEY_WORD_LEFT, KEY_WORD_RIGHT,
	KEY_FIRST, KEY_LAST, KEY_PAGE_UP, KEY_PAGE_DOWN, KEY_SELECT_LEFT,
	KEY_SELECT_RIGHT, KEY_SELECT_UP, KEY_SELECT_DOWN, KEY_TOP, KEY_BOTTOM,
	KEY_SELECT_WORD_LEFT, KEY_SELECT_WORD_RIGHT,
};
static const uint32_t letters[] = { 'a', ' ', 0xe9, 0x301, 0x65e5, 0x1f600,
	0x200d, '-', '>', '.' };
static const char begun[] = "été 日本\n> une citation\n\nfin";

static void
find(struct edit *e)
{
	edit_find(e, str_of("mot"));
}

static void
one(struct edit *e, uint8_t byte)
{
	struct key_event k = { .code = KEY_TEXT };

	if (byte < LENGTH(letters)) {
		k.cp = letters[byte];
		edit_key(e, &k);
	} else if (byte < 64) {
		k.code = moves[byte % LENGTH(moves)];
		edit_key(e, &k);
	} else if (byte < 96) {
		edit_insert(e, str_of("e\xcc\x81\nmot "));
	} else {
		void (*const deeds[])(struct edit *) = { edit_undo, edit_redo,
		    edit_cut, edit_paste, edit_select, edit_reflow, find };

		deeds[byte % LENGTH(deeds)](e);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct edit_options o = { .lines = true, .max = 4096 };
	struct edit *e = edit_new(&o);

	edit_set(e, str_of(begun), 4);
	for (size_t i = 0; i < size && i < 2000; i++) {
		struct str t;

		one(e, data[i]);
		t = edit_text(e);
		MUST(text_valid(t));
		MUST(t.len <= o.max);
		MUST(edit_cursor(e) <= t.len);
	}
	MUST(edit_rows(e, 40) >= 1);
	edit_free(e);
	return 0;
}
