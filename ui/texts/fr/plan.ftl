screen-plan = Planifier
lead-plan = Que ferait un service de plus, un de moins, un plus fort ? Ajoutez un changement : l’effet est calculé aussitôt, gains et pertes. Le registre n’est pas touché.
plan-unnamed = Proposition sans nom
plan-count = Compter
plan-count-help = Ce que pèse chaque lieu dans les chiffres : toutes les naissances, celles d’une strate (hypothèse), la population ou le besoin.
plan-nobody = { $state ->
        [complete] Aucun service ouvert de ce type : tout ce que vous ajoutez se compare à rien.
       *[other] Aucun service connu de ce type : ce que vous ajoutez se compare à un registre incomplet, et le gain est un maximum.
    }
plan-after-error = Vos changements sont gardés : retirez celui qui pose problème.
plan-map-lead = Cliquez sur la carte pour y ajouter un service.
plan-side = La carte montre
plan-side-change = ce qui change
plan-side-before = aujourd’hui
plan-side-after = après
plan-indicator-minutes = Temps au service le plus proche
plan-indicator-coverage = Part du besoin couverte
plan-map-minutes-before = Temps moyen au service le plus proche, aujourd’hui{ $engine ->
        [estimate] {" "}(estimé)
       *[other] {""}
    }
plan-map-minutes-after = Temps moyen au service le plus proche, après{ $engine ->
        [estimate] {" "}(estimé)
       *[other] {""}
    }
plan-map-minutes-change = Temps moyen gagné ou perdu{ $engine ->
        [estimate] {" "}(estimé)
       *[other] {""}
    }
plan-map-coverage-before = Part du besoin couverte, aujourd’hui
plan-map-coverage-after = Part du besoin couverte, après
plan-map-coverage-change = Part du besoin couverte, en plus ou en moins
plan-caption-minutes = { $zone } : { $before } aujourd’hui, { $after } après ; { $weight } { $base }
plan-caption-coverage = { $zone } : { $before } du besoin aujourd’hui, { $after } après ; { $weight } { $base }
plan-class-minutes-gain-large = gagne { $large } min ou plus, ou n’avait rien à portée
plan-class-minutes-gain-middle = gagne { $small } à { $large } min
plan-class-minutes-gain-small = gagne moins de { $small } min
plan-class-same = rien ne change
plan-class-minutes-loss-small = perd moins de { $small } min
plan-class-minutes-loss-middle = perd { $small } à { $large } min
plan-class-minutes-loss-large = perd { $large } min ou plus, ou n’a plus rien à portée
plan-class-share-gain-large = { $large } points de plus ou davantage
plan-class-share-gain-middle = { $small } à { $large } points de plus
plan-class-share-gain-small = moins de { $small } points de plus
plan-class-share-loss-small = moins de { $small } points de moins
plan-class-share-loss-middle = { $small } à { $large } points de moins
plan-class-share-loss-large = { $large } points de moins ou davantage
plan-mark-new = nouveau ou déplacé
plan-mark-closed = fermé
plan-tab-open = Ouvrir
plan-tab-actors = Fermer, renforcer
plan-tab-need = Besoins
plan-commune = Où ouvrir le nouveau service
plan-commune-placeholder = Cliquez sur la carte ou écrivez un nom
plan-commune-help = Le service est placé à la localité la plus peuplée de la zone.
plan-capacity = Capacité par an ({ $unit })
plan-capacity-help = Laissez vide si elle n’est pas connue : le service compte pour les trajets, pas pour la capacité.
plan-at-point = Au point exact où j’ai cliqué
plan-add-open = Ajouter ce service
plan-add-open-in = Ajouter un service à { $zone }
plan-actor = Service
plan-aside = Au registre, mais pas ouvert aujourd’hui (prévu, fermé ou à vérifier).
plan-way = Que faire
plan-way-close = Fermer
plan-way-capacity = Changer la capacité
plan-way-move = Déplacer
plan-service = Lequel de ses services
plan-new-capacity = Nouvelle capacité par an ({ $unit })
plan-move-to = Vers la zone
plan-add-close = Ajouter cette fermeture
plan-add-reopen = Ajouter son ouverture
plan-add-capacity = Ajouter ce changement de capacité
plan-add-move = Ajouter ce déplacement
plan-add-growth = Ajouter cette évolution
plan-add-rate = Ajouter ce besoin
plan-need-lead = Hypothèses sur { $zone } : d’autres naissances, un autre besoin.
plan-growth = Naissances en plus ou en moins, en pour cent
plan-rate = Besoin pour 100 naissances
plan-changes = { $count ->
        [0] Votre proposition
        [one] Votre proposition : un changement
       *[other] Votre proposition : { $count } changements
    }
plan-nothing = Rien pour l’instant. Choisissez une zone, sur la carte ou dans la liste, puis ajoutez un service.
plan-remove = Retirer le changement { $position }
plan-clear = Tout retirer
plan-share = { $share } du total
plan-was = aujourd’hui { $value }
plan-before = { $figure }, avant
plan-after = { $figure }, après
plan-column-left = À plus de { $minutes } min
plan-parts-title = Où cela change
plan-classes-title = Pour qui : selon la vulnérabilité
plan-classes-unknown = La vulnérabilité des zones n’est pas connue dans ce territoire.
plan-actors-title = Ce qui revient à chaque service
plan-fate = Devenir
plan-fate-kept = inchangé
plan-fate-opened = ouvert
plan-fate-closed = fermé
plan-fate-moved = déplacé
plan-fate-changed = modifié
plan-nearest = Au plus proche
plan-nearest-help = Ceux dont ce service est le plus proche, dans le temps choisi, sur tout le territoire.
plan-communes-title = { $count ->
        [one] Une zone change
       *[other] Les { $count } zones qui changent
    }
plan-communes-none = Aucune zone ne change.
formula-plan-within = Somme de ce qui est compté aux lieux dont le service ouvert le plus proche est dans le temps choisi, inclus, avec les changements. Rien d’autre ne bouge.
formula-plan-gaining = Somme de ce qui est compté aux lieux dont le trajet au service le plus proche devient plus court.
formula-plan-losing = Somme de ce qui est compté aux lieux dont le trajet au service le plus proche devient plus long, ou impossible.
formula-plan-left = Total moins ce qui est à portée dans le temps choisi.
formula-plan-gap = Besoin moins capacité connue, avec les changements. Un maximum quand des capacités sont inconnues.
plan-search-title = Chercher les meilleurs lieux
plan-seconds = { $seconds } s
plan-kept-title = Propositions côte à côte
plan-kept-none = Aucune proposition. Ajoutez un changement, puis gardez-la sous un nom pour la comparer à une autre.
plan-kept-unreadable = Fichiers de scénario illisibles, laissés de côté : { $names }.
plan-kept-choose = Propositions à comparer ({ $most } au plus)
plan-kept-which = Proposition gardée
plan-kept-open = Reprendre
plan-kept-forget = Supprimer
plan-current = Proposition en cours
plan-column-proposal = Proposition
plan-column-worst = Zone la plus mal desservie
plan-name = Nom de la proposition
plan-name-example = Deux SAF de plus
plan-keep = Garder sous ce nom
plan-keep-done = « { $name } » est gardée.
plan-file = proposition
plan-download-toml = Scénario (TOML)
plan-download-json = Résultat complet (JSON)
plan-open-file = Ouvrir un fichier de scénario
plan-upload = Fichier TOML
plan-upload-open = Reprendre ce scénario
error-scenario-too-many = La proposition compte { $count } changements : { $most } au plus.
error-scenario-faults = La proposition ne peut pas être calculée. { $faults }
plan-counted = { $base }, par an
plan-gaining = Gagnent
plan-losing = Perdent
plan-short-within = { $amount } à { $minutes } min ou moins.
plan-short-moves = Gagnent du temps : { $gaining } ; en perdent : { $losing }.
plan-short-gap = Manque : { $gap }.
plan-now = Aujourd’hui
plan-new-service = Nouveau service ({ $zone })
plan-column-vulnerable-gaining = Gagnent, zones les plus vulnérables
plan-column-vulnerable-losing = Perdent, zones les plus vulnérables
plan-vulnerable-help = Dans le quart des zones les plus vulnérables du territoire.
plan-column-gini = Inégalité des trajets (Gini)
plan-gini-help = De 0 (tous au même temps) à 1 (tout le trajet pour quelques-uns).
