## Aller et revenir, en carte

travel-part-returns = Aller et revenir
returns-no-timetable = Ce territoire n’a pas encore d’horaires de transport public : quand un service peut être atteint et quitté sans voiture reste inconnu. Apportez un fichier d’horaires (GTFS) dans « Données et méthodes », « Apporter », « Horaires ».
returns-nobody = Personne n’est compté dans cette zone : il n’y a pas de part à dire.
returns-unknown = Aucune ligne de ces horaires ne passe là où vivent les familles de cette zone, ou là où sont ces services : quand on peut y aller et en revenir reste inconnu.
returns-map-hours = Part des heures d’ouverture
returns-map-people = Part des { $base ->
    [births] naissances
   *[other] habitants
 } qui peuvent aller et revenir
returns-caption = { $zone } : { $share }{ $some ->
    [yes] {" "}(inconnu pour { $unknown })
   *[no] {""}
 } ; dernier retour : { $time }
returns-zones = Les { $zones }, du moins au plus souvent possible
formula-returns-hours = part des minutes d’ouverture où un rendez-vous peut commencer, en arrivant à l’heure et en rentrant ensuite, attentes comprises dans le plus long trajet admis ; au service où elle est la plus grande, à pied ou en transport public, moyenne pesée par les familles du lieu. Un lieu inconnu n’entre pas dans la moyenne.
formula-returns-people = part de ceux qui peuvent aller à un service et en revenir au moins une fois dans la journée, à pied ou en transport public, parmi ceux dont on le sait. Attendre sur place est ici permis.
column-going-share = Part des heures d’ouverture
column-going-able = Peuvent aller et revenir
going-finding = { $zone } : à pied ou en transport public, on peut être reçu et revenir pendant { $hours } des heures d’ouverture, en moyenne{ $some ->
    [yes] {" "}; { $never } des { $base ->
        [births] naissances
       *[other] habitants
     } ne le peuvent jamais
   *[no] {""}
 }{ $gaps ->
    [yes] {" "}(inconnu pour { $unknown }).
   *[no] .
 }
going-share-means = Part des heures d’ouverture : celles où un rendez-vous de { $stay } minutes peut commencer, chaque trajet durant au plus { $way } minutes, l’attente d’avant le rendez-vous et celle du retour comptées.
