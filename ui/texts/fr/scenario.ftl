scenario-base-births = naissances
scenario-base-population = habitants
scenario-base-need = besoins par an
scenario-base-births-low-risk = naissances à bas risque
scenario-base-births-specific = naissances à besoins spécifiques
scenario-base-births-complex = naissances en situation complexe
scenario-base-births-refusal = naissances en situation de refus
scenario-base-births-danger = naissances en situation de danger
scenario-amount-unknown = un nombre inconnu { DE($base) }
scenario-amount-births = { $number ->
        [one] { $count } naissance
       *[other] { $count } naissances
    }
scenario-amount-population = { $number ->
        [one] { $count } habitant
       *[other] { $count } habitants
    }
scenario-amount-need = { $number ->
        [one] un besoin de { $count } par an
       *[other] un besoin de { $count } par an
    }
scenario-amount-births-low-risk = { $number ->
        [one] { $count } naissance à bas risque
       *[other] { $count } naissances à bas risque
    }
scenario-amount-births-specific = { $number ->
        [one] { $count } naissance à besoins spécifiques
       *[other] { $count } naissances à besoins spécifiques
    }
scenario-amount-births-complex = { $number ->
        [one] { $count } naissance en situation complexe
       *[other] { $count } naissances en situation complexe
    }
scenario-amount-births-refusal = { $number ->
        [one] { $count } naissance en situation de refus
       *[other] { $count } naissances en situation de refus
    }
scenario-amount-births-danger = { $number ->
        [one] { $count } naissance en situation de danger
       *[other] { $count } naissances en situation de danger
    }
scenario-arrow = { $before } → { $after }
scenario-point = { $lat } N, { $lon } E
scenario-reach-unknown = Le lieu d’aucun service n’est connu : on ne peut pas dire qui en est proche.
scenario-reach-first = À { $minutes } minutes ou moins d’un service de lieu connu : { $after } (inconnu sans ce changement).
scenario-reach-same = À { $minutes } minutes ou moins d’un service : { $after }, comme avant.
scenario-reach = À { $minutes } minutes ou moins d’un service : { $after } (avant : { $before }), soit { $change } de { $way ->
        [more] plus
       *[fewer] moins
    }.
scenario-moves-unknown = Qui gagne ou perd du temps ne peut pas être dit : le lieu des services n’est pas connu avant, ou après.
scenario-gain = Gagnent du temps : { $amount }{ $timed ->
        [yes] , { $minutes } de trajet en moins en moyenne
        [known] , { $minutes } de trajet en moins en moyenne d’après les seuls services connus
       *[no] , qui n’avaient aucun service à portée
    } (surtout { $zones }).
scenario-gain-edge = Parmi elles, { $amount } passent sous les { $minutes } minutes.
scenario-no-gain = Personne ne gagne de temps de trajet.
scenario-loss = Perdent du temps : { $amount }{ $timed ->
        [yes] , { $minutes } de trajet en plus en moyenne
        [known] , { $minutes } de trajet en plus en moyenne d’après les seuls services connus
       *[no] , qui n’ont plus aucun service à portée
    } (surtout { $zones }).
scenario-loss-edge = Parmi elles, { $amount } passent au-delà de { $minutes } minutes.
scenario-no-loss = Personne ne perd de temps de trajet.
scenario-left = Restent à plus de { $minutes } minutes : { $amount } ({ $share }), surtout { $zones }.
scenario-left-none = Plus personne n’est à plus de { $minutes } minutes.
scenario-worst-first = Commune la plus mal desservie : { $zone }, { $minutes } en moyenne.
scenario-worst-same = Commune la plus mal desservie : toujours { $zone }, { $minutes } en moyenne.
scenario-worst-moved = Commune la plus mal desservie : toujours { $zone }, { $before } → { $minutes } en moyenne.
scenario-worst = Commune la plus mal desservie : { $zone } ({ $minutes } en moyenne) ; aujourd’hui : { $zone_before } ({ $before }).
scenario-capacity = Capacité{ $minimum ->
        [yes] {" "}connue
       *[no] {""}
    } : { $capacity } { $unit } par an. Le besoin n’est pas chiffré.
scenario-capacity-need = Capacité{ $minimum ->
        [yes] {" "}connue
       *[no] {""}
    } : { $capacity } { $unit } par an pour un besoin de { $need } ; { $surplus ->
        [yes] solde (négatif : de la marge)
       *[no] manque
    } : { $gap }{ $minimum ->
        [yes] , d’autres capacités étant inconnues
       *[no] {""}
    }.
scenario-assigned = Au mieux, chacun à { $minutes } minutes au plus et sans dépasser les capacités connues : { $served } { $unit } servis par an ; { $far } trop loin, { $full } faute de place, { $unknown } selon des capacités inconnues.
scenario-vulnerable = Dans le quart des communes les plus vulnérables ({ $weight }) : du temps gagné pour { $gaining }, perdu pour { $losing }.
scenario-vulnerable-none = Ici, aucune commune n’est dans le quart le plus vulnérable du territoire.
scenario-gini = Inégalité des temps de trajet (Gini, 0 = tous à la même distance) : { $before } → { $after }.
scenario-remark-need = Le besoin change dans ce scénario : c’est une hypothèse.
scenario-remark-growth = La population change dans ce scénario : c’est une hypothèse. Gains et pertes comptent les familles du scénario.
scenario-remark-stratum = Naissances de la strate : hypothèse, part de la strate dans chaque commune × naissances.
scenario-change-open = Ouvrir un service à { $where }
scenario-change-reopen = Ouvrir « { $who } »
scenario-change-part-name = « { $name } »
scenario-change-part-capacity = { $capacity } par an
scenario-change-part-hours = { $hours }
scenario-change-part-minutes = jusqu’à { $minutes } min
scenario-change-part-covers = dans { $covers }
scenario-change-close = Fermer « { $who } »
scenario-change-move = Déplacer « { $who } » à { $where }
scenario-change-capacity = Nouvelle capacité de « { $who } »
scenario-change-hours = Nouveaux horaires de « { $who } »
scenario-change-reach = Nouvelle portée de « { $who } »
scenario-change-rate = Besoin à { $where } : { $rate } pour 100
scenario-change-growth = { $base ->
        [births] Naissances
        [population] Population
       *[all] Naissances et population
    } à { $where } : { $percent } %
cli-scenario-help = Les scénarios : des changements (ouvrir, fermer, déplacer, renforcer…) et ce qu’ils font, gains et pertes.
cli-scenario-run-help = Compare un scénario au présent : qui gagne, qui perd, ce qui reste. FICHIER est un fichier TOML, ou le nom d’un scénario enregistré (avec --territory).
cli-scenario-compare-help = Compare deux scénarios d’un même territoire, sur la question du premier.
cli-scenario-list-help = Les scénarios enregistrés d’un territoire.
cli-scenario-save-help = Enregistre un scénario dans l’espace de travail, après l’avoir vérifié.
cli-scenario-template-help = Écrit un fichier de scénario commenté, à compléter.
cli-scenario-territory-help = Territoire des scénarios enregistrés (wallonie par défaut).
cli-scenario-name-help = Nom sous lequel enregistrer ; celui du fichier par défaut.
cli-scenario-replace-help = Remplacer le scénario qui porte déjà ce nom.
cli-scenario-zone-help = Zone dont on regarde les gains et les pertes, à la place de celle du fichier.
scenario-title = { $name } — { $zone }
scenario-title-against = { $name } face à { $against } — { $zone }
scenario-present = le présent
scenario-no-change = Aucun changement.
scenario-column-before = Avant
scenario-column-after = Après
scenario-column-within = { $base } à { $minutes } min
scenario-column-gaining = Gagnent du temps
scenario-column-losing = Perdent du temps
scenario-column-mean = Temps moyen
scenario-column-gap = Manque
scenario-column-class = Vulnérabilité des communes
scenario-column-name = Nom
scenario-column-changes = Changements
scenario-column-key = Clé
scenario-column-weight = { $base }
scenario-class-unknown = inconnue
scenario-class = { $rank } sur { $classes }{ $rank ->
        [1] {" "}(la moins vulnérable)
       *[other] {""}
    }{ $last ->
        [yes] {" "}(la plus vulnérable)
       *[no] {""}
    }
scenario-classes-note = Classes par { $indicator } ({ $year }), de poids voisin.
scenario-vulnerability = vulnérabilité des points de population
scenario-saved = Scénario « { $name } » enregistré : { $path }
scenario-none-kept = Aucun scénario enregistré pour { $territory }.
scenario-unreadable = illisible : { $count } { $count ->
        [one] faute
       *[other] fautes
    }
scenario-refused = Scénario refusé : { $count ->
        [one] une faute
       *[other] { $count } fautes
    }. Rien n’a été calculé ni enregistré.
scenario-where-line = ligne { $line }
scenario-where-head = en tête
scenario-where-change = changement { $position }
issue-scenario-too-large = Le fichier dépasse { $megabytes } Mo : ce n’est pas un scénario.
issue-scenario-encoding = Le fichier n’est pas en UTF-8. Enregistrez-le en UTF-8.
issue-scenario-not-toml = Le fichier n’est pas du TOML lisible : { $reason }.
issue-scenario-kind-and-function = Donnez un type d’acteur (kind) ou une fonction (function), pas les deux.
issue-scenario-changes-not-list = Les changements s’écrivent en blocs [[changes]].
issue-scenario-change-not-table = Un changement est un bloc [[changes]] avec ses champs.
issue-scenario-change-unknown = Changement inconnu : « { $value } »{ $near ->
        [none] {""}
       *[other] {" "}(vouliez-vous dire { $near } ?)
    }. Changements connus : { $known }.
issue-scenario-half-point = Un point a une longitude et une latitude : il manque l’autre.
issue-scenario-open-what = Que faut-il ouvrir ? Donnez un type d’acteur (kind), une fonction (function) ou un acteur du registre (actor_id).
issue-scenario-where = Où ? Donnez une commune (zone), ou un point (lon et lat).
issue-scenario-reach-what = Donnez la durée (reach_min) ou les zones déclarées (covers).
issue-scenario-question-not-table = La question s’écrit dans un bloc [question].
issue-scenario-field-unknown = Champ inconnu{ $near ->
        [none] {""}
       *[other] {" "}(vouliez-vous dire { $near } ?)
    }. Champs connus : { $known }.
issue-scenario-field-missing = Ce champ est obligatoire.
issue-scenario-field-number = Un nombre est attendu, et non « { $value } ».
issue-scenario-field-range = { $value } est hors de sens : entre { $low } et { $high }.
issue-scenario-field-text = Un texte entre guillemets est attendu, et non « { $value } ».
issue-scenario-field-list = Une liste de textes est attendue, par exemple ["80000"], et non « { $value } ».
issue-scenario-field-allowed = « { $value } » n’est pas admis. Valeurs : { $allowed }.
issue-scenario-too-many = { $value } changements : une proposition en a { $most } au plus. Partagez-la en plusieurs.
issue-scenario-threshold = Le seuil de { $value } min doit être au-dessus de 0 et au plus { $most } min.
issue-scenario-not-open = { $value } n’est pas ouvert aujourd’hui : le fermer ne change rien.
issue-scenario-already-open = { $value } est déjà ouvert.
issue-scenario-zone-too-large = « { $value } » est trop grand pour y placer un service : donnez une commune, ou un point.
issue-scenario-outside = Le point { $lat }, { $lon } est hors du territoire. Vérifiez que lon est la longitude et lat la latitude.
issue-scenario-zone-shared = Plusieurs zones s’appellent « { $value } » : donnez le code.
issue-scenario-zone-unknown = Aucune zone « { $value } » dans ce territoire{ $near ->
        [none] {""}
       *[other] {" "}(vouliez-vous dire { $near } ?)
    }.
issue-scenario-actor-shared = Plusieurs acteurs s’appellent « { $value } » : donnez l’identifiant (actor_id).
issue-scenario-actor-unknown = Aucun acteur « { $value } » dans le registre{ $near ->
        [none] {""}
       *[other] {" "}(vouliez-vous dire { $near } ?)
    }.
issue-scenario-service-unknown = Cet acteur n’a pas de service « { $value } ». Ses services : { $known }.
issue-scenario-service-which = { $value } a plusieurs services : dites lequel (service). Ses services : { $known }.
issue-scenario-code-unknown = Code inconnu : « { $value } »{ $near ->
        [none] {""}
       *[other] {" "}(vouliez-vous dire { $near } ?)
    }.
error-scenario-service = { $actor } a plusieurs services : dites lequel. Ses services : { $known }.
error-scenario-growth = Croissance impossible : { $percent } % de « { $base } ».
error-scenario-demand = On ne sait pas compter « { $demand } ». Choix : { $known }.
error-scenario-threshold = Le seuil de { $value } min doit être au-dessus de 0 et au plus { $most } min.
error-scenario-matrix = Les temps de trajet viennent d’une table apportée ({ $source }) qui ne connaît pas « { $actor } », nouveau ou déplacé. Choisissez un autre moteur de trajet (--engine estimate).
error-scenario-other-question = Les deux scénarios ne répondent pas à la même question : « { $before } » et « { $after } ».
error-scenario-territory = Le scénario porte sur { $scenario }, pas sur { $territory }.
error-scenario-name = « { $name } » ne peut pas servir de nom : il faut au moins une lettre ou un chiffre.
error-scenario-exists = Un scénario « { $key } » existe déjà. Choisissez un autre nom, ou remplacez-le (--replace).
error-unknown-scenario = Aucun scénario « { $name } ». Enregistrés : { $known }.
scenario-covers-more = { $covers } et { $more } { $more ->
    [one] autre
   *[other] autres
}
scenario-vulnerable-same = Dans le quart des communes les plus vulnérables ({ $weight }), aucun trajet ne change.
