# Réseaux routiers : fichiers, profils, rattachement aux rues, isochrones.

## Fichiers

error-roads-file-missing = Le fichier { $file } est introuvable. Vérifiez son nom et son dossier.
error-roads-not-pbf = { $file } n’est pas un extrait OpenStreetMap au format PBF. Téléchargez un fichier « .osm.pbf » (par exemple chez Geofabrik), ou donnez un fichier .osm avec --osm.
error-roads-is-xml = { $file } porte le nom d’un PBF mais contient du XML. Donnez-le avec --osm, ou téléchargez l’extrait « .osm.pbf ».
error-roads-not-osm = { $file } n’est pas un fichier OpenStreetMap (.osm). Exportez la zone depuis OpenStreetMap, ou donnez un extrait « .osm.pbf » avec --pbf.
error-roads-not-graphml = { $file } n’est pas un réseau enregistré par OSMnx (.graphml). Enregistrez-le à nouveau depuis OSMnx, ou donnez un extrait « .osm.pbf » avec --pbf.
error-roads-truncated = { $file } est coupé : le téléchargement s’est arrêté avant la fin. Téléchargez-le à nouveau.
error-roads-damaged = { $file } est abîmé et ne peut pas être lu ({ $reason }). Téléchargez-le à nouveau.
error-roads-cut-at-border = { $file } coupe des routes à son bord : des points y manquent. Donnez plutôt l’extrait « .osm.pbf » avec --pbf, ou exportez la zone avec toutes ses routes entières.
error-roads-none = { $file } ne contient aucune route. Choisissez un extrait qui contient les routes (« highway ») de votre territoire.
error-roads-none-usable = Aucune route de { $file } n’est utilisable { $mode ->
    [car] en voiture
    [bike] à vélo
   *[foot] à pied
 }. Choisissez un extrait complet, ou un autre mode.
error-roads-none-connected = Les routes de { $file } ne forment pas un réseau : de nulle part on ne peut aller et revenir ({ $mode ->
    [car] en voiture
    [bike] à vélo
   *[foot] à pied
 }). Choisissez un extrait complet.
error-roads-none-to-stop = Le réseau de { $file } n’a que des autoroutes ou des bacs : personne ne peut s’y arrêter ({ $mode ->
    [car] en voiture
    [bike] à vélo
   *[foot] à pied
 }). Choisissez un extrait qui contient aussi les rues.
error-roads-without-speeds = { $file } ne dit ni la classe des routes (« highway ») ni leur limite (« maxspeed ») : aucune vitesse ne peut en être tirée. Enregistrez le réseau depuis OSMnx avec ces colonnes, ou donnez un extrait « .osm.pbf » avec --pbf.
error-roads-elsewhere = { $file } couvre un autre endroit (longitudes { $file_west } à { $file_east }, latitudes { $file_south } à { $file_north }) que le territoire (longitudes { $west } à { $east }, latitudes { $south } à { $north }). Téléchargez l’extrait de votre pays ou de votre région.
error-roads-unreachable = OpenStreetMap (Overpass, { $service }) est injoignable : cette machine n’a pas accès à internet, ou le service est arrêté. Réessayez plus tard, ou téléchargez un extrait « .osm.pbf » sur une machine reliée à internet et donnez-le avec --pbf.
error-roads-download-failed = OpenStreetMap (Overpass) n’a pas répondu : { $reason }. Réessayez plus tard, ou téléchargez un extrait « .osm.pbf » sur une machine reliée à internet et donnez-le avec --pbf.
error-network-file-missing = Le réseau { $file } n’est pas construit. Lancez « maillage roads build ».
error-network-file-unreadable = Le réseau { $file } ne peut pas être ouvert : il est abîmé ou vient d’une autre version. Lancez « maillage roads build » pour le reconstruire.

## Profils

error-unknown-travel-mode = Mode de déplacement inconnu : { $mode }. Modes connus : { $known }.
error-unknown-road-class = Classe de route inconnue : { $name }. Classes connues : { $known }.
error-bad-speed = La vitesse « { $name } » doit être plus grande que zéro ({ $value } donné).
error-bad-profile = Le fichier de vitesses { $file } ne peut pas être lu : { $reason }. Remettez le fichier d’origine.
error-profile-closes-roads = Ces réglages ferment des routes ({ $mode }) : le réseau doit être reconstruit avec « maillage roads build ».

## Rattachement aux rues et isochrones

error-crs-not-metric = Le système de coordonnées « { $crs } » n’est pas en mètres. Indiquez dans le territoire un système projeté en mètres (par exemple EPSG:31370 en Belgique, EPSG:2154 en France).
error-bad-walk = La plus longue marche jusqu’à la route doit être plus grande que zéro ({ $walk_m } m donnés).
error-bad-cell-size = Un pas de grille de { $cell_m } m ne convient pas : il doit être plus grand que zéro, et assez grand pour que le calcul tienne en mémoire.
error-bad-thresholds = Ces durées ne conviennent pas : « { $thresholds } ». Donnez une ou plusieurs durées en minutes, de zéro ou plus.

## Ce qui mérite d’être su

issue-roads-split = Le fichier contient un deuxième réseau, sans liaison avec le premier ({ $percent } % des routes), comme une île sans pont ni bac. Les lieux qui s’y trouvent seront hors d’atteinte. S’il existe une liaison, choisissez un extrait qui la contient.
issue-roads-left-aside = { $km } km de routes ({ $percent } %) sont laissés de côté : on ne peut pas y aller et en revenir (voies privées, bouts de routes coupés au bord du fichier).
issue-roads-no-turns = { $file } ne contient aucune interdiction de tourner : les trajets peuvent en emprunter d’interdites. Un extrait « .osm.pbf » complet les contient d’ordinaire.
issue-roads-turns-ignored = { $count ->
    [one] { $count } interdiction de tourner n’est pas appliquée
   *[other] { $count } interdictions de tourner ne sont pas appliquées
 } (elle passe par une rue et non par un carrefour, ne vaut qu’à certaines heures, ou est incomplète) ; { $read } sont lues. Quelques trajets peuvent en être un peu trop courts.
issue-road-no-position = « { $name } » n’a pas de position : aucun trajet ne peut être calculé. Complétez son adresse ou ses coordonnées.
issue-road-too-far = « { $name } » est à { $km } km de la rue la plus proche (au plus { $limit_km } km) : position en mer, hors du réseau, ou erreur de coordonnées. Vérifiez sa position, ou donnez un fichier de routes plus étendu.

## Commandes

cli-roads-speeds-help = Changer les vitesses du réseau construit (sans option : revenir à celles d’origine). Quelques secondes, sans relire le fichier.
cli-speed-class-help = Vitesse d’une classe de routes en km/h, par exemple residential=20. Peut être répété.
cli-limit-share-help = Part de la limite écrite à laquelle on roule, par exemple 0.7 (0.8 d’origine en voiture).
cli-from-actor-help = Temps depuis l’acteur (visites à domicile) ; sans cette option, temps vers l’acteur.
cli-areas-help = Dessiner les zones atteintes autour d’acteurs, pour une carte (.geojson, .gpkg ou .parquet).
cli-areas-actor-help = Identifiant d’un acteur. Peut être répété ; sans lui, tous les acteurs ouverts du type.
cli-areas-within-help = Durée en minutes, elle-même comprise. Peut être répété ; sans elle, les seuils du territoire.
cli-areas-basins-help = À la place : ce qui est plus proche de chaque acteur que de tout autre, dans la plus longue durée.
cli-population-help = Compter la population et les naissances à portée de chaque acteur, par commune.
cli-population-out-help = Écrire le détail par commune dans ce fichier .csv.
error-bad-class-speed = « { $text } » n’est pas une vitesse : écrivez la classe, le signe égal et des km/h, par exemple residential=20.
error-matrix-one-way = La matrice de temps « { $source } » donne les temps vers les acteurs ; elle ne dit rien des temps depuis les acteurs. Construisez un réseau routier avec « maillage roads build ».
error-areas-need-roads = Ces zones se dessinent sur un réseau routier, qui n’est pas construit pour { $territory } (mode { $mode }) ou n’est pas le moteur choisi. Construisez-le avec « maillage roads build { $territory } --pbf FICHIER ».
error-areas-by-timetable = Par les horaires, les zones sont celles d’où l’on peut venir dans le temps donné : --basins et --from-actor ne s’y appliquent pas.
error-areas-format = { $file } : choisissez un fichier .geojson, .gpkg ou .parquet.
error-population-format = { $file } : choisissez un fichier .csv.
error-unknown-actor-id = Aucun acteur « { $actor } » dans le registre de { $territory }. Les identifiants sont dans la colonne actor_id du registre.
error-no-actor-of-kind = Aucun acteur ouvert du type « { $kind } » dans le registre de { $territory }.
column-limit = Durée
progress-roads-times = Temps de trajet…
areas-written = { $count ->
    [one] { $count } zone dessinée
   *[other] { $count } zones dessinées
 } ({ $engine }).
areas-empty = { $count ->
    [one] { $count } acteur n’a aucune zone : sans position, ou trop loin de toute route
   *[other] { $count } acteurs n’ont aucune zone : sans position, ou trop loin de toute route
 }.
population-written = { $rows ->
    [one] { $rows } ligne écrite
   *[other] { $rows } lignes écrites
 } dans { $file }.
travel-left-out-cli = { $count ->
    [one] { $count } lieu ou acteur est trop loin de toute route : { $named }.
   *[other] { $count } lieux ou acteurs sont trop loin de toute route : { $named }…
 } Aucun temps par la route n’est donné pour eux.
roads-attached-places = Lieux rattachés à une rue
roads-attached-actors = Acteurs rattachés à une rue
roads-road-too-far = { $name } ({ $km } km)
roads-road-no-position = { $name } (sans position)
roads-far-places = { $count ->
    [one] { $count } lieu n’a
   *[other] { $count } lieux n’ont
 } pas de rue reliée au réseau à moins de { $limit } km (ou pas de position) ; aucun temps ne leur est donné : { $named }
roads-far-actors = { $count ->
    [one] { $count } acteur n’a
   *[other] { $count } acteurs n’ont
 } pas de rue reliée au réseau à moins de { $limit } km (ou pas de position) ; aucun temps ne leur est donné. Vérifiez leur position, ou donnez un fichier de routes plus étendu : { $named }
error-missing-folder = Le dossier « { $folder } » n’existe pas. Créez-le, ou écrivez le fichier ailleurs.
roads-margin = Marge autour du territoire
roads-waits = Part du temps en attentes (feux, carrefours)
roads-laws = Limites de vitesse de
roads-margin-why = { $km } km suffisent : c’est la moitié de ce qui se parcourt en { $minutes } min à { $kph } km/h, et aucun trajet de { $minutes } min ne passe plus loin. La marge vaut aussi autour des acteurs inscrits de l’autre côté de la frontière.
progress-roads-check = Vérification des fichiers…
error-roads-file-twice = { $file } est le même fichier que { $other }. Donnez chaque extrait une seule fois.
error-roads-file-adds-nothing = { $file } n’apporte rien : toutes ses routes sont déjà dans les autres fichiers, ou au-delà de la marge autour du territoire. Retirez-le, ou élargissez la marge.
error-roads-one-of-these = Seuls les extraits .osm.pbf se joignent : { $file } se donne seul. Téléchargez les extraits voisins au format .osm.pbf, ou donnez un seul fichier.
error-roads-margin-for-files = La marge (--margin) découpe un fichier ; Overpass ne donne que le territoire. Retirez l’une des deux options.
error-bad-margin = Une marge va de 0 à { $most } km autour du territoire : { $km } n’en est pas une.
roads-long-walks = À plus de { $usual } km d’une route, la marche est comptée dans le temps, à 5 km/h : { $places ->
        [one] { $places } lieu
       *[other] { $places } lieux
    }, { $actors ->
        [one] { $actors } acteur
       *[other] { $actors } acteurs
    }.
roads-aside-part = { $km } km près de { $near } ({ $highway }, way { $way } d’OpenStreetMap) : { $why ->
        [trap] les sens uniques n’y mènent, ou n’en reviennent, que d’un côté
       *[apart] aucune voie permise ne la relie au reste (voie privée, barrière, île, bord du fichier)
    }.
