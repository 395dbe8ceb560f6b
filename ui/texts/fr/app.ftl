language-name = Français
app-after-error = Rien n’a été modifié. Changez un choix en haut, ou corrigez le fichier indiqué et rechargez la page.
choice-territory = Territoire
choice-by = Question posée sur
choice-by-kind = un type d’acteur
choice-by-function = une fonction du programme
choice-kind = Type d’acteur
choice-function = Fonction
choice-zone = Zone
need-status-official = chiffre officiel
need-status-stated = énoncé par la source
need-status-hypothesis = hypothèse
need-status-reconstructed = chiffre reconstitué
need-status-missing = chiffre manquant
need-status-unknown = aucun chiffre connu
need-status-several = plusieurs chiffres
services-count = { $services ->
        [0] { $state ->
            [complete] aucun service ouvert
           *[other] aucun service connu
        }
        [one] { $services } service ouvert{ $state ->
            [complete] { "" }
           *[other] { " " }connu
        }
       *[other] { $services } services ouverts{ $state ->
            [complete] { "" }
           *[other] { " " }connus
        }
    }
services-none-listed = personne n’est recensé
engine-estimate = temps estimé, sans réseau routier
engine-roads = temps sur le réseau routier
engine-none = aucun pour ce territoire
engine-matrix = temps fournis par vos soins
position-address = adresse connue
position-locality = placé au centre de sa localité
position-commune = placé au centre de sa commune
position-approximate = position approximative
position-unknown = lieu inconnu
class-within = { $minutes } min ou moins
class-beyond = { $state ->
    [complete] plus de { $minutes } min
   *[other] aucun connu à { $minutes } min ou moins
}
class-unknown = inconnu
class-declared = dans l’aire déclarée d’un service ouvert
class-not-declared = dans aucune aire déclarée
map-declared = Communes couvertes, selon l’aire que les services déclarent
legend-minutes-estimate = Trajet estimé au { $known ->
    [yes] service connu le plus proche
   *[no] plus proche
}
legend-minutes-roads = Trajet au { $known ->
    [yes] service connu le plus proche
   *[no] plus proche
}
legend-minutes-matrix = Trajet au { $known ->
    [yes] service connu le plus proche
   *[no] plus proche
}, vos temps
map-minutes-estimate = Temps estimé { $way } jusqu’au service le plus proche
map-minutes-roads = Temps { $way } jusqu’au service le plus proche
map-minutes-matrix = Temps jusqu’au service le plus proche (vos données)
map-caption =
    { $zone }
    { $value } · { $count } { $people ->
        [births] naissances
       *[other] habitants
    }
bar-title = Offert et manquant
bar-offered = offert
bar-missing = manquant
bar-unknown = inconnu
bar-axis = { $unit } par an
bar-several = Plusieurs besoins sont chiffrés pour ce choix et ne s’additionnent pas : voyez-les un par un dans « Capacité et besoins », « Ligne par ligne ».
bar-empty-elsewhere = Vous pouvez supposer un besoin au bas de l’écran « Capacité et besoins », pour le comparer à ce qui est offert.
bar-empty-below = Aucun besoin chiffré n’est connu pour ce choix. Vous pouvez en supposer un plus bas, pour le comparer à ce qui est offert.
remarks-title = À savoir avant de citer ces chiffres
table-title = En détail
download-failed = Ce fichier n’a pas pu être préparé ; rien n’a été changé. Réessayez ; si cela continue, les détails sont dans le dossier « log » de Maillage.
