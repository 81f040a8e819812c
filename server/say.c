#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "server/say.h"

const char say_password[] = "Mot de passe / Password: ";

#define NBSP "\302\240"

struct saying_row {
	const char *both, *brief;
};

/* clang-format off */
static const struct saying_row rows[SAY_COUNT] = {
	[SAY_NOTHING] = { "", "" },
	[SAY_BANNER] = { "", "" },
	[SAY_ATTEMPTS] = {
		"Trop d’essais" NBSP "; revenez dans un moment.\r\n"
		"Too many attempts; please come back in a while.\r\n",
		"Too many attempts" },
	[SAY_BUSY] = {
		"Beaucoup de monde à la porte" NBSP "; essayez encore.\r\n"
		"Many people are at the door; please try again.\r\n",
		"Busy" },
	[SAY_GUESTS_FULL] = {
		"Toutes les places de visite sont prises" NBSP
		"; revenez plus tard.\r\n"
		"All places for guests are taken; please come back later.\r\n",
		"Too many guests" },
	[SAY_GUESTS_CLOSED] = {
		"Ce forum ne reçoit pas de visites" NBSP
		"; pour entrer" NBSP ": ssh nouveau@…\r\n"
		"This forum takes no guests; to join: ssh new@…\r\n",
		"No guests" },
	[SAY_TROUBLE] = {
		"Le forum n’atteint pas ses données en ce moment.\r\n"
		"The forum cannot reach its data just now.\r\n",
		"The forum cannot reach its data" },
	[SAY_STOPPING] = {
		"Le serveur s’arrête" NBSP "; vos brouillons sont gardés.\r\n"
		"The server is stopping; your drafts are kept.\r\n",
		"The server is stopping" },
	[SAY_BROKEN] = {
		"La session s’est interrompue" NBSP
		"; vos brouillons sont gardés.\r\n"
		"The session broke off; your drafts are kept.\r\n",
		"The session broke off" },
	[SAY_NAME] = {
		"Le nom a changé en route.\r\n"
		"The name changed on the way.\r\n",
		"The name changed" },
};
/* clang-format on */

const char *
say(enum saying s)
{
	return s < SAY_COUNT ? rows[s].both : "";
}

const char *
say_short(enum saying s)
{
	return s < SAY_COUNT ? rows[s].brief : "";
}

static char machine[CONF_TEXT_MAX] = "localhost";

void
say_prepare(void)
{
	char name[CONF_TEXT_MAX] = "";

	if (gethostname(name, sizeof(name) - 1) == 0 && name[0] != '\0')
		memcpy(machine, name, sizeof(machine));
}

void
say_where(const struct conf *conf, char *buf, size_t size)
{
	if (conf->host[0] != '\0')
		snprintf(buf, size, "%s", conf->host);
	else if (conf->port != 22)
		snprintf(buf, size, "%s -p %ld", machine, conf->port);
	else
		snprintf(buf, size, "%s", machine);
}

void
say_banner(const struct conf *conf, char *buf, size_t size)
{
	char contact[CONF_TEXT_MAX + 8], where[2 * CONF_TEXT_MAX];

	say_where(conf, where, sizeof(where));
	if (conf->contact[0] != '\0')
		snprintf(contact, sizeof(contact), "%s", conf->contact);
	else
		snprintf(contact, sizeof(contact), "root@%.*s",
		    (int)strcspn(where, " "), where);
	snprintf(buf, size,
	    "%s\r\n"
	    "Demander à rejoindre / To join: ssh nouveau@%s\r\n"
	    "Les sysops / Sysops: %s\r\n",
	    conf->forum, where, contact);
}
