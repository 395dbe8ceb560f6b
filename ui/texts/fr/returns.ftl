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

## Un bus de plus

cli-scenario-gtfs-help = Courses en plus (GTFS, un ZIP) : un bus de plus, ajouté à la grille d’horaires du territoire. Peut être répété.
scenario-change-trips = Courses en plus : « { $file } »
going-change = Aller et revenir sans voiture : on peut être reçu pendant { $hours } des heures d’ouverture, { $times } fois par jour en transport public ; part de ceux qui ne le peuvent jamais : { $never }.
issue-scenario-trips-refused = « { $value } » : { $reason }
issue-scenario-trips-mode = La question n’est pas posée en transport public : les courses de « gtfs » ne changent que l’aller et retour sans voiture. Écrivez mode = "carless" ou mode = "transit" dans [question].
error-more-trips-no-service = Aucune course de { $file } ne circule le { $day }, le jour de la grille : ces courses vont du { $first } au { $last }. Changez leur calendrier, ou refaites la grille pour un autre jour.
plan-tab-bus = Un bus de plus
plan-bus-lead = Les courses d’un fichier GTFS s’ajoutent à celles de la grille d’horaires, le même jour. L’effet se lit sans voiture : choisissez « Sans voiture » ou « Transport public » en haut.
plan-bus-no-timetable = Ce territoire n’a pas encore d’horaires de transport public : apportez-les dans « Données et méthodes », « Apporter », « Horaires », puis ajoutez ici un bus de plus.
plan-bus-file = Fichier GTFS des courses en plus (ZIP, { $megabytes } Mo au plus)
plan-add-bus = Ajouter ces courses

## Familles sans voiture

cars-reach = { $car ->
    [without] Familles sans voiture
    [with] Familles avec une voiture
   *[unknown] Familles dont on ne sait pas si elles ont une voiture
 } ({ $count } { $base ->
    [births] naissances
   *[other] habitants
 }, { $part }) : { $near } à { $limits } minutes ou moins { $way } ; trajet moyen : { $mean }.
cars-unknown = Familles sans voiture : le territoire ne les connaît pas, rien n’en est dit. Un territoire à vous peut recevoir la part des ménages sans voiture de chaque commune (en %), avec ses autres chiffres.
cars-changed = { $car ->
    [without] Familles sans voiture
    [with] Familles avec une voiture
   *[unknown] Familles dont on ne sait pas si elles ont une voiture
 } ({ $count }) : { $near } à { $minutes } minutes ou moins ; gagnent du temps : { $gaining } ; en perdent : { $losing }.

## Un mode sans temps de trajet

choice-mode-absent = « { $asked } » n’a pas de temps de trajet dans ce territoire : il faut { $mode ->
    [transit] des horaires de transport public (GTFS)
    [carless] des horaires de transport public (GTFS) ou un réseau à pied
   *[other] un réseau ou une table de temps
 }, à apporter dans « Données et méthodes », « Apporter ». Les chiffres montrés sont ceux de « { $used } ».
