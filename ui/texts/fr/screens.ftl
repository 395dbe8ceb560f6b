# Les écrans de l’application : titres, questions, figures, aides.

screen-overview = Vue d’ensemble
screen-map = Carte
screen-capacity = Capacité et besoins
screen-travel = Temps d’accès
screen-compare = Comparer
screen-parcours = Parcours et robustesse
screen-actors = Acteurs
screen-methods = Données et méthodes

lead-map = Où est-ce loin, où manque-t-il quelque chose, qui est là ? Cliquez sur une zone ou un acteur pour sa fiche.
lead-capacity = Ce qui est offert suffit-il ? Ce que chaque service peut prendre par an, face à ce qu’il faudrait.
lead-travel = En combien de minutes atteint-on le service le plus proche, et d’où est-ce le plus loin ?
lead-compare = Qui est mieux ou moins bien servi, avec les mêmes définitions partout, et est-ce sûr ?
lead-parcours = Une famille peut-elle suivre tout son parcours, et que se passe-t-il si un service ferme ?
lead-actors = Qui est au registre, qui l’a dit et quand ? Vous pouvez aussi apporter votre fichier.
lead-methods = D’où viennent les chiffres, comment sont-ils calculés, et lesquels sont approchés ?

subject-with-stratum = { $subject } ({ $stratum })
choice-stratum = Strate de familles
choice-stratum-all = toutes les familles
choice-stratum-help = Les familles selon leurs besoins : risque faible, spécifique, complexe, refus, danger. Seuls les services qui s’adressent à la strate sont comptés.
choice-by-help = Un type d’acteur (par exemple les SAF), ou une fonction du programme que plusieurs types d’acteurs remplissent.
choice-threshold = À combien de minutes
choice-threshold-help = Le temps de trajet qui compte comme « à portée » sur tous les écrans. Un lieu à exactement ce temps est à portée.
choice-more-changed = { $changed ->
    [0] Réglages
    [one] 1 réglage changé
   *[other] { $changed } réglages changés
}
choice-pill-where = Changer de territoire ou de zone
choice-pill-what = Changer de question : un type d’acteur ou une fonction, pour quelles familles
choice-pill-travel = Changer de temps ou de moyen de déplacement
choice-pill-more = Temps de trajet, naissances et points de population
choice-pill-language = Langue · Language
choice-mode = Déplacement
choice-mode-help = Les modes pour lesquels ce territoire a des temps de trajet.
choice-engine = Temps de trajet
choice-engine-best = le meilleur disponible : { $engine }
choice-births = Naissances
choice-births-help = Les petites communes varient beaucoup d’une année à l’autre : la moyenne de trois ans est plus stable.
births-latest = dernière année complète
births-mean-3 = moyenne des trois dernières années
births-year = année { $year }
choice-layer = Points de population
choice-layer-help = Les lieux d’où partent les trajets. Une couche plus fine donne des temps plus justes.
layer-localities = localités
layer-communes = communes
layer-towns = villes
minutes-short = { $minutes } min

welcome-title = Comment lire cet écran, en trois étapes
welcome-need = **Le besoin.** Naissances par an : { $births } ; suivis nécessaires par an : { $need }. « Inconnu » veut dire que ni le registre ni les sources lues ne donnent le chiffre : quelqu’un l’a peut-être publié ailleurs.
welcome-capacity = **L’offre.** Offert par an : { $capacity } ({ $services ->
        [0] aucun service connu
        [one] { $services } service ouvert
       *[other] { $services } services ouverts
    }). « ≥ » signale un minimum : certaines capacités ne sont pas connues.
welcome-reach = **La distance.** À { $minutes } minutes ou moins : { $share }. Changez le nombre de minutes en haut, tout suit ; le lien de la page garde vos choix.
welcome-dismiss = J’ai compris, ne plus afficher

where-from = d’où vient ce chiffre ?
where-formula = Calcul :
where-sources = Sources :
where-no-source = Aucune source ne donne ce chiffre pour ce choix.
where-engine = Temps de trajet :
where-years = Naissances de : { $years }.
engine-said = { $engine }.
engine-said-measured = { $engine } ; l’écart médian avec { $trips } trajets publiés est de { $error }.
engine-said-error = { $engine } ; l’écart médian avec un réseau réel est de { $error }.
chart-footer = { $people ->
    [births] Naissances
   *[population] Population
} : { $years } · { $engine } · trajets : { $date }

formula-title-births = Naissances :
formula-births = naissances vivantes de l’année, par commune de résidence de la mère, additionnées.
formula-population = habitants de la zone, additionnés commune par commune.
formula-title-need = Besoin :
formula-need = un chiffre énoncé pour la zone, ou un taux par naissance × les naissances. Sans taux propre, le taux connu ailleurs est repris, et le besoin est marqué « hypothèse ».
formula-title-capacity = Offre :
formula-capacity = somme de ce que les services ouverts peuvent prendre par an. Un service qui couvre plusieurs communes est partagé entre elles au prorata du besoin. Une capacité inconnue n’est pas zéro : le total est alors un minimum.
formula-title-coverage = Couverture :
formula-coverage = offert ÷ besoin.
formula-title-gap = Manque :
formula-gap = besoin − offert. Si des capacités sont inconnues, le manque est un maximum.
formula-title-within = À portée :
formula-within = part des naissances (des habitants, là où les naissances ne sont pas publiées) dont le lieu est à ce temps ou moins du service ouvert le plus proche. Un lieu qu’aucun service n’atteint reste dans le total.
formula-title-rank = Rang :
formula-rank = les parts sont recalculées bien des fois, les temps étant plus longs ou plus courts de leur erreur. Le rang va du meilleur au moins bon que ces calculs donnent, sauf les plus rares.
formula-title-inequality = Inégalité :
formula-inequality = indice de Gini des minutes, chaque lieu pesant ses naissances, ou ses habitants là où les naissances ne sont pas publiées ; indice de Theil des mêmes minutes, séparé en ce qui tient aux écarts entre zones et ce qui reste à l’intérieur.
formula-title-parcours = Parcours :
formula-parcours = part des naissances (des habitants, là où les naissances ne sont pas publiées) pour qui chaque étape est au temps fixé ou moins ; l’étape qui casse est celle qui manque au plus grand nombre.
formula-title-robust = Robustesse :
formula-robust = nombre de services différents à ce temps ou moins de chaque lieu ; pour chaque service, on recalcule comme s’il était fermé, les autres restant ouverts.
formula-map = chaque zone prend la moyenne ou la somme de ses lieux, pesés par leurs naissances, ou par leurs habitants là où les naissances ne sont pas publiées ; la couleur suit les classes de la légende, dont le nombre de zones est indiqué.

glossary-births = Naissances : naissances vivantes par an, selon la commune où habite la mère.
glossary-need = Besoin : nombre de suivis qu’il faudrait par an. Officiel, énoncé par une source, ou hypothèse : c’est écrit dessous.
glossary-capacity = Capacité : ce que les services ouverts peuvent prendre par an. « ≥ » : au moins, car certaines ne sont pas connues.
glossary-coverage = Couverture : ce qui est offert, rapporté au besoin.
glossary-gap = Manque : le besoin moins ce qui est offert. « ≤ » : au plus. Entre deux bornes : au moins ce qui revient aux communes qu’aucun service ne déclare, au plus ce qui manque si les capacités inconnues sont nulles.
glossary-within = À portée : part des naissances (des habitants, là où les naissances ne sont pas publiées) à ce temps ou moins du service ouvert le plus proche, ou chez qui un service vient, là où il dit aller.
glossary-mean = Trajet moyen : temps jusqu’au service le plus proche, pesé par les naissances, ou par les habitants là où elles ne sont pas publiées.
glossary-median = Médiane : la moitié des naissances, ou des habitants là où elles ne sont pas publiées, est à ce temps ou moins.
glossary-p90 = Neuf naissances sur dix, ou neuf habitants sur dix là où elles ne sont pas publiées, sont à ce temps ou moins.
glossary-stratum = Strate : groupe de familles selon leurs besoins, du risque faible au danger.
glossary-engine = Temps de trajet : sur le réseau routier s’il a été chargé, d’après les horaires de transport public, fournis par vous, ou estimés à partir de la distance.
glossary-gini = Gini : 0 quand tous sont à la même distance, près de 1 quand presque tout le trajet est fait par quelques-uns.
glossary-theil = Part des inégalités qui vient des écarts entre zones ; le reste est à l’intérieur des zones.
glossary-rank = Rang : « entre 2 et 4 » veut dire que l’erreur des temps ne permet pas de dire mieux.
glossary-rate = Taux : nombre de suivis nécessaires pour 100 naissances. Au Luxembourg, 300 suivis énoncés pour les naissances de l’année.
glossary-load = Charge : ce qui est pris, rapporté à ce qui peut l’être.
glossary-complete = Part des naissances pour qui toutes les étapes sont au temps fixé ou moins.
glossary-set-aside = Acteurs en projet, fermés ou à vérifier : ils sont au registre, jamais dans les chiffres.
glossary-e2sfca = E2SFCA : mesure qui partage la capacité entre tous ceux qui peuvent l’atteindre, en donnant moins de poids à ce qui est loin. Voyez sa page de méthode.

gap-note = par an, si rien ne change
tenths = { $tenth } sur 10
bar-subtitle = Par an et par zone. Plein : offert ; vide bordé : manquant{ $unknown ->
    [yes]  ; gris pointillé : capacité inconnue.
   *[no] .
}
bar-part = Part
bar-value = Valeur
bound-minimum = minimum
bound-unknown = capacités inconnues
glossary-bound = Minimum : une partie des services, ou de leurs capacités, n’est pas connue. L’offre est alors au moins celle-ci, et le manque au plus celui-là.
column-need-status = Nature du besoin
column-bound = Remarque
column-used = Pris par an
column-load = Charge
column-unit = Unité
column-actor = Acteur
column-as-of = Date de la source
column-source = Source
column-place = Lieu
column-status = Statut
column-id = Identifiant
column-walk = Distance à la route (m)
column-max-minutes = Trajet le plus long
column-rank = Rang
column-median = Médiane
column-p10 = 1 sur 10 à moins de
column-p90 = 9 sur 10 à moins de
column-gini = Inégalité (Gini)
column-whole-path = Parcours entier à portée
column-breaking = Étape qui manque le plus
column-subject = Porte sur
column-rate = Taux
beyond-reach = hors d’atteinte
axis-minutes = minutes jusqu’au service le plus proche
axis-share = part à ce temps ou moins
download-csv = CSV
download-xlsx = Excel
download-map = Carte (page HTML à garder ou imprimer)
download-map-help = Une page qui s’ouvre partout, sans réseau : tout est dedans.

map-label = Carte : { $title }, { $zone }. Les mêmes chiffres sont dans le tableau sous la carte.
map-within = Part des naissances à { $minutes } min ou moins
map-births = Naissances par an
map-population = Population
map-coverage = Offert rapporté au besoin
map-basins = Acteur le plus proche, zone par zone
map-indicator = Couleur des zones
map-actors = Acteurs montrés
map-actors-selection = ceux de la question posée
map-actors-all = tout le registre
map-actors-none = aucun
map-layers = Couches en plus
map-layers-none = aucune
map-layers-help = Aires déclarées par les services, bassin de l’acteur le plus proche, points de population selon le temps, zones atteintes en 15 à 60 minutes.
map-layer-areas = aires déclarées
map-layer-basins = bassins (acteur le plus proche)
map-layer-points = points de population
map-layer-reach = zone atteinte autour d’un acteur
map-reach-of = Autour de quels acteurs ?
map-as-table = Les chiffres de la carte, en tableau
legend-areas = Tirets orange : zones dans l’aire déclarée d’un service ouvert.
legend-points = Points : lieux de la couche « { $layer } », du plus proche (foncé) au plus loin (clair, puis orange).
legend-unplaced = { $actors ->
        [one] { $actors } acteur n’a pas de lieu connu : il n’est pas dessiné.
       *[other] { $actors } acteurs n’ont pas de lieu connu : ils ne sont pas dessinés.
    }
legend-away = Hors du cadre : { $zones }. Choisissez-les dans « Zone » pour les voir.
legend-not-open = cercle vide : en projet, suspendu ou fermé
legend-to-verify = cercle pointillé : à vérifier
legend-vague = cercle pâle : position approximative
class-any = toutes les zones
class-up-to = { $value } ou moins
class-between = plus de { $low }, jusqu’à { $high }
class-above = plus de { $value }
class-none-reached = aucun acteur atteint
actor-caption = { $kind } · { $status } · { $position }
point-caption = { $place } : { $minutes }

card-choose = Fiche : { $zone }
card-placeholder = cliquez sur la carte, ou choisissez
card-find = Fiche : { $zone }, écrivez un nom
card-help = Au clavier : tapez les premières lettres du nom.
card-nearest = Le plus proche, pour la plupart : { $actor }, à { $minutes } en moyenne.
card-actors = { $here ->
        [one] { $here } acteur du registre dans la zone
       *[other] { $here } acteurs du registre dans la zone
    } ; { $serving ->
        [0] aucun ne la dessert pour la question posée.
        [one] { $serving } acteur la dessert pour la question posée.
       *[other] { $serving } acteurs la desservent pour la question posée.
    }
card-place = Lieu
card-position = Position
card-hours = Horaires
card-phone = Téléphone
card-website = Site
card-service = { $service } — offert par an : { $capacity } ; pris : { $used }
card-covers = Couvre : { $zones }
card-note = Remarques du registre

services-title = Service par service
services-none = { $state ->
        [complete] Aucun service ouvert pour ce choix, dans cette zone.
        [partial] Aucun service connu pour ce choix, dans cette zone : le registre est incomplet.
       *[other] Personne n’est recensé pour ce choix : l’offre et les trajets sont inconnus, non nuls.
    }
register-empty-here = Le registre est vide : apportez un fichier d’acteurs dans l’onglet « Apporter un fichier ».
register-empty = Le registre est vide : ajoutez un fichier d’acteurs dans l’écran « Acteurs ».
suppose-title = Et si les hypothèses changeaient ?
suppose-lead = Changez un taux ou une capacité et voyez l’effet aussitôt. Rien n’est enregistré.
suppose-rate-births = Besoin pour 100 naissances ({ $unit } par an)
suppose-rate-population = Besoin pour 100 habitants ({ $unit } par an)
suppose-capacities = Capacités : écrivez ce que vous supposez, par an ; une case vide garde ce que dit le registre.
suppose-none = Pour l’instant, les chiffres sont ceux du registre.
suppose-warning = Chiffres supposés à l’écran : ils ne sont ni observés, ni enregistrés, ni repris ailleurs.
suppose-after = { $figure } (supposé)
suppose-before = au registre : { $value }
suppose-rate-said = Hypothèse : { $rate } pour 100.

travel-finding = { $share } { $measure ->
        [births] des naissances
       *[other] de la population
    } à { $minutes } minutes ou moins ; { $left ->
        [none] personne n’est plus loin.
       *[some] { $beyond } { $measure ->
            [births] naissances par an
           *[other] habitants
        } sont plus loin.
    }
travel-curves = Minute par minute
travel-curves-title = Part { $measure ->
        [births] des naissances
       *[other] de la population
    } selon le temps jusqu’au service { $state ->
        [complete] le plus proche
       *[other] connu le plus proche
    }
travel-curves-subtitle = Plus la courbe monte vite, plus c’est proche.{ $whole ->
        [yes] { " " }Trait foncé : l’ensemble ; traits gris : ses zones.
       *[no] { "" }
    } Trait vertical : { $minutes } min.
travel-farthest = D’où est-ce le plus loin ?
travel-farthest-lead = Les { $zones }, du trajet moyen le plus long au plus court. { $state ->
    [complete] « Hors d’atteinte » : plus de { $horizon } min.
   *[other] « Aucun connu », à la fin : aucun service connu à moins de { $horizon } min.
}
travel-left-out = { $count ->
        [one] { $count } point trop loin d’une route n’entre pas dans les temps
       *[other] { $count } points trop loin d’une route n’entrent pas dans les temps
    }

compare-nothing = Cette zone ne contient pas d’autres zones à comparer.{ $around ->
    [yes] { "" }
   *[no] { " " }Choisissez une province, une région ou le territoire entier.
}
compare-around = Comparer avec les autres zones : { $zone }
compare-reach = À { $minutes } minutes ou moins
compare-finding = { $first } : { $best } à { $minutes } min ou moins ; { $last } : { $worst }.
compare-interval = Point : la part calculée. Barre : fourchette supposée, des trajets plus longs aux trajets plus courts de leur erreur{ $state ->
        [complete] { "" }
       *[other]  ; elle va jusqu’à 100 %, puisque d’autres services peuvent exister
    }. Deux barres qui se recouvrent ne se classent pas.
interval = { $value } (de { $low } à { $high })
rank-sure = { $rank }
rank-doubt = entre { $best } et { $worst }
inequality-title = Sommes-nous égaux devant la distance ?
inequality-gini = Inégalité des minutes (Gini)
inequality-between = Part due aux écarts entre zones
inequality-said = { $between } de l’inégalité tient aux écarts entre les zones comparées ; le reste est à l’intérieur de chacune, entre lieux proches et lieux éloignés (Gini : { $gini }).
inequality-excluded = { $places ->
        [one] { $places } lieu à plus de { $horizon } min n’est pas compté ici : il n’a pas de temps.
       *[other] { $places } lieux à plus de { $horizon } min ne sont pas comptés ici : ils n’ont pas de temps.
    }
multiples-subtitle = Mêmes axes partout, de 0 à 90 min. Trait vertical : { $minutes } min. { $shown ->
        [one] { $shown } zone
       *[other] { $shown } zones
    } sur { $zones }{ $none ->
        [0] .
       *[other]  : pour { $none ->
            [one] une autre
           *[other] { $none } autres
        }, aucun service connu à portée.
    }

parcours-tab = Suivre un parcours
robust-tab = Et si un service ferme
parcours-steps = Étapes du parcours
parcours-steps-help = Les types de services qu’une famille doit pouvoir atteindre, six au plus.
parcours-limit = { $step } : minutes au plus
parcours-none = Choisissez au moins une étape.
parcours-finding = { $share } { $measure ->
        [births] des naissances ont
       *[other] de la population a
    } { $steps ->
        [one] l’étape choisie
       *[other] les { $steps } étapes
    } à portée ; { $left ->
        [none] le parcours ne casse pour personne.
       *[some] pour { $missing } { $measure ->
            [births] naissances par an
           *[other] habitants
        }, le parcours casse.
    }
parcours-breaks = L’étape qui manque le plus{ $state ->
        [complete] { "" }
       *[other] , d’après les services connus
    } : { $step }
parcours-breaks-subtitle = { $measure ->
        [births] Naissances par an
       *[other] Habitants
    } pour qui l’étape est trop loin. Une même famille peut manquer plusieurs étapes.
parcours-axis = { $measure ->
        [births] naissances par an
       *[other] habitants
    } trop loin
robust-level = { $actors } { $more ->
        [yes] services
       *[no] { $actors ->
            [0] service
            [one] service
           *[other] services
        }
    }{ $state ->
        [complete] {""}
       *[other] { $actors ->
            [0] {" "}connu
            [one] {" "}connu
           *[other] {" "}connus
        }
    }{ $more ->
        [yes] {" "}ou plus
       *[no] {""}
    }
robust-axis = { $measure ->
        [births] naissances par an
       *[other] habitants
    }
robust-finding = { $share } { $measure ->
        [births] des naissances
       *[other] des habitants
    } n’ont qu’un seul service à { $minutes } min ou moins
robust-subtitle = Nombre de services différents à { $minutes } min ou moins. Un service qui vient compte là où il dit aller. { $state ->
        [complete] Zéro n’est pas inconnu : aucun n’est à portée.
       *[other] Zéro : aucun service connu n’est à portée.
    }
closure-title = Que coûterait la fermeture de chacun ?
closure-lead = Un service à la fois, les autres restant ouverts. Les premiers de la liste sont ceux dont la fermeture éloignerait le plus de monde dans la zone choisie. { $measure ->
        [births] Les nombres sont des naissances par an.
       *[other] Les nombres sont des habitants.
    }
travel-unlocated = Sans lieu connu : { $more ->
        [0] { $names }.
        [one] { $names }, et { $more } autre.
       *[other] { $names }, et { $more } autres.
    }
closure-idle = { $actors ->
        [one] Un autre acteur connu n’est le plus proche de personne dans la zone : sa fermeture n’y éloignerait
       *[other] { NUMBER($actors) } autres acteurs connus ne sont les plus proches de personne dans la zone : la fermeture d’un seul n’y éloignerait
    } { $measure ->
        [births] aucune naissance.
       *[other] aucun habitant.
    }
closure-one = Un seul service a un lieu connu : s’il ferme, il ne reste { $state ->
        [complete] personne.
       *[other] aucun service connu.
    }
closure-nearest = { $measure ->
        [births] Naissances
       *[other] Habitants
    } au plus près
closure-nearest-help = Naissances par an (ou habitants) pour qui ce service est le plus proche.
closure-beyond = Au-delà de { $minutes } min
closure-losing = N’auraient plus personne
closure-losing-help = Aucun autre service dans le temps le plus long que l’on cherche.
closure-minutes = Minutes en plus
closure-minutes-help = En moyenne, pour ceux qui gardent un service, mais plus loin.

actors-tab = Le registre
upload-tab = Apporter un fichier
actors-search = Chercher
actors-search-hint = nom ou localité
actors-every-kind = tous les types
actors-every-status = tous les statuts
actors-here = Seulement la zone
actors-here-help = Les acteurs situés dans la zone choisie, ou dont l’aire déclarée la touche.
actors-found = { $shown ->
        [one] { $shown } acteur sur { $known }
       *[other] { $shown } acteurs sur { $known }
    }
actors-card-empty = Cochez une ligne du tableau pour lire la fiche de l’acteur.
actors-issues = Ce que le registre ne dit pas : { $count ->
    [one] { $count } manque
   *[other] { $count } manques
}
actors-no-issue = Rien à signaler.
doubt-no-position = lieu inconnu : absent de la carte et des trajets
doubt-vague-position = position approximative
doubt-no-capacity = capacité inconnue
doubt-to-verify = existence ou activité à vérifier : n’est pas compté
doubt-undated = source sans date
upload-lead = Une liste d’acteurs pour le territoire { $territory } : CSV, Excel, LibreOffice, JSON, GeoJSON, GeoPackage, Parquet, Shapefile compressé ou extrait OpenStreetMap. Elle est d’abord lue et montrée : rien n’est enregistré sans votre accord, et rien n’est effacé.
upload-file = Fichier de la liste ({ $megabytes } Mo au plus)
upload-nothing = Aucun fichier choisi.
upload-checking = Vérification du fichier…
upload-clean = Fichier lu : { $kept ->
        [one] { $kept } ligne sur { $rows } peut être enregistrée
       *[other] { $kept } lignes sur { $rows } peuvent être enregistrées
    }. Rien ne l’est encore.
upload-refused = Fichier refusé : { $errors ->
        [one] { $errors } erreur
       *[other] { $errors } erreurs
    } sur { $rows ->
        [one] { $rows } ligne
       *[other] { $rows } lignes
    }. Rien n’a été enregistré ; le registre est intact. Corrigez les lignes ci-dessous et apportez le fichier à nouveau.
upload-by = Votre nom
upload-by-help = Il reste dans l’histoire du registre, avec la date et la raison.
upload-reason = Raison
upload-commit = Enregistrer dans le registre
upload-who = Écrivez votre nom et la raison : ils restent dans l’histoire du registre.
upload-recording = Enregistrement…
upload-done = { $changed ->
        [one] { $changed } entrée enregistrée.
       *[other] { $changed } entrées enregistrées.
    }

methods-approximate = Ce qui est approché
methods-sources = Sources
methods-travel = Temps de trajet
methods-rules = Règles de besoin
methods-formulas = Calculs
methods-glossary = Mots
methods-layer = Les trajets partent de { $places } points de population (couche : { $layer }).
methods-vague = Position approximative ou inconnue pour { $vague } acteurs sur { $actors }.
methods-silent = Capacité inconnue pour { $silent } acteurs sur { $actors }.
methods-no-estimate = Ce territoire n’a pas d’estimation pour ce mode de déplacement.
methods-estimate = Paramètres de l’estimation
methods-no-rule = Aucun besoin chiffré n’est connu pour ce territoire : il reste inconnu, jamais zéro.
methods-page = Page de méthode, avec un exemple calculé
methods-page-choose = choisissez une mesure
source-title = Source
source-publisher = Éditeur
source-vintage = Millésime
source-licence = Licence
source-through = Lu dans
source-note = Remarque
estimate-detour = Détour (route ÷ vol d’oiseau) :
estimate-near = Vitesse au départ :
estimate-far = Vitesse des longs trajets :
estimate-scale = Distance où la vitesse monte :
estimate-access = Partir et se garer :
estimate-median-published = Écart médian avec les temps publiés, biais compris :
estimate-median = Écart médian avec un réseau réel :
estimate-p90 = Écart dépassé une fois sur dix :
estimate-source = Source :

error-supposed-number = La valeur supposée { $value } doit être un nombre positif ou nul.

app-unexpected = Cet écran n’a pas pu être dessiné : une erreur imprévue est survenue. Rien n’a été modifié. Changez un choix en haut ou ouvrez un autre écran ; le détail est dans le journal du programme.

legend-reach = Lignes violettes : ce qui est à { $minutes } minutes de l’acteur, la plus épaisse au plus près{ $engine ->
        [estimate] { " " }(temps estimé : contour des localités atteintes).
       *[other] .
    }

parcours-few = Peu d’acteurs placés au registre pour : { $steps }. Le registre est sans doute incomplet : un parcours qui casse ici peut n’être qu’un acteur qui manque à la liste.

map-tiles = Fond OpenStreetMap (Internet)
map-tiles-help = Éteint par défaut : rien ne sort de cet ordinateur. Allumé, le navigateur demande les images de la zone affichée à tile.openstreetmap.org, qui voit donc laquelle.
map-png = Image PNG
map-png-help = La carte affichée, avec son titre et sa légende, en une image.
map-print = Imprimer
map-print-help = La carte affichée, avec son titre et sa légende, sur une page.
legend-point = point à { $minutes } min ou moins
legend-point-beyond = point à plus de { $minutes } min
legend-basins = Le fond de couleur suit les routes ; les nombres comptent les zones dont la plupart des naissances ont cet acteur au plus proche.
source-layer = Couche de population « { $layer } »
source-layer-note = Apportée par vous : { $places } points.

waiting = { $told } { $seconds } s
waiting-stop = Ne plus attendre
waiting-stopped = Vous n’attendez plus : rien n’a été modifié. Changez un choix en haut, ouvrez un autre écran, ou reprenez.
waiting-again = Reprendre
remarks-counted = { $remarks ->
    [one] Une chose à savoir avant de citer ces chiffres
   *[other] { $remarks } choses à savoir avant de citer ces chiffres
}
map-nearer = Rapprocher
map-farther = Éloigner
map-home = Revenir à la zone
map-full = Plein écran
legend-notes = { $notes ->
    [one] 1 précision
   *[other] { $notes } précisions
}
actors-open = Ouvrir la fiche d’un acteur
