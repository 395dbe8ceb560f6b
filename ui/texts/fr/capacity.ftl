# Capacité et besoins : les parties de l’écran, le registre des besoins, qui peut servir qui, les normes.

choice-part = Partie de l’écran
capacity-part-offered = Offert et manquant
capacity-part-lines = Ligne par ligne
capacity-part-grounds = Qui peut servir qui
capacity-part-norms = Normes
progress-ledger = Calcul de chaque ligne…
suppose-recorded = Au registre
suppose-supposed = Supposé, par an

ledger-lead = De quoi le besoin est-il fait ? Chaque ligne est une base × un taux, ou un chiffre énoncé, face à ce qui est offert dans la zone.
ledger-none = Aucune règle de besoin n’est connue pour ce territoire : le besoin reste inconnu, jamais zéro.
ledger-rules-title = Les hypothèses, à questionner une par une
ledger-rules-lead = Écrivez un autre taux : le tableau du dessous change aussitôt. Rien n’est enregistré.
ledger-lines-title = Besoin, offre et manque, ligne par ligne
ledger-origin = supposé à l’écran
ledger-column-said = Base × taux
ledger-column-supposed = Taux supposé
ledger-column-supposed-help = Par unité de la base : 0,11 veut dire 11 pour 100 naissances.
ledger-column-supposed-need = Besoin supposé
ledger-column-before = Besoin au registre

grounds-lead = Qui peut servir qui ? Le même besoin et la même capacité, mis en face de trois façons qui ne se mélangent pas et ne s’additionnent pas.
grounds-by = En comptant…
ground-declared-help = Chaque service sert les communes qu’il déclare couvrir.
ground-nearest-help = Chaque famille va au service le plus proche, même s’il est complet.
ground-assignment-help = Les familles se répartissent au mieux entre les services à portée, sans dépasser leur capacité.
grounds-topic = Besoin exprimé en
grounds-no-need = Aucun besoin chiffré n’est connu pour ce choix : il n’y a pas de bilan à faire. Choisissez par exemple la plateforme prénatale, ou ajoutez une règle de besoin.
grounds-title = Ce que devient le besoin
grounds-subtitle = Par zone. Plein : servi à coup sûr ; vide bordé de rouge : à portée, mais complet ; orange : hors de portée ; gris pointillé : on ne sait pas.
ground-part-served = servi
ground-part-full = complet
ground-part-too_far = trop loin
ground-part-undeclared = aucune aire
ground-part-unknown = on ne sait pas
grounds-column-low = Servi à coup sûr
grounds-column-high = Servi au mieux
grounds-column-high-help = Si les capacités inconnues suffisaient.
grounds-actors = La file active de chaque acteur
grounds-actors-lead = Ceux qui peuvent servir la zone ; leur file active compte des familles de toutes les zones.
glossary-case-load = File active : familles que l’acteur suivrait, sans compter ce que des capacités inconnues ajouteraient.
column-service = Service
column-basis = Capacité lue
capacity-basis-stated = énoncée
capacity-basis-converted = convertie
capacity-basis-hours = d’après les horaires
capacity-basis-other-unit = dans une autre unité
capacity-basis-unknown = inconnue

norms-lead = Les normes sont-elles atteintes ? Chaque verdict dit l’article, le dénominateur, et pourquoi il n’est pas plus sûr.
norms-nothing = Aucune norme n’est décrite pour ce pays.
norms-column-name = Norme
norms-column-verdict = Verdict
norms-column-detail = Détail
