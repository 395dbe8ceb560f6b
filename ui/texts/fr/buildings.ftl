scenario-change-close-building = Fermer « { $who } » et ce que son bâtiment abrite
scenario-housed = Dans le même bâtiment, ferment aussi : { $names }.
plan-building = Dans le même bâtiment : { $names }.
plan-building-closes = Fermer tout le bâtiment
plan-building-help = Même adresse, dans la même commune. Sans cela, les autres services du bâtiment restent ouverts.
building-closure = Si ce bâtiment fermait
building-note = Un bâtiment compte une fois : les services d’une même adresse sont un seul recours, et c’est ensemble qu’ils fermeraient.
actor-caption-building = Dans le même bâtiment : { $names }
legend-building = bâtiment que plusieurs services partagent
card-building = Dans le même bâtiment
plan-column-beside = Dans le même bâtiment
scenario-sharing-one = { $name } (avec { $others })
scenario-sharing = { $after ->
    [0] Aucun service n’est plus dans un bâtiment que d’autres partagent
    [one] Un service est dans un bâtiment que d’autres partagent
   *[other] { $after } services sont dans un bâtiment que d’autres partagent
}{ $same ->
    [yes] {""}
   *[no], contre { $before } avant
}{ $few ->
    [none] .
    [all]  : { $named }.
   *[some], dont { $named }.
}
plan-column-sharing = Services dans un bâtiment partagé
