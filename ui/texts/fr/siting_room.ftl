siting-model-room = les trajets les plus courts, avec une place pour tout le monde à { $minutes } min ou moins
plan-search-room = Chaque service a un nombre limité de places
plan-search-room-help = Tout le besoin est alors servi, dans la limite des places, avec les trajets les plus courts.
plan-said-room = Chacun a une place : au plus { $size } par nouveau service.
error-siting-room-short = Tout le monde n’a pas de place : il faut servir { $need }, et il y a { $room } places avec { $posts } services de plus ; tous les lieux ouverts, { $reached } seraient à portée d’une place. Demandez plus de services, de plus grands (au moins { $size } places chacun) ou un trajet plus long ; ou cherchez à servir le plus possible (capacitated).
error-siting-room-apart = Quels que soient les lieux, { $posts } services de plus n’ont pas de place à portée de chacun : ils servent { $served } sur { $need } au plus, les trajets admis étant ceux demandés. Demandez plus de services, de plus grands ou un trajet plus long ; ou cherchez à servir le plus possible (capacitated).
error-siting-room-unfound = Aucun choix de { $posts } services où chacun a une place n’a été trouvé dans le temps donné : donnez plus de temps, plus de places ou un trajet plus long.
error-siting-sizes-model = Taille minimale, renforcement et fermetures ne vont qu’avec le modèle capacitated ({ $model } demandé).
