/*
 * charter: the default charter's words.  The French text is the one that was
 * agreed on; the English is a translation for those who read it better.
 */
#include "store/forum/charter.h"

static const struct charter_article french[CHARTER_ARTICLES] = {
	{ "Parole libre et située.",
	  "Chacune et chacun parle à titre personnel, sauf casquette affichée.",
	  { "Ne pas faire dire à une structure ce qu’elle n’a pas dit.",
	    "Signaler ses liens d’intérêt." } },
	{ "Comprendre avant de répondre.",
	  "Avant de contredire, je redis le point de vue de l’autre d’une "
	  "façon qu’il ou elle reconnaîtrait.",
	  { "Pas de citation tronquée.",
	    "Pas de procès d’intention." } },
	{ "Les idées, pas les personnes.",
	  "Le désaccord est bienvenu, il s’argumente.",
	  { "Ni attaque personnelle, ni mépris, ni sarcasme.",
	    "Ni propos discriminant, ni harcèlement." } },
	{ "Coopérer, non concourir.", "",
	  { "Pas de démarchage ni de dénigrement d’un confrère ou d’une "
	    "collectivité.",
	    "On partage ses méthodes en nommant ses sources.",
	    "Pas de consigne partisane ni de campagne." } },
	{ "Laisser place à toutes les voix.", "",
	  { "Ne pas occuper un fil.",
	    "Accueillir la question de débutant comme une contribution.",
	    "Expliquer sigles et jargon." } },
	{ "Confiance et confidentialité.", "",
	  { "Ce qui se dit en GEP ou en médiation y reste.",
	    "Pas de donnée personnelle d’autrui.",
	    "Ni capture ni diffusion sans accord." } },
	{ "Être utile au commun.", "",
	  { "Rester dans le sujet, ou ouvrir un autre fil.",
	    "Ne pas répéter, ne pas saturer.",
	    "Conclure par une synthèse quand on a ouvert." } },
	{ "Un cadre juste pour toutes et tous.",
	  "La modération juge des conduites, jamais des thèses\u00a0; elle "
	  "motive, gradue, limite dans le temps, et se laisse contester "
	  "devant un jury tiré au sort.",
	  { "Ne pas détourner le signalement ou le recours.",
	    "Les mandats de modération s’achèvent." } },
};

static const struct charter_article english[CHARTER_ARTICLES] = {
	{ "Speak freely, and say from where.",
	  "We each speak for ourselves, unless a hat is shown.",
	  { "Do not make an organisation say what it has not said.",
	    "Declare your interests." } },
	{ "Understand before answering.",
	  "Before I contradict, I restate the other person’s view in a way "
	  "that they would recognise.",
	  { "No quotation cut short of its meaning.",
	    "No guessing at intentions." } },
	{ "Ideas, not people.",
	  "Disagreement is welcome, and it is argued.",
	  { "No personal attack, no contempt, no sarcasm.",
	    "No discriminatory words, no harassment." } },
	{ "Cooperate, do not compete.", "",
	  { "No canvassing for custom, and no running down of a colleague or "
	    "a local authority.",
	    "We share our methods and name our sources.",
	    "No party line, no campaigning." } },
	{ "Leave room for every voice.", "",
	  { "Do not take over a thread.",
	    "Welcome a beginner’s question as a contribution.",
	    "Explain acronyms and jargon." } },
	{ "Trust and confidentiality.", "",
	  { "What is said in a GEP or in mediation stays there.",
	    "No personal data about others.",
	    "No screen capture, no passing on without consent." } },
	{ "Be useful to all.", "",
	  { "Stay on the subject, or open another thread.",
	    "Do not repeat, do not flood.",
	    "Close with a synthesis what you have opened." } },
	{ "A fair frame for everyone.",
	  "Moderation judges conduct, never opinions; it gives reasons, is "
	  "graduated, is limited in time, and can be contested before a jury "
	  "drawn by lot.",
	  { "Do not misuse flags or appeals.",
	    "Moderators’ mandates come to an end." } },
};

/* Whole, then short: 40 columns leave 36 cells beside the article. */
static const char *const lines[][3][2] = {
	[LANGUAGE_FR] = {
		{ "Chacune et chacun parle à titre personnel, sauf casquette "
		  "affichée.",
		  "À titre personnel, sauf casquette affichée." },
		{ "Je redis le point de vue de l’autre avant de le contredire.",
		  "Redire le point de vue avant de contredire." },
		{ "Le désaccord s’argumente\u00a0: les idées, pas les "
		  "personnes.",
		  "Les idées, pas les personnes." },
	},
	[LANGUAGE_EN] = {
		{ "We each speak for ourselves, unless a hat is shown.",
		  "For oneself, unless a hat is shown." },
		{ "I restate the other person’s view before contradicting it.",
		  "Restate the view before contradicting." },
		{ "Disagreement is argued: ideas, not people.",
		  "Ideas, not people." },
	},
};

const struct charter_article *
charter_article(enum language language, unsigned number)
{
	if (number < 1 || number > CHARTER_ARTICLES)
		fatal("charter: no article %u", number);
	return language == LANGUAGE_EN ? &english[number - 1] :
	    &french[number - 1];
}

const char *
charter_line(enum language language, unsigned index, bool brief)
{
	if (index >= LENGTH(lines[0]))
		fatal("charter: no line %u", index);
	return lines[language == LANGUAGE_EN ? LANGUAGE_EN : LANGUAGE_FR]
	    [index][brief];
}
