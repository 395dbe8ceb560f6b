# Transport public : fichiers d’horaires (GTFS), grille d’un jour, trajets sans voiture.

## Moteur et modes

engine-timetable = temps d’après les horaires de transport public
remark-timetable = Temps en transport public d’après les horaires de { $source } (grille construite le { $date }) : marche et attente comptées, { $moments }.
transit-hours-said = { $moment ->
    [appointment] pour être là à { $hours }
    [appointments] { $percentile ->
        [50] médiane
       *[other] percentile { $percentile }
    } des rendez-vous à { $hours }
    [arrive] { $percentile ->
        [50] médiane
       *[other] percentile { $percentile }
    } des rendez-vous { $hours }
   *[leave] { $percentile ->
        [50] médiane
       *[other] percentile { $percentile }
    } des minutes de départ { $hours }
 }
legend-minutes-timetable = Trajet au { $known ->
    [yes] service connu le plus proche
   *[no] plus proche
}, { $way }
map-minutes-timetable = Temps { $way } jusqu’au service le plus proche
by-mode-transit = en transport public
by-mode-carless = sans voiture

## Fichiers

error-feed-not-zip = { $value } n’est pas un fichier ZIP : une offre de transport (GTFS) est un ZIP de fichiers .txt. Donnez le ZIP tel que l’opérateur le publie.
error-feed-damaged = { $feed } est abîmé ou protégé : { $value } ne peut pas être lu. Téléchargez-le à nouveau.
error-feed-zip-inside = { $value } contient d’autres ZIP ({ $inside }) : sortez-les et donnez-les un par un, chacun avec --gtfs.
error-feed-file-missing = { $feed } : il manque { $value }. Ce n’est pas une offre de transport (GTFS) complète.
error-feed-column-missing = { $feed } : il manque la colonne { $value } dans { $file }.
error-feed-row-broken = { $feed } : une ligne de { $file } n’a pas ses { $columns } colonnes (« { $value } »).
error-feed-encoding = { $feed } : { $value } n’est un texte dans aucun encodage connu. Enregistrez-le en UTF-8.
error-feed-file-too-large = { $feed } : { $value } dépasse { $limit_gb } Go une fois décompressé.
error-feed-frequencies-alone = { $feed } n’a que des fréquences (frequencies.txt) : sans stop_times.txt, rien ne dit où passent les courses ni en combien de temps.
error-feed-nothing-left = { $feed } : aucune course ne peut être utilisée ; les constats ci-dessous disent pourquoi.
error-feed-id-twice = { $feed } : l’identifiant « { $value } » est deux fois dans { $file }, colonne { $column } (ligne { NUMBER($row, useGrouping: 0) }).
error-feed-sequence-twice = { $feed } : la course « { $value } » a deux passages du même rang dans { $file } (ligne { NUMBER($row, useGrouping: 0) }).
error-transit-no-feed = Donnez au moins un fichier d’horaires avec --gtfs.
error-transit-same-feed = { $file } et { $other } sont le même fichier : donnez-le une fois, sinon chaque course compterait deux fois.
error-transit-no-service = Aucune course ne circule le { $day }. Les horaires vont du { $first } au { $last } : choisissez un autre jour avec --day.
error-transit-elsewhere = Aucun arrêt de { $file } n’est près de ce territoire : ce sont les horaires d’une autre région.
error-transit-no-place = Aucun des { $places } lieux du territoire n’est là où passent les lignes de { $file }.
error-transit-missing = Aucun horaire n’est gardé pour { $territory }. Construisez la grille avec « maillage transit build { $territory } --gtfs FICHIER.zip ».
error-transit-damaged = La grille d’horaires { $file } est abîmée ou vient d’une autre version. Refaites-la avec « maillage transit build ».
error-transit-no-departure = Cette plage ne contient aucune minute de départ.
error-transit-bad-percentile = Un percentile est plus grand que 0 et d’au plus 100 ({ $value } donné).
error-transit-hours-two = Donnez --leave ou --arrive, pas les deux : les temps sont ceux de départs, ou de rendez-vous.
error-transit-hours-reset = --reset revient aux moments d’origine : donnez-le seul.
error-transit-hours-damaged = Les moments choisis pour { $territory } ({ $file }) ne peuvent pas être lus. Revenez à ceux d’origine avec « maillage transit hours { $territory } --reset ».
error-bad-hour = « { $value } » n’est pas une heure : écrivez par exemple 07:00.

## Constats

issue-feed-not-zip = « { $value } » n’est pas un fichier ZIP.
issue-feed-damaged = « { $value } » est abîmé ou protégé : il ne peut pas être lu.
issue-feed-zip-inside = « { $value } » contient d’autres ZIP ({ $inside }), à donner un par un.
issue-feed-file-missing = Il manque le fichier { $value }.
issue-feed-column-missing = { $file } : il manque la colonne { $value }.
issue-feed-row-broken = { $file } : cette ligne n’a pas ses { $columns } colonnes (« { $value } »).
issue-feed-encoding = « { $value } » n’est un texte dans aucun encodage connu.
issue-feed-file-too-large = « { $value } » dépasse { $limit_gb } Go une fois décompressé.
issue-feed-frequencies-alone = « { $value } » n’a que des fréquences : sans stop_times.txt, rien ne dit où passent les courses.
issue-feed-nothing-left = « { $value } » : aucune course ne peut être utilisée.
issue-feed-id-twice = { $file } : l’identifiant « { $value } » est donné deux fois ({ $count ->
    [one] une ligne
   *[other] { $count } lignes
 }).
issue-feed-sequence-twice = { $file } : la course « { $value } » a deux passages du même rang ({ $count ->
    [one] une ligne
   *[other] { $count } lignes
 }).
issue-feed-coordinates-zero = { $file } : l’arrêt « { $value } » est placé en 0 ; 0, dans l’océan : il est laissé de côté ({ $count ->
    [one] un arrêt
   *[other] { $count } arrêts
 } ainsi).
issue-feed-stop-nowhere = { $file } : l’arrêt « { $value } » n’a pas de position : il est laissé de côté ({ $count ->
    [one] un arrêt
   *[other] { $count } arrêts
 } ainsi).
issue-feed-bad-coordinate = { $file } : « { $value } » n’est pas une coordonnée en degrés ; l’arrêt est laissé de côté ({ $count ->
    [one] une ligne
   *[other] { $count } lignes
 }).
issue-feed-bad-time = { $file } : « { $value } » n’est pas une heure (25:10:00 convient pour après minuit) ; elle est prise comme absente ({ $count ->
    [one] une ligne
   *[other] { $count } lignes
 }).
issue-feed-bad-date = { $file } : « { $value } » n’est pas une date (20261128) ; la ligne est laissée de côté ({ $count ->
    [one] une ligne
   *[other] { $count } lignes
 }).
issue-feed-bad-number = { $file } : « { $value } » n’est pas le nombre attendu ; la ligne est laissée de côté ({ $count ->
    [one] une ligne
   *[other] { $count } lignes
 }).
issue-feed-unknown-reference = { $file } : « { $value } » n’est pas dans { $other }, ou ne peut servir ; ce qui y renvoie est laissé de côté ({ $count ->
    [one] une ligne
   *[other] { $count } lignes
 }).
issue-feed-station-circle = { $file } : la station de l’arrêt « { $value } » est l’arrêt lui-même, ou le désigne comme la sienne ; elle est ignorée ({ $count ->
    [one] une ligne
   *[other] { $count } lignes
 }).
issue-feed-times-back = { $file } : la course « { $value } » remonte le temps ; elle est laissée de côté ({ $count ->
    [one] une course
   *[other] { $count } courses
 } ainsi).
issue-feed-trip-short = { $file } : la course « { $value } » n’a qu’un arrêt utilisable ; elle est laissée de côté ({ $count ->
    [one] une course
   *[other] { $count } courses
 } ainsi).
issue-feed-trip-timeless = { $file } : la course « { $value } » n’a pas d’heure à ses deux bouts ; elle est laissée de côté ({ $count ->
    [one] une course
   *[other] { $count } courses
 } ainsi).
issue-feed-bad-frequency = { $file } : la fréquence de la course « { $value } » est nulle, ou finit avant de commencer ; elle est laissée de côté ({ $count ->
    [one] une ligne
   *[other] { $count } lignes
 }).
issue-feed-encoding-converted = { $file } n’est pas en UTF-8 : il est lu en { $encoding }. Vérifiez « { $value } ».
issue-feed-in-folder = Les fichiers sont dans le dossier « { $folder } » du ZIP : ils y sont lus.
issue-feed-same-ids = { $count ->
    [one] { $count } course porte
   *[other] { $count } courses portent
 } dans { $file } le même identifiant que dans { $other } (« { $value } ») : toutes sont gardées, à part. Si ce sont deux versions d’une même offre, n’en donnez qu’une.
issue-feed-loops = { $count ->
    [one] { $count } course passe
   *[other] { $count } courses passent
 } deux fois au même arrêt : ce sont des boucles, on y monte et descend à chaque passage.
issue-feed-transfers-narrow = { $file } : { $count ->
    [one] { $count } correspondance ne vaut
   *[other] { $count } correspondances ne valent
 } que pour une ligne ou une course : elles ne sont pas lues, la marche et le temps de changer habituels valent.
issue-feed-not-valid = { $file } : ces horaires vont du { $first } au { $last } ; le { $day } n’en fait pas partie.
issue-feed-no-service-that-day = { $file } : aucune course ne circule le { $day }. Les autres fichiers font seuls la grille.
issue-feed-stops-far = { $count ->
    [one] { $count } arrêt est
   *[other] { $count } arrêts sont
 } loin de toute rue à pied (« { $value } ») : on y marche à vol d’oiseau, détour compté.

## Commandes

cli-transit-help = Horaires de transport public : construire la grille d’un jour, la montrer, la retirer.
cli-transit-build-help = Construire la grille d’horaires d’un jour à partir d’offres de transport (GTFS, un ZIP chacune), pour les modes transit et carless.
cli-transit-show-help = Dire ce que contient la grille d’horaires : jour, offres, arrêts, constats, trajets connus.
cli-transit-remove-help = Retirer la grille d’horaires.
cli-transit-hours-help = Les moments sur lesquels les temps sont pris, pour toutes les mesures, cartes, scénarios et recherches du territoire : des minutes de départ, ou des rendez-vous avant lesquels arriver. Sans option, les dire.
cli-transit-hours-leave-help = Partir entre deux heures, par exemple 7:00-9:00. Peut être répété.
cli-transit-hours-arrive-help = Arriver avant un rendez-vous, par exemple 9:00, ou avant chaque minute d’une plage, 9:00-11:00. Peut être répété.
cli-transit-hours-percentile-help = Percentile des temps de tous les moments, plus grand que 0 et d’au plus 100 (50 d’origine, la médiane).
cli-transit-hours-reset-help = Revenir aux moments d’origine.
cli-gtfs-help = Offre de transport (GTFS), un fichier ZIP. Peut être répété.
cli-transit-day-help = Jour de la grille, AAAA-MM-JJ ; sans lui, le jour ouvrable le plus fourni dans les quatre semaines à venir que les horaires connaissent.
progress-transit-read = Lecture des horaires…
progress-transit-timetable = Grille du jour et correspondances…
progress-transit-save = Écriture…
progress-transit-done = Fini.
column-transit = Transport public
transit-day = Jour
transit-feed = { $file }
transit-feed-said = { $publisher } : { $trips } courses ce jour, valable du { $first } au { $last }
transit-hours = Moments
transit-stops = Arrêts desservis
transit-walks = Marche d’un arrêt à l’autre
transit-walks-streets = par les rues
transit-walks-straight = à vol d’oiseau, détour compté
transit-removed = La grille d’horaires est retirée ({ $source }).
transit-not-of-today = Ces horaires valent du { $first } au { $last } : ils ne disent rien d’aujourd’hui, { $today }.
transit-not-of-day = Le { $day }, jour de la grille, n’est pas dans la validité de { $files } : aucune de ses courses n’y est comptée, et les temps peuvent paraître plus longs qu’ils ne sont.
transit-walks-changed = Le réseau à pied a changé depuis : refaites la grille avec « maillage transit build { $territory } » pour que les correspondances le suivent.
travel-known-transit = { $share } des trajets ont leurs deux bouts là où passent les lignes. Ailleurs, ces horaires ne disent rien : le temps reste inconnu, ce qui n’est pas hors d’atteinte.

## Aller et revenir

cli-transit-returns-help = Combien de fois par jour on peut aller à un service et en revenir pendant qu’il est ouvert, en transport public.
cli-transit-stay-help = Minutes passées sur place (45 d’origine).
cli-transit-way-help = Plus long trajet, dans chaque sens, en minutes (120 d’origine).
cli-transit-open-help = Heures d’ouverture de tous les services, par exemple 9:00-12:00, à la place des leurs. Peut être répété.
returns-title = { $zone } : { $services }, aller et revenir dans la journée
column-going-several = Plusieurs fois
column-going-once = Une fois
column-going-never = Jamais
column-going-on-foot = À pied
column-going-unknown = Inconnu
column-going-times = Fois par jour
column-going-last-back = Dernier retour
hours-span = de { $start } à { $end }
hours-and = {" "}et{" "}
time-of-day = { $hour } h { $minute }
going-means = Part des { $base ->
    [births] naissances
   *[other] habitants
 } d’où l’on peut aller à un service, y rester { $stay } minutes pendant qu’il est ouvert, et revenir le même jour, chaque trajet durant au plus { $way } minutes (horaires de { $source }, { $day }). Fois par jour : moyenne, vers le service le mieux desservi. Dernier retour : la moitié ont le leur avant cette heure.
going-hours-supposed = { $count ->
    [one] Les heures d’un service sur { $services } ne sont pas lues
   *[other] Les heures de { $count } services sur { $services } ne sont pas lues
 } : celles d’usage sont supposées ({ $hours }).
going-closed = { $count ->
    [one] Un service sur { $services } est fermé ce jour-là.
   *[other] { $count } services sur { $services } sont fermés ce jour-là.
 }
going-outside = { $count ->
    [one] Un service sur { $services } est là où ne passe aucune ligne
   *[other] { $count } services sur { $services } sont là où ne passe aucune ligne
 } : ces horaires n’en disent rien.
going-unlocated = { $count ->
    [one] Un service n’a pas de lieu connu : il n’entre pas dans ces trajets.
   *[other] { $count } services n’ont pas de lieu connu : ils n’entrent pas dans ces trajets.
 }

## Un trajet

cli-transit-journey-help = Un trajet en transport public, étape par étape : marche, lignes, arrêts, heures, changements, dernier retour.
cli-journey-from-help = D’où l’on part : un point de population, ou une zone (son point où l’on compte le plus de monde).
cli-journey-to-help = Où l’on va : l’identifiant d’un acteur du registre.
cli-journey-leave-help = Heure à partir de laquelle on peut partir. Sans elle : un moment dont le temps est celui de la table des trajets (voir « maillage transit hours »).
cli-journey-arrive-help = Heure du rendez-vous : le dernier départ qui arrive avant.
cli-journey-mode-help = carless : à pied aussi loin qu’il faut ; transit : une heure de marche directe au plus.
journey-title = { $place } → { $actor }
column-leg-means = Moyen
column-leg-from = De
column-leg-to = À
column-leg-leaves = Départ
column-leg-arrives = Arrivée
leg-on-foot = à pied
leg-line = ligne { $line }
journey-then = , puis{" "}
journey-said = En transport public : { $lines } ; { $changes ->
    [0] sans changement
    [one] un changement
   *[other] { $changes } changements
 } ; { $back }.
journey-back = dernier retour à { $time }
journey-no-back = aucun aller et retour pendant l’ouverture ce jour-là
journey-on-foot = À pied de bout en bout : aucune ligne n’arrive avant.
journey-none = En transport public : hors d’atteinte à cette heure, ou pour plus de la moitié des départs.
journey-unknown = En transport public : inconnu, aucune ligne de ces horaires ne passe là.
journey-usual = Prêt à { $ready }, on part à { $leaves } et arrive à { $arrives } : { $minutes }, attente comptée : le temps de la table des trajets.
journey-leaving = Prêt à { $ready }, on part à { $leaves } et arrive à { $arrives } : { $minutes }, attente comptée.
journey-appointment = Pour être là à { $before }, on part à { $leaves } et arrive à { $arrives } : { $minutes }, attente sur place comptée, le temps de la table des trajets.
journey-arriving = On part à { $leaves } et arrive à { $arrives } : { $minutes }.
journey-source = Horaires de { $source }, { $day }.
error-journey-two-times = Donnez --leave ou --arrive, pas les deux.
error-journey-actor-nowhere = { $actor } n’a pas de lieu connu : aucun trajet ne peut y mener.
error-journey-unknown-origin = « { $origin } » n’est ni un point de population ni une zone habitée de { $territory }.

## Ce que les horaires ne disent pas

remark-outside-timetable-places = { $count ->
    [one] Un point de population est là où ne passe aucune ligne de ces horaires : son temps est inconnu, et ce qui est à portée est un minimum.
   *[other] { $count } points de population sont là où ne passe aucune ligne de ces horaires : leur temps est inconnu, et ce qui est à portée est un minimum.
 }
remark-outside-timetable-actors = { $count ->
    [one] Un acteur ouvert est là où ne passe aucune ligne de ces horaires : le temps pour y aller est inconnu.
   *[other] { $count } acteurs ouverts sont là où ne passe aucune ligne de ces horaires : le temps pour y aller est inconnu.
 }
doctor-seen-transit-damaged = La grille d’horaires de transport public est illisible.
