cli-network-help = Qui fait quoi pour quelles familles d’une zone : la grille des fonctions et des strates.
cli-network-function-help = Les cases d’une fonction seulement, avec leurs acteurs ; peut être répétée.
cli-network-stratum-help = Les cases d’une strate seulement, avec leurs acteurs.
screen-network = Réseau
lead-network = Qui fait quoi, pour quelles familles ? Choisissez une case pour voir les acteurs.
figure-programme = Programme
network-title = { $zone } : qui fait quoi, pour quelles familles
network-matrix-tab = La grille
network-stratum-low-risk = Bas risque
network-stratum-specific = Vulnérabilités spécifiques
network-stratum-complex = Situation complexe
network-stratum-refusal = Refus de soins
network-stratum-danger = Danger
network-finding = Sur { $asked } cases que le programme demande, { $reached } ont au moins un acteur ouvert à { $minutes } min{ $single ->
        [0] {""}
        [one] , dont 1 sur un seul acteur
       *[other] , dont { $single } sur un seul acteur
    }{ $waiting ->
        [0] {""}
       *[other] ; { $waiting } n’ont que des acteurs à vérifier ou en projet
    }{ $unknown ->
        [0] {""}
        [one] ; dans 1, personne n’est connu
       *[other] ; dans { $unknown }, personne n’est connu
    }{ $nobody ->
        [0] {""}
        [one] ; dans 1, il n’y a personne
       *[other] ; dans { $nobody }, il n’y a personne
    }.
network-cell-to-verify = { $count } à vérifier
network-cell-planned = { $count } en projet
network-cell-unknown = ?
network-cell-nobody = personne
network-cell-not-asked = –
network-cell-not-named = non dit
network-alone = seul
network-saturated = { $count ->
        [one] 1 saturé
       *[other] { $count } saturés
    }
network-more-to-verify = +{ $count } à vérifier
network-said-reached = { $count ->
        [one] Un seul acteur connu à { $minutes } min, ou qui vient à domicile.
       *[other] { $count } acteurs connus à { $minutes } min, ou qui viennent à domicile.
    }
network-said-to-verify = Personne d’ouvert n’est connu à { $minutes } min ; { $to_verify ->
        [one] 1 acteur est à vérifier.
       *[other] { $to_verify } acteurs sont à vérifier.
    }
network-said-planned = Personne d’ouvert n’est connu à { $minutes } min ; { $planned ->
        [one] 1 acteur est en projet.
       *[other] { $planned } acteurs sont en projet.
    }
network-said-unknown = Personne n’est connu à { $minutes } min, et la liste n’est pas complète : il y a peut-être quelqu’un.
network-said-nobody = Il n’y a personne à { $minutes } min : la liste est complète.
network-said-not-asked = Le programme ne demande pas cette fonction pour ces familles.
network-said-not-named = Le programme demande cette fonction et ne nomme personne pour l’exercer.
network-within = À portée : { $within } { $base } sur { $total }.
network-families = Familles de cette strate : environ { $families } naissances par an (hypothèse).
network-families-unknown = Familles de cette strate : nombre inconnu.
network-on-one = { $single ->
        [yes] S’il s’arrêtait, { $count } { $base } n’auraient plus personne de connu.
       *[no] { $count } { $base } n’ont qu’un seul acteur à portée.
    }
network-unlocated = { $count ->
        [one] 1 acteur ouvert n’a ni lieu ni aire connus : il n’est pas compté.
       *[other] { $count } acteurs ouverts n’ont ni lieu ni aire connus : ils ne sont pas comptés.
    }
network-comes = vient à domicile
network-minutes = à { $minutes } en moyenne
network-dated = { $status }, vu en { $date }
network-closing = S’il s’arrêtait : { $left } { $base } sans personne de connu.
network-more-actors = { $count ->
        [one] 1 autre acteur est dans le tableau.
       *[other] { $count } autres acteurs sont dans le tableau.
    }
network-function = Fonction
network-stratum = Strate
network-actors-title = Les acteurs de la case
network-matrix-title = Acteurs connus par fonction et par strate
network-matrix-label = Grille des fonctions et des strates. Chaque case est un bouton qui montre ses acteurs.
network-legend-reached = ouverts à portée
network-legend-single = un seul, ou saturé
network-legend-waiting = à vérifier ou en projet
network-legend-unknown = personne de connu
network-legend-nobody = personne (liste complète)
network-legend-not-asked = pas demandé
network-singles-title = Ceux dont tout dépend
network-singles-lead = Ces acteurs sont les seuls connus à portée pour une fonction au moins.
network-register-empty = Aucun acteur n’est au registre : la grille est vide, et personne ne sait qui existe.
network-meso = Fonctions d’appui aux professionnels : elles ne visent pas une strate de familles.
room-needed = { $capacity } { $unit } par an pour environ { $needed } nécessaires
room-used = { $used } sur { $capacity } { $unit } par an
room-capacity = { $capacity } { $unit } par an
room-use = { $used } { $unit } par an aujourd’hui
room-yes = de la place
room-no = saturé
room-unknown = place inconnue
contact-unknown = téléphone non publié
basis-indirect = Par les acteurs d’une autre fonction (grille du programme)
basis-table = Lu dans un tableau du programme : { $section }
basis-text = Lu dans le texte du programme : { $section }
basis-rebuilt = Reconstruit (dessin ou case illisible) : { $section }
basis-split = Type du document partagé en deux par le registre : { $section }
column-cell-open = Ouverts à portée
column-cell-to-verify = À vérifier
column-cell-planned = En projet
column-cell-within = À portée
column-cell-single = Seul acteur
column-cell-state = État
column-tier = Niveau
column-way = Distance
column-room = Place
column-contact = Contact
column-hours = Horaires
column-status-date = Statut et date
column-programme-said = Ce que dit le programme
column-alone = Naissances qui n’ont que lui
column-cells = Cases
column-functions = Fonctions
network-state-reached = ouverts
network-state-to-verify = à vérifier
network-state-planned = en projet
network-state-unknown = personne de connu
network-state-nobody = personne
network-state-not-asked = pas demandé
network-state-not-named = personne de nommé
progress-network = Qui peut aider qui…
network-tier = niveau { $tier }
