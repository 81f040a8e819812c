# Private messages between a few, and a post that was changed twice.
at 2026-11-02T08:00:00Z
member tamaris --profile agent
member alma --profile chercheur --language en
member ardoise --profile agent
member galet --profile consultant
member noisette --profile associatif
member pervenche --profile citoyen
room tirage-au-sort --title 'Tirage au sort' --wing reseau

# message FROM TO <TEXT
message()
{
	as "$1" message "$2" >/dev/null
}

at 2026-11-18T10:00:00Z
message tamaris pervenche <<TEXT
La synthèse me va, sauf le point 3 : la relance n’y est pas.
TEXT
at 2026-11-19T14:20:00Z
message galet tamaris <<TEXT
Il me semble que nous ne parlons pas de la même chose. Une vacation n’est pas
un défraiement, et votre courrier emploie les deux mots l’un pour l’autre.

Voulez-vous que je vous propose une formulation ?
TEXT
message tamaris galet <<TEXT
Volontiers. Je relirai ce soir.
TEXT
message galet tamaris <<TEXT
> Je relirai ce soir.

Alors voici : « Une somme de 60 € par séance couvre le trajet, le repas et la
garde d’enfants ; elle n’est pas un salaire. »

- Le trajet compte aussi pour qui vient en car.
- La garde se rembourse *sur facture*.
TEXT
at 2026-11-20T09:00:00Z
new tamaris tirage-au-sort \
    'Faut-il indemniser les personnes tirées au sort ?' <<TEXT
Nous préparons un jury de trente personnes. Ma direction me demande pourquoi
il faudrait les indemniser, et je n’ai que des convictions à lui donner.

Qu’avez-vous constaté ?
TEXT
opening=$post
at 2026-11-20T15:00:00Z
as tamaris edit $opening >/dev/null <<TEXT
Nous préparons un jury de quarante personnes. Ma direction me demande pourquoi
il faudrait les défrayer, et je n’ai que des convictions à lui donner.

Qu’avez-vous constaté ?
TEXT
at 2026-11-21T08:30:00Z
as tamaris edit $opening --title 'Faut-il défrayer les personnes tirées au sort ?' \
    >/dev/null <<TEXT
Nous préparons un jury de quarante personnes. Ma direction me demande pourquoi
il faudrait les défrayer, et je n’ai que des convictions à lui donner.

Qu’avez-vous constaté, avec quel budget ?
TEXT
at 2026-11-22T16:00:00Z
message ardoise tamaris <<TEXT
Pouvez-vous relire le courrier jeudi ?
TEXT
message tamaris ardoise <<TEXT
D’accord pour relire le courrier jeudi.
TEXT
message galet alma <<TEXT
Avez-vous les listes de 2025 ?
TEXT
message tamaris alma <<TEXT
Votre question sur les listes a trouvé sa réponse : demandez à ardoise.
TEXT
at 2026-11-23T08:05:00Z
message noisette tamaris <<TEXT
Merci de m’avoir invitée ! Est-ce que je peux poser ma question sur les
personnes mineures dans le fil, ou est-ce que cela dérangerait la discussion
en cours ?
TEXT
