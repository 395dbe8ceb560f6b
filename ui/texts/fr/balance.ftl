cli-ledger-help = Le registre des besoins, ligne par ligne : base × taux ou valeur énoncée, source, statut, face à ce qui est offert.
cli-balance-help = Besoin contre capacité, de trois façons jamais mêlées : par aire déclarée, au plus proche, par affectation sous capacité.
cli-norms-help = Les normes du pays appliquées à une zone : article, date, dénominateur, verdict.
cli-rules-help = Fichier CSV de règles de besoin pour cette fois : il remplace ou complète celles du territoire, par rule_id.
cli-ground-help = Fondement : declared (aires déclarées), nearest (au plus proche) ou assignment (affectation sous capacité).
cli-horizon-help = Trajet le plus long, en minutes, inclus ; 45 par défaut, ou le plus long temps du territoire.
cli-stage-help = Étape : prenatal, postnatal ou early-childhood.
cli-topic-unit-help = Unité du besoin, quand plusieurs existent (half-days-per-week, fte-midwife…).
cli-weights-help = Fichier TOML de poids par strate, pour l’universalisme proportionné.
unit-consultations = consultations
unit-half-days-per-week = demi-journées par semaine
unit-session-hours = heures de consultation
unit-session-hours-per-week = heures de consultation par semaine
unit-fte-midwife = sages-femmes (ETP)
unit-fte-child-nurse = puéricultrices (ETP)
ledger-title = Registre des besoins : { $zone }
ledger-births = { $births } naissances ({ $years }).
ledger-births-unknown = Naissances non publiées pour ce territoire.
ledger-empty = Aucune règle de besoin pour ce territoire : ajoutez-en dans need.csv, ou avec --rules.
ledger-rules = Les règles, à questionner une par une :
ledger-rule = { $rule } : { $said } [{ $status }] { $source }, { $date }
ledger-rule-rate = { $rate } × { $base }
ledger-rule-per = 1 pour { $per } { $base }
ledger-rule-value = { $value } { $unit } énoncés pour { $zone }, répartis selon { $base }
ledger-rule-like = { $zone } : le même taux, repris { DE($like) }
ledger-adding-up = Un service compte dans chaque ligne qu’il sert, avec toute sa capacité : des lignes de fonctions différentes ne s’additionnent pas.
ledger-strata = Naissances par strate (hypothèse) : { $shares }.
ledger-strata-share = { $stratum } : { $births }
ledger-filled = { $zones ->
        [one] Une commune n’a pas tous ses indicateurs
       *[other] { $zones } communes n’ont pas tous leurs indicateurs
    } : la moyenne de la province en tient lieu ({ $named }).
ledger-strata-absent = Inconnu ici, par commune, et laissé de côté dans les strates : { $named }. À ajouter dans figures.csv et territory.toml quand un chiffre existe (voir la méthode « besoin »).
strata-indicator-bim_share = part des bénéficiaires de l’intervention majorée (BIM)
strata-indicator-single_parent_share = part des familles monoparentales
strata-indicator-poverty_share = taux de pauvreté
ledger-column-subject = Sujet
ledger-column-precision = Strate, étape
ledger-column-unit = Unité
ledger-column-needed = Besoin
ledger-column-offered = Offert
ledger-column-in-use = En usage
ledger-column-missing = Manque
ledger-column-unknowns = Inconnu
between = { $low } à { $high }
unknown-capacities = { $count ->
        [one] { $count } capacité
       *[other] { $count } capacités
    }
unknown-needs = besoin de { $count ->
        [one] { $count } zone
       *[other] { $count } zones
    }
other-units = { $count ->
        [one] dont { $count } dans une autre unité
       *[other] dont { $count } dans d’autres unités
    }
bal-title = { $zone } : { $subject }, { $ground }
ground-declared = par aire déclarée
ground-nearest = au plus proche, { $minutes } min au plus
ground-assignment = par affectation sous capacité, { $minutes } min au plus
bal-headline = Sur { $need } { $unit } { $minimum ->
        [yes] au moins nécessaires
       *[no] nécessaires
    }, { $same ->
        [yes] { $low } servis ({ $rate }).
        [least] au moins { $low } servis (au moins { $rate }).
       *[no] entre { $low } et { $high } servis selon les capacités inconnues ({ $rate }).
    }
bal-need-unknown = Le besoin n’est pas connu : il n’y a pas de bilan à faire.
bal-nobody = { $listed ->
        [no] Personne n’est recensé pour ce choix : ce qui est servi est inconnu, non nul.
       *[yes] Aucun service ouvert du registre ne répond à ce choix : tout le besoin est sans réponse.
    }
bal-need-hidden = Le besoin est un trop petit nombre pour être montré : il parle de familles en situation délicate.
bal-unmet = Sans réponse : { $far } { $ground ->
        [declared] hors de toute aire déclarée
       *[other] trop loin
    }, { $full } faute de place, { $unknown } sans qu’on sache (capacité inconnue).
bal-column-served = Servi
bal-column-too-far = Trop loin
bal-column-undeclared = Aucune aire
bal-column-full = Complet
bal-column-unknown = On ne sait pas
bal-column-actor = Acteur
bal-column-capacity = Capacité
bal-column-demand = Demande
bal-column-load = File active
bal-column-minutes = Trajet moyen
bal-column-weighted = Besoin pondéré
bal-actors = La charge de chaque acteur qui peut servir la zone (familles de toutes les zones) :
bal-universalism = Besoin pondéré : le total du territoire ne change pas, il va davantage où les situations sont plus difficiles (poids { $weights }, { $status }).
bal-note-reach = { $count ->
        [one] { $count } service n’a ni lieu ni aire connus : il sert peut-être une partie du besoin dit hors d’atteinte.
       *[other] { $count } services n’ont ni lieu ni aire connus : ils servent peut-être une partie du besoin dit hors d’atteinte.
    }
bal-note-supposed = { $count ->
        [one] { $count } service qui se déplace ne dit pas jusqu’où
       *[other] { $count } services qui se déplacent ne disent pas jusqu’où
    } : le trajet le plus long de ce bilan est pris.
bal-note-known = Capacité connue pour { $share } des services.
bal-note-undeclared = { $count ->
        [one] { $count } service ne déclare pas d’aire : il n’entre pas dans ce bilan.
       *[other] { $count } services ne déclarent pas d’aire : ils n’entrent pas dans ce bilan.
    }
bal-note-unplaced = { $need } de besoin sont dans des communes sans point de population : non placés.
norms-title = Normes : { $zone }
norms-line = { $name } : { $verdict }
norms-cited = { $article }, { $date } ; dénominateur : { $denominator } [{ $status }]
verdict-met = atteinte
verdict-not-met = non atteinte
verdict-unknown = on ne sait pas
verdict-reported = donné à titre de repère
verdict-no-norm = aucune norme officielle trouvée
norms-ratio = { $direction ->
        [at-most] { $required } { $unit } au plus
       *[other] { $required } { $unit } requis
    } pour { $base } { $basename } en { $years } ({ $amount } pour { $per }) ; { $known ->
        [yes] offert : { $offered }
       *[no] ce qui est offert n’est pas connu
    }{ $counted ->
        [yes] , { $other } sans les services à vérifier (ils sont comptés)
        [no] , { $other } avec les services à vérifier
       *[same] { "" }
    }
norms-ratio-unknown = { $amount } { $unit } pour { $per } { $basename } : ce nombre n’est pas connu ici
norms-time = { $share } { $measure ->
        [births] des naissances
       *[other] de la population
    } à { $minutes } minutes au plus{ $bounds ->
        [yes] { " " }(entre { $low } et { $high } selon l’erreur des temps)
        [least] { " " }(au moins { $low } selon l’erreur des temps)
        [most] { " " }(au plus { $high } selon l’erreur des temps)
       *[no] { "" }
    }{ $counted ->
        [yes] , { $other } sans les services à vérifier (ils sont comptés)
        [no] , { $other } avec les services à vérifier
       *[same] { "" }
    }{ $wanted ->
        [none] { "" }
       *[other] , { $wanted } attendus
    }
norms-beyond = { $share } { $measure ->
        [births] des naissances
       *[other] de la population
    } à plus de { $minutes } minutes{ $bounds ->
        [yes] { " " }(entre { $low } et { $high } selon l’erreur des temps)
        [least] { " " }(au moins { $low } selon l’erreur des temps)
        [most] { " " }(au plus { $high } selon l’erreur des temps)
       *[no] { "" }
    }{ $counted ->
        [yes] , { $other } sans les services à vérifier (ils sont comptés)
        [no] , { $other } avec les services à vérifier
       *[same] { "" }
    } ; moyenne nationale : { $least } à { $most }
norms-time-unknown = part à { $minutes } minutes : inconnue{ $counted ->
        [yes] , { $other } sans les services à vérifier (ils sont comptés)
        [no] , { $other } avec les services à vérifier
       *[same] { "" }
    }
norms-none = Des entrées vides à remplir sont dans data/norms.
reason-base-unknown = la base n’est pas connue
reason-base-reconstructed = le dénominateur est calculé, aucun chiffre publié n’a été lu
reason-base-partial = la base manque pour certaines communes
reason-capacity-unknown = des capacités ne sont pas connues
reason-register-incomplete = le registre est incomplet
reason-nobody-offers = aucun acteur ouvert dans le registre
reason-nobody-located = aucun acteur n’a de lieu connu
reason-some-unlocated = certains acteurs n’ont pas de lieu connu
reason-to-verify-counted = des acteurs à vérifier sont comptés comme s’ils étaient ouverts
reason-some-to-verify = des acteurs à vérifier ne sont pas comptés
reason-estimated-times = les temps estimés ne permettent pas de trancher
reason-neighbours = les services des territoires voisins ne sont pas comptés
reason-no-engine = aucun temps de trajet pour ce mode
reason-beyond-horizon = au-delà des trajets calculés
reason-other-denominator = calculé sur les naissances ou la population du territoire, non sur le dénominateur de la norme
reason-other-level = la norme vaut pour un autre niveau : elle ne donne pas de verdict ici, l’exigence est au prorata
reason-read-second-hand = texte lu dans des documents qui le citent
base-population_15_50 = habitants de 15 à 50 ans
base-women_15_49 = femmes de 15 à 49 ans
error-units-file = Le fichier { $file } a une conversion incomplète ou fausse : { $reason }. Il faut deux unités, un facteur supérieur à zéro, un statut, une source et une date.
error-norms-file = Le fichier de normes { $file } a une entrée incomplète ou fausse : { $reason }.
error-norms-twice = Deux normes portent le même identifiant : { $id }.
error-strata-term = Hypothèse de strates : le terme « { $term } » de la strate { $stratum } n’est pas utilisable (indicateur inconnu, coefficient vide, ou deux restes).
error-strata-range = Hypothèse de strates : la part de la strate { $stratum } vaut { $share } dans la zone { $zone } ; elle doit être entre 0 et 1.
error-strata-sum = Hypothèse de strates : les parts font { $total } au lieu de 1 dans la zone { $zone }.
error-rules-file = Le fichier { $file } n’est pas un tableau CSV ou Excel (.xlsx) lisible.
error-rules-column = Le fichier { $file } a une colonne « { $column } » que les règles de besoin ne connaissent pas.
error-need-rule-zone = La règle de besoin « { $rule } » porte sur la zone { $zone }, qui n’est pas du territoire { $territory }.
error-need-rule-subject = La règle de besoin « { $rule } » doit nommer un type d’acteur ou une fonction, et un seul des deux.
error-need-rule-code = La règle de besoin « { $rule } » nomme « { $code } », que le vocabulaire ne connaît pas.
error-need-rule-figure = La règle de besoin « { $rule } » doit donner un taux, une valeur ou un renvoi, et un seul des trois.
error-need-rule-base-missing = La règle de besoin « { $rule } » n’a pas de base (births, population, births:complex…).
error-need-rule-sense = La règle de besoin « { $rule } » donne { $value } { $unit } par unité de « { $base } » : hors de sens (négatif, infini, ou plus d’une personne par tête).
error-need-rule-twice = La règle de besoin « { $rule } » parle de la même chose qu’une autre dans la zone { $zone }.
error-universalism-weights = Universalisme proportionné : le poids « { $weight } » de la strate « { $stratum } » ne va pas ; il faut un nombre positif ou nul par strate, avec statut, source et date.
error-universalism-missing = Universalisme proportionné : la strate { $stratum } n’a pas de poids.
error-universalism-zones = Universalisme proportionné : besoin et poids ne portent pas sur les mêmes zones ({ $left } d’un côté, { $right } de l’autre).
error-balance-no-need = Aucune règle de besoin ne parle de « { $subject } » pour ce choix : ajoutez-en une dans need.csv, ou avec --rules.
error-balance-several = Plusieurs besoins répondent à ce choix : { $choices }. Précisez --unit ou --stage.
error-balance-ground = Fondement inconnu : { $by }. Fondements connus : { $known }.
error-balance-horizon = Le trajet le plus long ({ $horizon } min) doit être supérieur à zéro et d’au plus { $most } min.
error-balance-need = Le besoin du lieu « { $id } » est négatif ou inconnu.
error-balance-capacity = La capacité du service « { $id } » est négative ou inconnue.
error-balance-pair = Le trajet du lieu « { $place } » au service « { $node } » n’est pas utilisable : lieu ou service absent, ou durée inconnue.
ledger-nobody = aucun service au registre
bal-need-zero = Rien n’est nécessaire ici : le besoin est nul.
reason-nothing-required = rien n’est requis ici : la base est nulle
