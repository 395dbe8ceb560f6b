# Apporter des routes, des temps de trajet et des points de population, depuis l’application.

bring-title = Apporter des routes, des temps de trajet, des points de population
bring-lead = Rien ne part sur Internet : tout vient d’un fichier que vous donnez. Le travail continue si vous changez d’écran.
bring-roads = Routes
bring-times = Temps de trajet
bring-layer = Points de population
bring-roads-lead = Un extrait d’OpenStreetMap de votre pays ou de votre région (.osm.pbf, .osm) ou un graphe d’OSMnx (.graphml). Plusieurs extraits .osm.pbf voisins se joignent : les services de l’autre côté d’une frontière sont alors atteints. Les temps par la route remplacent l’estimation là où il en donne.
bring-times-lead = Une table de vos propres temps : place_id, actor_id, minutes. Ce qu’elle ne dit pas reste estimé.
bring-layer-lead = Une grille de recensement, des secteurs, des adresses. Les naissances et la population de chaque commune y sont réparties, sans changer leur total.
bring-path = Chemin du fichier sur cet ordinateur
bring-paths = Chemins des fichiers sur cet ordinateur, un par ligne
bring-files = Ou envoyez les fichiers ({ $megabytes } Mo au plus chacun)
bring-margin = Marge autour du territoire, en km
bring-path-help = Pour un fichier trop grand pour le navigateur.
bring-file = Ou envoyez le fichier ({ $megabytes } Mo au plus)
bring-mode = Mode de déplacement
bring-source = D’où viennent ces données
bring-unit = Unité des temps
bring-unit-said = Celle que dit la colonne
bring-unit-minutes = Minutes
bring-unit-seconds = Secondes
bring-na = Ce que veut dire une case vide, NA ou −1
bring-na-unknown = Temps inconnu : l’estimation répond
bring-na-unreachable = Hors d’atteinte
bring-partial = Garder même si moins de 90 % des trajets sont connus
bring-layer-name = Nom de la couche (celui du fichier sinon)
bring-crs = Système des coordonnées, si elles sont en mètres
bring-population = Colonne de la population, si elle n’est pas reconnue
bring-equal = Compter chaque point pour autant
bring-signed = application
bring-roads-go = Construire le réseau
bring-times-go = Garder ces temps
bring-layer-go = Apporter ces points
bring-progress = { $name } : { $step }
bring-stop = Arrêter
bring-stopped = { $name } : arrêté. Rien n’a changé.
bring-again = C’est lu
bring-roads-done = Le réseau est construit ({ $source }) : { $streets ->
        [one] { $streets } tronçon
       *[other] { $streets } tronçons
    }, { $km } km. Il répond désormais aux temps de trajet.
bring-layer-done = La couche « { $layer } » est enregistrée : choisissez-la dans « Réglages », « Points de population ».
progress-times-read = Lecture des temps…
progress-times-check = Ce qui est connu, par type et par zone…
error-work-under-way = Un travail est déjà en cours ({ $name }) : attendez qu’il finisse, ou arrêtez-le.
error-bring-partial = { $file } ne donne que { $share } des trajets : rien n’a été gardé. Cochez « Garder même si moins de 90 % des trajets sont connus » si c’est voulu ; le reste sera estimé.
error-bring-no-source = Dites d’où viennent ces temps : leur source est affichée avec chaque chiffre.
error-roads-file-type = « { $file } » n’est pas un fichier de routes. Donnez un .osm.pbf, un .osm ou un .graphml.
error-roads-file-too-large = { $file } demanderait au moins { $needed_gb } Go de mémoire, et { $free_gb } Go sont libres. Prenez l’extrait d’une région plus petite.
upload-choose = Choisir un fichier
