/* help: the table of line commands, for people and (--json) for programs. */
#include "ui/lines/own.h"

static bool
help_offered(const struct call *call, const struct line_command *c)
{
	return call->me != NULL || call->who->machine || c->guests;
}

static json_t *
help_json(const struct line_command *c)
{
	return json_pack("{s:s s:s s:s s:o s:b s:s}",
	    "name", c->name,
	    "usage", c->usage,
	    "help", c->help,
	    "act", c->act >= 0 && act_row((enum act)c->act) ?
	    json_string(act_row((enum act)c->act)->word) : json_null(),
	    "guests", (int)c->guests,
	    "plain", c->french ? c->french : c->name);
}

int
run_help(struct call *call)
{
	const struct line_command *one = NULL;
	json_t *list;

	if (call->count > 0 && (one = lines_find(call->words[0],
	    call->io->plain, call->arena)) == NULL)
		return lines_say_no(call, arena_printf(call->arena,
		    _("there is no command %s; `help` lists them."),
		    call->words[0]));
	if (call->args.json) {
		list = json_array();
		for (size_t i = 0; i < line_command_count; i++)
			if (one == NULL || one == &line_commands[i])
				json_array_append_new(list,
				    help_json(&line_commands[i]));
		return lines_json(call, json_pack("{s:o}", "commands", list));
	}
	for (size_t i = 0; i < line_command_count; i++) {
		const struct line_command *c = &line_commands[i];
		if (one != NULL ? one != c : !help_offered(call, c))
			continue;
		lines_field(call, "%s", call->io->plain && c->french &&
		    i18n_current() == LANGUAGE_FR ? c->french : c->usage);
		lines_field(call, "%s", _(c->help));
		lines_end(call);
	}
	return DONE;
}
