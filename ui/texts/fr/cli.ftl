cli-help = Maillage : qui peut joindre quel service de la petite enfance, avec quelle capacité, face à quel besoin.
cli-lang-help = Langue de l’affichage (français par défaut).
cli-json-help = Écrire le résultat en JSON.
cli-diagnose-help = Le diagnostic d’un territoire ou d’une de ses zones : besoin, capacité, couverture, temps de trajet.
cli-zone-help = Code de la zone (province, arrondissement, commune) ; tout le territoire par défaut.
cli-function-help = Fonction du programme, par exemple coordination.
cli-kind-help = Type d’acteur, par exemple one-plateforme ou saf.
cli-stratum-help = Strate de familles : low-risk, specific, complex, refusal ou danger.
cli-births-help = Naissances prises en compte : latest (dernière année complète), mean-3 (moyenne de trois ans) ou une année.
cli-import-help = Lire une liste d’acteurs (CSV, Excel, LibreOffice, JSON, GeoJSON, GeoPackage, Shapefile, Parquet, extrait OpenStreetMap) ; rien n’est enregistré si une réponse manque ou si une ligne est en erreur.
cli-territory-help = Territoire du registre.
cli-dry-run-help = Vérifier seulement, sans enregistrer.
cli-by-help = Qui enregistre (gardé dans l’historique).
cli-reason-help = Pourquoi (gardé dans l’historique).
cli-app-help = Ouvrir l’application dans le navigateur.
cli-port-help = Port local.
cli-no-browser-help = Ne pas ouvrir le navigateur.
cli-address-help = Adresse sur laquelle écouter : localhost pour ce seul ordinateur, 0.0.0.0 pour tout le réseau.
cli-allow-host-help = Nom sous lequel l’application répond, outre celui de cet ordinateur ; à répéter.
cli-workers-help = Nombre de processus qui répondent ensemble ; par défaut un sur un poste, un par cœur quand l’application est partagée.
cli-idle-help = Minutes sans geste après lesquelles une session se termine.
import-clean = { $rows ->
        [one] { $rows } ligne lue, sans erreur.
       *[other] { $rows } lignes lues, sans erreur.
    }
import-refused = { $errors ->
        [one] { $errors } erreur : rien n’a été enregistré.
       *[other] { $errors } erreurs : rien n’a été enregistré.
    } { $kept ->
        [one] { $kept } ligne sur { $rows } est bonne.
       *[other] { $kept } lignes sur { $rows } sont bonnes.
    } Corrigez le fichier et recommencez.
import-dry-run = Vérification seulement : rien n’a été enregistré.
import-done = { $changed ->
        [0] Le registre était déjà à jour.
        [one] { $changed } fiche enregistrée.
       *[other] { $changed } fiches enregistrées.
    }
app-opening = Maillage s’ouvre sur { $address } (Ctrl+C pour arrêter).
app-shared = L’application est ouverte à d’autres ordinateurs, sans mot de passe ni chiffrement, sous le nom { $hosts }. Mettez devant elle un serveur qui s’en charge : docs/partager.md.
cli-roads-help = Le réseau routier d’un territoire, lu dans OpenStreetMap.
cli-roads-build-help = Construire le réseau d’un mode de déplacement à partir d’un fichier, ou d’Overpass avec internet.
cli-roads-show-help = Dire ce que contient le réseau construit.
cli-pbf-help = Fichier .osm.pbf (région ou pays). Répétez l’option pour joindre plusieurs extraits voisins.
cli-margin-help = Garder les routes jusqu’à tant de kilomètres autour du territoire. D’ordinaire, la moitié de ce qui se roule pendant le plus long seuil : au-delà, aucun de ces trajets ne passe.
cli-osm-help = Fichier .osm ou .osm.gz (XML).
cli-graphml-help = Fichier .graphml écrit par OSMnx.
cli-overpass-help = Demander les routes à Overpass (internet nécessaire).
cli-mode-help = Mode de déplacement : car (voiture), bike (vélo), foot (à pied), transit (transport public) ou carless (sans voiture : transport public, sinon à pied).
cli-engine-help = Moteur de trajet : auto, roads (réseau routier), matrix (vos temps) ou estimate (estimation).
cli-travel-help = Temps de trajet : vos propres temps, comparaison et calage de l’estimation, export.
cli-travel-import-help = Prendre vos propres temps de trajet (CSV ou Parquet : place_id, actor_id, minutes).
cli-travel-compare-help = Comparer l’estimation au réseau routier, par tranche de distance.
cli-travel-calibrate-help = Caler l’estimation sur le réseau routier, et garder ce calage.
cli-travel-export-help = Écrire les temps de trajet dans un fichier CSV ou Parquet.
cli-source-help = D’où viennent ces temps (affiché avec chaque chiffre).
column-roads = Réseau
column-value = Valeur
column-distance = Distance
column-trips = Trajets
column-bias = Écart médian signé
column-median-error = Écart médian
column-p90-error = Écart dépassé 1 fois sur 10
all-distances = Tous
roads-source = Source
roads-streets = Tronçons
roads-length = Longueur
roads-left-aside = Laissé de côté (non relié)
roads-restrictions = Interdictions de tourner appliquées
matrix-kept = { $rows ->
        [one] { $rows } temps de trajet enregistré.
       *[other] { $rows } temps de trajet enregistrés.
    }
matrix-unknown-places = Lignes laissées de côté, point de population inconnu : { $rows }.
matrix-unknown-actors = Lignes laissées de côté, acteur inconnu : { $rows }.
travel-exported = { $rows ->
        [one] { $rows } temps écrit
       *[other] { $rows } temps écrits
    } ({ $engine }).
calibration-kept = Calage enregistré : l’estimation de ce territoire l’utilise désormais.
calibration-hint = Pour caler l’estimation sur ce réseau : maillage travel calibrate { $territory }
progress-roads-read = Lecture des routes…
progress-roads-speeds = Vitesses…
progress-roads-assemble = Assemblage du réseau…
progress-roads-waits = Feux et carrefours…
progress-roads-contract = Simplification…
progress-roads-turns = Interdictions de tourner…
progress-roads-component = Parties reliées…
progress-roads-prepare = Préparation du calcul…
progress-roads-save = Enregistrement…
progress-roads-done = Terminé
cli-template-help = Écrire un registre vide à remplir (XLSX), chaque colonne expliquée.
template-written = { $file } est prêt à remplir.
usage-help = Voyez « { $command } --help ».
usage-no-such-option = Option inconnue : { $option }.
usage-no-such-command = Commande inconnue : { $command }.
usage-near = Vouliez-vous dire { $near } ?
usage-missing = Il manque { $name }.
usage-choice = { $name } : valeur inconnue. Valeurs admises : { $known }.
usage-value = { $name } : { $reason }
usage-option-value = L’option { $option } attend une valeur.
usage-extra = Arguments en trop : { $extra }.
usage-other = La commande ne se lit pas : { $reason }

# Les mots de la bibliothèque qui lit la ligne de commande.
click-usage = Emploi :
click-options = Options{ " " }
click-arguments = Arguments{ " " }
click-commands = Commandes{ " " }
click-help = Montrer cette aide et s’arrêter.
click-version = Dire la version et s’arrêter.
click-required = obligatoire
click-default = par défaut : { $default }
click-deprecated = à ne plus employer
click-aborted = Arrêté.
click-missing-command = Il manque une commande.
click-repeat = Encore une fois, pour être sûr
click-invalid = Cette réponse n’est pas prévue.
click-do-not-match = Les deux saisies diffèrent.
click-error = { $message }
click-yes = o oui
click-no = n non
click-word-actor = ACTEUR
click-word-args = ARGUMENTS
click-word-change = CHANGEMENT
click-word-code = CODE
click-word-column = COLONNE
click-word-command = COMMANDE
click-word-commune = COMMUNE
click-word-date = DATE
click-word-decision = DÉCISION
click-word-file = FICHIER
click-word-first = PREMIER
click-word-header = EN-TÊTE
click-word-id = IDENTIFIANT
click-word-integer = ENTIER
click-word-kind = TYPE
click-word-kmh = KMH
click-word-level = NIVEAU
click-word-name = NOM
click-word-number = NOMBRE
click-word-options = OPTIONS
click-word-path = CHEMIN
click-word-place = LIEU
click-word-proposal = PROPOSITION
click-word-receiver = DESTINATAIRE
click-word-role = RÔLE
click-word-second = SECOND
click-word-sender = EXPÉDITEUR
click-word-territories = TERRITOIRES
click-word-territory = TERRITOIRE
click-word-text = TEXTE
click-word-url = ADRESSE
click-word-value = VALEUR
