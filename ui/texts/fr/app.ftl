language-name = Français
app-tagline = Qui peut joindre quel service, avec quelle capacité, face à quel besoin ?
app-after-error = Rien n’a été modifié. Changez un choix à gauche, ou corrigez le fichier indiqué et rechargez la page.
choice-territory = Territoire
choice-by = Question posée sur
choice-by-kind = un type d’acteur
choice-by-function = une fonction du programme
choice-kind = Type d’acteur
choice-function = Fonction
choice-zone = Zone
need-status-official = chiffre officiel
need-status-stated = chiffre énoncé par la source
need-status-hypothesis = hypothèse
need-status-reconstructed = chiffre reconstitué
need-status-missing = chiffre manquant
need-status-unknown = aucun chiffre connu
services-count = { $services ->
        [0] aucun service ouvert au registre
        [one] { $services } service ouvert
       *[other] { $services } services ouverts
    }
engine-estimate = temps estimé, sans réseau routier
engine-roads = temps sur le réseau routier
engine-matrix = temps fournis par vos soins
position-address = adresse connue
position-locality = placé au centre de sa localité
position-commune = placé au centre de sa commune
position-approximate = position approximative
position-unknown = lieu inconnu
class-within = { $minutes } min ou moins
class-beyond = plus de { $minutes } min
class-unknown = inconnu
class-declared = dans l’aire déclarée d’un service ouvert
class-not-declared = dans aucune aire déclarée
map-declared = Communes couvertes, selon l’aire que les services déclarent
map-minutes-estimate = Temps estimé en voiture jusqu’au service le plus proche
map-minutes-roads = Temps en voiture jusqu’au service le plus proche
map-minutes-matrix = Temps jusqu’au service le plus proche (vos données)
map-caption = { $zone } : { $births } naissances par an. { $title } : { $value }
bar-title = Offert et manquant
bar-offered = offert
bar-missing = manquant
bar-unknown = inconnu
bar-axis = { $unit } par an
bar-empty = Aucun besoin chiffré n’est connu pour ce choix : il n’y a rien à comparer.
remarks-title = À savoir avant de citer ces chiffres
table-title = En détail
