# Moteur de trajet.

error-bad-graph-size = Le réseau est trop grand pour ce moteur ({ $nodes } nœuds, { $edges } tronçons) : découpez-le par région.
error-bad-graph-shape = Les listes qui décrivent le réseau n’ont pas la même longueur ({ $tail } et { $head }).
error-node-out-of-range = Le point nᵒ { $row } renvoie au nœud { $node }, qui n’existe pas : le réseau a { $nodes } nœuds. Reconstruisez le réseau, ou rattachez les points à nouveau.
error-bad-edge-seconds = Le tronçon nᵒ { $row } a la durée { $value } : elle doit être un nombre de secondes, positif ou nul.
error-bad-node-position = La position des nœuds du réseau est incomplète ou illisible : il faut deux nombres pour chacun des { $nodes } nœuds ({ $x } et { $y } reçus).
error-routes-too-long = Un trajet de ce réseau durerait environ { $days } jours : une durée est sans doute fausse. Vérifiez les vitesses ; pour fermer une route, indiquez une durée infinie.
error-access-too-long = Un point est à { $seconds } secondes de la route, plus que le maximum de { $limit_s }. Vérifiez sa position.
error-bad-limit = La limite de temps { $limit_s } n’est pas utilisable : il faut un nombre de secondes, positif ou nul.
error-bad-point = Le point nᵒ { $row } est mal placé le long de sa route : la part parcourue doit être entre 0 et 1, et les durées positives ou nulles.
error-missing-routing-file = Le fichier du moteur de trajet est introuvable : { $path }. Reconstruisez le réseau routier.
error-not-a-routing-file = { $path } n’est pas un fichier du moteur de trajet. Reconstruisez le réseau routier.
error-damaged-routing-file = { $path } est incomplet ou abîmé. Reconstruisez le réseau routier.
error-routing-file-version = { $path } vient d’une autre version du moteur de trajet (format { $found }). Reconstruisez le réseau routier.
