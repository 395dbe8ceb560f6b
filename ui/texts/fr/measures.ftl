cli-access-help = Une mesure d’accès aux services, par zone, avec les inégalités entre familles.
cli-compare-help = Comparer les provinces d’un ou de plusieurs territoires, sur les mêmes définitions, sans podium.
cli-parcours-help = Qui peut atteindre toutes les étapes d’un parcours, et laquelle casse.
cli-redundancy-help = Sur combien d’acteurs les familles peuvent compter, et ce que coûterait chaque fermeture.
cli-measure-help = Mesure : nearest (temps au plus proche), cumulative (offre à portée), 2sfca, e2sfca, 3sfca, mh3sfca, bfca ou apl.
cli-decay-help = Poids du temps : un jeu publié (luo-qi-2009, wan-2012, fr-apl-2012) ou une forme en minutes (binary:30, gaussian:10,30, linear:45, steps:10=1,30=0.5).
cli-supply-help = Ce que compte un acteur : capacity (sa capacité) ou one (chaque acteur compte pour 1).
cli-unit-help = Ne compter que les capacités dans cette unité (follow-ups, places, fte…).
cli-demand-help = Ce que pèse chaque lieu : births (naissances), population ou need (besoin chiffré).
cli-norm-help = Repère à ne pas manquer : minutes au plus (nearest), ou offre pour 1 000 au moins.
cli-step-help = Une étape, à répéter dans l’ordre : kind:hopital=45, function:ultrasound@complex=30, kind:one-plateforme=declared.
cli-threshold-help = Temps de trajet, en minutes, compté comme proche (inclus) ; 45 par défaut, ou le plus long du territoire.
cli-level-help = Niveau des zones comparées ; celui du territoire par défaut.
measure-nearest = temps de trajet au plus proche
measure-cumulative = offre à portée
measure-2sfca = offre partagée entre ceux qui peuvent la joindre (2SFCA)
measure-e2sfca = offre partagée, le proche comptant plus (E2SFCA)
measure-3sfca = offre partagée, chacun choisissant selon le temps (3SFCA)
measure-mh3sfca = offre partagée, chacun choisissant selon le temps et la capacité (MH3SFCA)
measure-bfca = offre partagée, équilibrée (BFCA)
measure-apl = accessibilité potentielle localisée (APL)
base-births = naissances
base-population = habitants
base-need = unités de besoin
base-children_0_4 = enfants de 0 à 4 ans
unit-actors = acteurs
unit-capacity = unités de capacité
hidden = caché
remark-hidden = Caché : un petit nombre de familles en situation délicate ne se montre pas, ni ce qui le redonnerait.
none = aucun
span = de { $low } à { $high }
percent-figure = { $value } %
column-zone = Zone
column-base-births = Naissances
column-base-population = Habitants
column-base-need = Besoin par an
column-served = À portée
column-unserved = Hors de portée
column-reachable = À portée, en moyenne ({ $unit })
column-per-thousand = { $unit } pour 1 000 { $base }
column-complete = Toutes les étapes
column-broken = Une étape manque
column-not-known = On ne sait pas
column-breaking-step = Étape qui casse
column-step = Étape
column-reaching = L’atteignent
column-not-reaching = Ne l’atteignent pas
column-actors-within = { $count ->
        [0] Aucun acteur
        [1] 1 acteur
       *[other] { $count } acteurs
    }{ $state ->
        [complete] {""}
       *[other] { $count ->
            [0] {""}
            [1] {" "}connu
           *[other] {" "}connus
        }
    }
column-three-or-more = 3 acteurs ou plus
column-function = Fonction
column-stratum = Strate
column-closure = Si cet acteur fermait
column-births-losing-access = Perdent tout accès
column-births-newly-beyond = Passent à plus de { $minutes } min
column-births-affected = Iraient plus loin
column-minutes-added-mean = Minutes en plus
column-need-left-over = Besoin sans place
column-figure = Chiffre
column-between = Pourrait aller
column-ranks = Rang
column-not-told-from = Ordre incertain avec
access-state-no-actor = { $listed ->
        [no] Personne n’est recensé pour ce choix : la mesure est inconnue, non nulle.
       *[yes] Aucun acteur ouvert au registre pour ce choix : il n’y a rien à mesurer.
    }
access-state-covered-only = { $count ->
        [one] Le seul service ouvert sert une aire déclarée et n’a pas de lieu connu
       *[other] Les { $count } services ouverts servent une aire déclarée et n’ont pas de lieu connu
    } : aucun temps de trajet à mesurer. La carte montre les communes de ces aires, le diagnostic ce qui y est offert.
access-state-unlocated = { $count ->
        [one] Le seul acteur ouvert n’a pas de lieu connu
       *[other] Aucun des { $count } acteurs ouverts n’a de lieu connu
    } : qui est à portée n’est pas connu.
access-state-no-demand = Aucune naissance ni aucun habitant connus : il n’y a personne à compter.
access-state-unreachable = Aucun lieu n’atteint un acteur dans l’horizon de calcul.
access-counts-one = Chaque acteur compte pour 1, quelle que soit sa taille : ce chiffre ne dit rien de la capacité.
access-apl-not-standardised = Besoin non standardisé par âge : aucun poids publié pour la petite enfance n’a été trouvé.
access-bfca-layer = Cette mesure se partage entre les lieux : elle ne se compare que dans une même couche de population.
access-minimum = Capacité connue pour { $share } des acteurs situés : les chiffres sont un minimum.
access-covered-only = { $count ->
        [one] { $count } service sert une aire déclarée, sans lieu connu : il n’est pas dans ces chiffres.
       *[other] { $count } services servent une aire déclarée, sans lieu connu : ils ne sont pas dans ces chiffres.
    }
access-decay = Poids du temps : { $decay }.
access-sensitivity = Si tous les trajets étaient { $way ->
        [shorter] plus courts de { $shorter }
        [longer] plus longs de { $longer }
       *[both] plus courts de { $shorter } ou plus longs de { $longer }
    }, le chiffre de la zone irait de { $low } à { $high }.
index-gini = Inégalité entre familles (Gini, de 0 à 1) : { $value }.
index-palma = Le dixième du haut a { $value } fois ce qu’ont les quatre dixièmes du bas (Palma).
index-concentration = Indice de concentration (« { $indicator } ») : { $value } (positif : le chiffre est plus grand là où la vulnérabilité est plus grande).
index-theil = Inégalité de Theil : { $value }, dont { $share } entre les zones comparées.
index-missing = { $missed ->
        [above] { $share } des familles sont à plus de { $norm } minutes, ou hors d’atteinte.
       *[below] { $share } des familles ont moins que le repère de { $norm }.
    }
index-known = Ces indices portent sur { $share } des familles, celles dont le chiffre est connu.
quality-supply = Capacité connue pour { $capacity } des services ; position approximative pour { $approximate } des acteurs, inconnue pour { $unknown }.
quality-births = Naissances de { $years }{ $known ->
        [yes] { " " }; { $spread } sont réparties par estimation entre les localités de leur commune.
       *[no] .
    }
confidence-line = Intervalles : { $share } de { $draws } tirages ; étendues hypothétiques du { $date } (data/norms/confidence.toml).
parcours-title = { $zone } — le parcours, étape par étape
parcours-headline = { $same ->
        [yes] { $low } des { $base } peuvent atteindre toutes les étapes.
        [least] Au moins { $low } des { $base } peuvent atteindre toutes les étapes : des registres sont incomplets.
        [unknown] Personne n’est recensé pour une étape au moins : on ne sait pas qui peut les atteindre toutes.
       *[no] De { $low } à { $high } des { $base } peuvent atteindre toutes les étapes : certaines étapes ont des acteurs dont le lieu n’est pas connu.
    }
step-within = { $name } à { $minutes } min
step-declared = { $name }, aire déclarée
step-nobody = { $step } : aucun acteur ouvert au registre.
step-unplaced = { $step } : { $count ->
        [one] { $count } acteur n’a ni lieu ni aire connus.
       *[other] { $count } acteurs n’ont ni lieu ni aire connus.
    }
parcours-sensitivity = Si tous les trajets étaient plus longs de { $longer } ou plus courts de { $shorter }, la part irait de { $low } à { $high }.
redundancy-title = sur qui compter à { $minutes } min
redundancy-covered = { $count ->
        [one] { $count } service est connu par sa seule aire déclarée : sa fermeture se compte en naissances de cette aire, sans minutes.
       *[other] { $count } services sont connus par leur seule aire déclarée : leur fermeture se compte en naissances de cette aire, sans minutes.
    }
closures-more = { $count ->
        [one] … et { $count } autre, dans la sortie --json.
       *[other] … et { $count } autres, dans la sortie --json.
    }
compare-title = { $name } : les zones côte à côte
compare-ends = Les { $told } plus hautes et les { $told } plus basses des { $zones } zones ; le tableau et la sortie --json les donnent toutes.
compare-ends-by-name = Les { $told } premières et les { $told } dernières, par leur nom, des { $zones } zones ; le tableau les donne toutes.
compare-comparable = Mêmes années, mêmes définitions, même moteur de trajet : ces zones se comparent.
indicator-services-per-1000 = Services pour 1 000 naissances (ou enfants, voir plus bas)
indicator-need-per-1000 = Besoin par an pour 1 000 naissances
indicator-capacity-per-1000 = Offert par an pour 1 000 naissances
indicator-coverage-rate = Part du besoin couverte par l’offre (en %)
indicator-declared-share = Naissances dans l’aire déclarée d’un service (en %)
indicator-share = À { $minutes } min ou moins (en %)
indicator-mean-min = Trajet moyen au plus proche (en minutes)
indicator-p10-min = Trajet que 10 % des naissances ne dépassent pas (en minutes)
indicator-p50-min = Trajet médian au plus proche (en minutes)
indicator-p90-min = Trajet que 90 % des naissances ne dépassent pas (en minutes)
indicator-gini-min = Inégalité des trajets entre familles (Gini, de 0 à 1)
beyond = au-delà des trajets cherchés
flag-births-years = Les années de naissances diffèrent : { $said }.
flag-base = Les chiffres ne sont pas rapportés à la même population : { $said }. Les rangs sont pris à part.
flag-engine = Les temps de trajet n’ont pas le même moteur : { $said }.
flag-engine-status = Les temps de trajet n’ont pas le même statut : { $said }.
flag-layer = Les couches de population diffèrent : { $said }.
flag-level = Les zones ne sont pas du même niveau : { $said }.
flag-unit = Le besoin n’est pas dans la même unité : { $said }.
flag-horizon = Les trajets ne sont pas cherchés aussi loin (minutes) : { $said }.
flag-mixed-units = Des capacités d’unités différentes ne s’additionnent pas : { $said }.
flag-base-missing = Des communes manquent au total : { $said }.
flag-need-status = Le besoin n’a pas partout le même statut : { $said }.
flag-capacity-unknown = Des capacités sont inconnues : { $said }. L’intervalle les suppose entre rien et le double de la plus grande connue.
error-access-unknown-measure = Mesure inconnue : { $measure }. Mesures connues : { $known }.
error-access-unknown-supply-mode = Offre inconnue : { $supply }. Choix : { $known }.
error-access-unknown-measure-demand = Poids des lieux inconnu : { $demand }. Choix : { $known }.
error-no-strata = Le territoire { $territory } ne connaît pas la part de ces familles : comptez toutes les naissances.
error-access-measure-decay = La mesure { $measure } n’accepte pas le poids de temps « { $decay } » : nearest n’en prend aucun, 2sfca prend un seul seuil (binary:30).
error-access-decay-text = Poids de temps non reconnu : « { $text } ». Choix : { $known }.
error-access-mixed-units = Les capacités sont dans des unités qui ne s’additionnent pas ({ $units }). Choisissez-en une avec --unit, ou comptez les acteurs avec --supply one.
error-access-no-capacity = Aucune capacité n’est connue pour { $count ->
        [one] l’acteur situé
       *[other] les { $count } acteurs situés
    } de ce choix : la mesure { $measure } ne peut pas être calculée. Pour compter les acteurs eux-mêmes, chacun pour 1, ajoutez --supply one.
error-access-no-need = Aucun besoin chiffré n’est connu pour « { $selection } » : comptez plutôt les naissances (--demand births).
error-measures-file = Le fichier { $file } des réglages de mesures ne peut pas être lu : { $reason }.
error-confidence-file = Le fichier { $file } des incertitudes a une entrée absente ou hors de sens : { $reason }.
error-need-notes-file = Le fichier { $file } des notes sur le besoin a une entrée absente ou hors de sens : { $reason }.
error-declared-areas-file = Le fichier { $file } des aires déclarées a une entrée absente ou hors de sens : { $reason }.
error-parcours-step-text = Étape non comprise : « { $text } ». Écrivez kind:hopital=45, function:ultrasound=30 ou kind:one-plateforme=declared.
error-parcours-repeated-step = L’étape « { $step } » est donnée deux fois.
error-compare-nothing = Aucun territoire à comparer.
error-compare-repeated = Le territoire « { $territory } » est donné deux fois.
error-compare-selections = Les territoires comparés ne répondent pas à la même question.
error-compare-no-base = Ni naissances, ni enfants, ni population ne sont connus pour « { $territory } ».
cli-closure-need-help = Dire aussi le besoin que chaque fermeture laisserait sans place, dans le temps demandé (affectation sous capacité).
error-closures-units = Le besoin est en { $need }, les capacités en { $capacity } : ils ne se comparent pas.
error-option-number = L’option { $option } attend un nombre : « { $value } » n’en est pas un.
nobody-to-count = Aucune naissance dans cette zone : il n’y a pas de part à calculer.
error-option-above = L’option { $option } attend un nombre au-dessus de { $above } : { $value } ne va pas.
band-need = Fourchette supposée du besoin : de { $low } à { $high }{ $status ->
        [hypothesis] , parce que le taux est une hypothèse
        [stated] , autour d’un chiffre énoncé
       *[other] , autour d’un chiffre reconstitué
    }{ $small ->
        [yes] { " " }et que peu de familles sont comptées
       *[no] { "" }
    }. Ce n’est pas une probabilité.
band-births = { $births } { $births ->
        [one] naissance
       *[other] naissances
    } ({ $years }) : une autre année aurait pu en compter de { $low } à { $high }, 9 fois sur 10 (loi de Poisson, intervalle exact).
need-note = { $said } ({ $source }, { $date } ; { $status }).
about = environ { $value }
under-one = moins de 1
missing-least = manque d’au moins { $value }
band-share = { $share } à { $minutes } min (de { $low } à { $high })
band-reach = Selon le seuil et l’erreur des temps : { $shares }.
ledger-band = { $status } ± { $low }
ledger-bands = Fourchettes supposées des besoins, selon leur statut : { $said } (data/norms/confidence.toml), plus larges où peu de familles sont comptées. Ce ne sont pas des probabilités.
