/*
 * profile_rows: what scr_profile.c (the screen and its deeds), profile_rows.c
 * (the lines) and profile_keys.c (what takes the present password) share.
 */
#ifndef PROFILE_ROWS_H
#define PROFILE_ROWS_H

#include "store/forum/auth.h"
#include "ui/screens/profile.h"
#include "ui/widgets/list.h"

/* Ids of rows; keys and invitations stand at a base plus their number. */
enum { ROW_PROFILES = 1, ROW_STRUCTURE, ROW_EXPERIENCE, ROW_HATS, ROW_LANGUAGE,
	ROW_THEME, ROW_MEASURE, ROW_SIGNS, ROW_MOUSE, ROW_MODE, ROW_MAIL,
	ROW_MAILED, ROW_PRESENCE, ROW_INVITED, ROW_IGNORED,
	ROW_PASSWORD, ROW_KEY_ADD, ROW_INVITE, ROW_ERASE, ROW_CODE, ROW_KEYS = 1000,
	ROW_INVITES = 1000000 };

struct profile_row {
	const char *label, *value, *right;
	bool shown;		/* to others: marked + */
};
struct profile_state {
	struct list list;
	struct list_row *ids;		/* of load, with the rows beside */
	struct profile_row *rows;
	size_t count;
	struct sshkey *keys;
	size_t key_count;
	struct password_view password;
	struct member profile;		/* being changed; strings of load */
	uint8_t first;			/* profile, until the second is said */
	char code[48];			/* the invitation just made */

	/* While the present password is asked for. */
	enum act act;
	uint64_t number;		/* KEY_REMOVE; ERASE: the texts too */
	struct sshkey key;		/* KEY_ADD; in `asking` */
	char name[128];
	char *fresh;			/* PASSWORD_SET; wiped */
	struct arena *asking;
};

/* --- profile_rows.c --- */
/* Fills ids and rows from state->profile and the store. */
enum err profile_rows_load(struct ui *, struct profile_state *);

/* --- profile_keys.c --- */
void profile_key_add(struct ui *, struct profile_state *);
void profile_key_remove(struct ui *, struct profile_state *, uint64_t number);
/* Asks for the erasure of the account, or calls it off. */
void profile_erase(struct ui *, struct profile_state *);
void profile_password(struct ui *, struct profile_state *);
/* Forgets what was half done. */
void profile_forget(struct profile_state *);

#endif
