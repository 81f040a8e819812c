/* A last sentence for a program whose data file ends early: see cut_short.h. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "ui/core/i18n.h"
#include "ui/lines/cut_short.h"

/* Made before: nothing can be formatted when it is wanted. */
static char sentence[1024];

static void
say(int sig)
{
	ssize_t n = write(STDERR_FILENO, sentence, strlen(sentence));

	(void)n;
	_exit(1);
}

void
cut_short_expect(const char *data)
{
	struct sigaction sa = { .sa_handler = say };
	int n = snprintf(sentence, sizeof(sentence), _("palabre: %s"), "");

	if (n > 0 && (size_t)n < sizeof(sentence))
		snprintf(sentence + n, sizeof(sentence) - (size_t)n,
		    _("the store in %s is damaged: it cannot be opened."),
		    data);
	sentence[strnlen(sentence, sizeof(sentence) - 2)] = '\n';
	sigaction(SIGBUS, &sa, NULL);
}

void
cut_short_forget(void)
{
	signal(SIGBUS, SIG_DFL);
}
