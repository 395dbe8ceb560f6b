scenario-change-close-building = Fermer « { $who } » et ce que son bâtiment abrite
scenario-housed = Dans le même bâtiment, ferment aussi : { $names }.
plan-building = Dans le même bâtiment : { $names }.
plan-building-closes = Fermer tout le bâtiment
plan-building-help = Même adresse, dans la même commune. Sans cela, les autres services du bâtiment restent ouverts.
building-closure = Si ce bâtiment fermait
building-note = Un bâtiment compte une fois : les services d’une même adresse sont un seul recours, et c’est ensemble qu’ils fermeraient.
