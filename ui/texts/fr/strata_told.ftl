# Les strates expliquées.
network-strata-tab = Les strates
strata-lead = Cinq strates, dites en peu de mots d’après le document. Une famille passe de l’une à l’autre : la strate n’est pas une étiquette.
strata-title = Ce que dit le document de chaque strate
strata-criteria = Critères
strata-signs = Signes
strata-coordination = Qui coordonne
strata-duration = Durée
strata-attention = Attention
strata-moves = Passages
strata-move = Vers « { $stratum } » : { $why }
strata-deduced = { $stratum } (en partie déduit d’exemples)
strata-vulnerabilities = Les vulnérabilités nommées, et ce qui en tient lieu par commune
strata-asked = demandée par Born in Belgium
strata-not-asked = non demandée
strata-asked-by-health = { $asked }, par un soignant
strata-approximate = { $indicator } (approché)
strata-nothing-stands = rien par commune
strata-here = Commune par commune (hypothèse)
strata-here-unknown = Aucun chiffre ne dit les strates de ce territoire : elles restent inconnues.
strata-filled = { $count ->
        [one] Dans 1 commune, un chiffre manque : la moyenne de la province en tient lieu.
       *[other] Dans { $count } communes, un chiffre manque : la moyenne de la province en tient lieu.
    }
strata-source = Source : { $source }, { $date } ; mots de Maillage.
column-strata-vulnerability = Vulnérabilité
column-strata-asked = Born in Belgium
column-strata-stands = Ce qui en tient lieu
cli-strata-help = Les cinq strates expliquées ; avec un territoire, ce que l’on en sait commune par commune.
error-strata-told-file = Le fichier des strates { $file } a une entrée absente ou hors de sens : { $reason }.
