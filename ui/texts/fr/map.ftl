card-close = Fermer la fiche
farthest-title = { $none ->
    [yes] Aucun service connu à moins de { $minutes }, entre autres
   *[no] Le plus loin
}
figures-unknown = Pas encore connu
figures-unknown-within = Part à portée en { $minutes } min
figure-mean = Trajet moyen
figure-mean-note = jusqu’au service le plus proche
figure-beyond = Au-delà de { $minutes } min
figure-beyond-note = naissances par an
formula-mean = temps de trajet jusqu’au service le plus proche, en moyenne sur les naissances de la zone, ou sur ses habitants là où les naissances ne sont pas publiées.
formula-beyond = naissances de la zone, moins celles qui sont à ce temps ou moins d’un service.
legend-approximate = limites approchées
