# A small forum: a debate with every type, a question, a private room.
at 2026-11-02T08:00:00Z
member tamaris --profile agent
member alma --profile chercheur --language en
member ardoise --profile agent
member galet --profile consultant
member noisette --profile associatif
member cardamine --profile elu
member orme --profile citoyen
room tirage-au-sort --title 'Tirage au sort' --wing reseau
room metiers --title 'Métiers et postures' --wing reseau
room droit-de-suite --title 'Droit de suite des avis' --wing chantiers
room fiches --title 'Fiches d’expérience' --wing ressources \
    --visibility public
room posture --title 'GEP posture du tiers' --wing reseau --visibility private
"$PALABRE" room allow --data "$DATA" posture pervenche 2>/dev/null || :

at 2026-11-12T09:06:00Z
new tamaris tirage-au-sort \
    'Faut-il indemniser les personnes tirées au sort ?' <<TEXT
Nous préparons un jury de trente personnes. Ma direction me demande pourquoi
il faudrait les indemniser, et je n’ai que des convictions à lui donner.

Qu’avez-vous constaté ?
TEXT
opening=$post
at 2026-11-13T10:00:00Z
reply ardoise $opening --type E <<TEXT
À Valbrune, 60 € par séance et la garde d’enfants, sur facture.
La présence est restée au-dessus de 85 % jusqu’au bout.
TEXT
valbrune=$post
at 2026-11-13T10:30:00Z
reply noisette $valbrune --type Q <<TEXT
Qui payait, la commune ou le Département ?
TEXT
at 2026-11-17T10:06:00Z
reply galet $opening --type D \
    --restate 'Vous pensez que le hasard n’existe vraiment que si chacune et chacun peut dire oui sans y perdre.' \
    <<TEXT
Payer change la nature de la présence. Un jury payé devient un jury *employé* :
on y vient pour la vacation, on y reste pour la vacation.

- La présence n’est pas la parole.
- Le voisinage regarde qui touche quoi.

Je m’appuie sur deux jurys suivis en 2024, l’un payé, l’autre non.
TEXT
galet=$post
at 2026-11-22T16:05:00Z
reply cardamine $galet --type E <<TEXT
> Un jury payé devient un jury *employé* : on y vient pour la
> vacation, on y reste pour la vacation.

J’ai accompagné l’inverse, et je voudrais verser l’exemple au dossier.

*Le contexte.* Une intercommunalité de 40 000 habitants, un jury de 30
personnes sur les mobilités, quatre samedis, *sans* aucun défraiement : le
bureau craignait exactement ce que décrit galet.

*Ce qui s’est passé.*

- 30 présences le premier samedi, 21 le deuxième, 14 le dernier ;
- parmi les départs, 11 sur 16 avaient un emploi posté ou des enfants de moins
  de dix ans ;
- nous ne l’avons su qu’en téléphonant, donc trop tard.

Le questionnaire tient en cinq questions, prenez-le :
https://lahalte.example/questionnaire-presence

    1. Qui garde les enfants ce jour-là ?
    2. Qui avance le prix du train ?
    3. Votre employeur sait-il que vous êtes ici ?
    4. Qu’est-ce qui vous ferait partir avant la fin ?
    5. Qui devrions-nous appeler à votre place ?

Je ne dis pas que 60 € auraient suffi. Je dis que le hasard avait fait son
travail, et que nous l’avons défait sans le voir.

galet, si vous avez un cas où la vacation a fait venir pour elle-même, je
voudrais le lire : c’est lui qui nous départagerait.
TEXT
at 2026-11-22T17:02:00Z
new noisette tirage-au-sort 'Relancer qui ne répond pas : combien de fois ?' \
    --type Q <<TEXT
Nous avons envoyé 4 000 courriers et reçu 130 réponses. Faut-il relancer, et
qui ?
TEXT
at 2026-11-23T07:50:00Z
new orme metiers 'Être facilitatrice dans sa propre commune' <<TEXT
Comment garder la distance quand on connaît la moitié de la salle ?
TEXT
at 2026-11-23T08:12:00Z
reply ardoise $opening <<TEXT
Je mets les chiffres de 2025 au propre ce soir.
TEXT
