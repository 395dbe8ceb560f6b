# Coordination : besoin, charge, offre.
network-coordination-tab = Coordination
coordination-finding = { $zone } : de { $families } familles à coordonner par an, soit { $posts } temps pleins (hypothèse) ; { $offer }.
coordination-nothing = { $zone } : le nombre de familles par strate n’est pas connu, le besoin de coordination non plus.
coordination-hypotheses = Hypothèses : { $hours } h par temps plein et par an pour les familles, { $minutes } min de trajet pour aller. { $source }.
coordination-offer = { $capacity } familles par an dites par { $known ->
        [one] 1 service
       *[other] { $known } services
    } de la zone sur { $services }
coordination-offer-unknown = { $services ->
        [0] aucun service connu dans la zone
        [one] 1 service de la zone, qui ne dit pas combien il en suit
       *[other] { $services } services de la zone, qui ne disent pas combien ils en suivent
    }
coordination-range = { $low } à { $high }
coordination-at-least = { $number } au moins
coordination-self = Une famille de strate 2 qui se coordonne elle-même n’attend personne : elle n’est pas un suivi manquant. Combien le font n’est pas connu, d’où les deux bornes.
coordination-totals = Par fonction : le besoin des strates connues et ce qui est offert
coordination-lines = Par fonction et par strate : familles, heures, temps pleins
coordination-fte = Heures par temps plein et par an, pour les familles
coordination-trip = Minutes de trajet, un aller
coordination-share = Familles de strate 2 qui délèguent leur coordination (en %)
coordination-mix-title = Une charge mixte
coordination-mix = { $families } : { $hours } h par an, soit { $posts } d’un temps plein.
coordination-mix-lead = Ce que prennent les familles suivies par une même équipe, de plusieurs strates à la fois.
coordination-mix-part = { $number } × { $stratum }
coordination-download = Le tableau (CSV)
column-coordination-function = Fonction
column-coordination-stratum = Strate
column-coordination-births = Naissances de la strate
column-coordination-families = Familles concernées
column-coordination-hours = Heures par famille
column-coordination-trip = dont trajets
column-coordination-load = Familles par temps plein
column-coordination-posts = Temps pleins
column-coordination-open = Acteurs à portée
column-coordination-capacity = Offre dite
column-coordination-gap = Familles sans place
column-coordination-unknown = Strates inconnues
cli-coordination-help = Coordination contre besoin : familles, heures et temps pleins par strate, et ce qui est offert.
cli-coordination-hypotheses-help = Fichier d’hypothèses à la place de celles de Maillage (TOML, voir --template).
cli-coordination-trip-help = Minutes d’un aller vers une famille.
cli-coordination-mix-help = Charge mixte d’un même temps plein : specific=20, à répéter.
cli-coordination-template-help = Écrire les hypothèses, à modifier.
error-coordination-file = Le fichier d’hypothèses { $file } a une entrée absente ou hors de sens : { $reason }.
error-coordination-mix = { $number } familles « { $stratum } » : il faut un nombre positif et une strate que la fonction { $function } suit.
error-coordination-mix-text = « { $text } » n’est pas une part de charge. Écrivez par exemple specific=20.
cli-coordination-function-help = Fonction de la charge mixte.
