# One room with a question that nobody answered, and one who has just come.
at 2026-11-02T08:00:00Z
member orme --profile citoyen
room tirage-au-sort --title 'Tirage au sort' --wing reseau
at 2026-11-22T17:02:00Z
new orme tirage-au-sort 'Relancer qui ne répond pas ?' --type Q <<TEXT
Nous avons envoyé 4 000 courriers et reçu 130 réponses.
TEXT
at 2026-11-23T08:00:00Z
member novice --profile associatif --newcomer
