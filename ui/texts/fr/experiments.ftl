# Les expérimentations nationales, dans le temps.
network-experiments-tab = Expérimentations
experiments-finding = { $zone }, { $day } : { $open ->
        [0] aucune expérimentation ouverte
        [one] 1 expérimentation ouverte
       *[other] { $open } expérimentations ouvertes
    } ; finies : { $closed }, prévues : { $planned }, à vérifier : { $toverify }.
experiments-lead = Qui la porte, pour qui, depuis quand et jusqu’à quand. Une expérimentation dont la source ne nomme pas les départements n’est sûre nulle part.
experiments-day = Jour
experiments-table = Ce qui existe ici
experiments-nowhere = Aucune expérimentation n’est recensée pour ce territoire.
experiments-map = Carte des expérimentations par département ; le tableau dit la même chose.
experiments-map-key = Hachuré : une partie seulement, ou une région dont les départements ne sont pas nommés. Blanc : aucune de nommée. Les départements d’outre-mer sont dessinés dessous, chacun à son échelle.
experiments-source = Source : { $source }.
experiment-open = ouverte
experiment-to-verify = à vérifier
experiment-planned = prévue
experiment-closed = finie
experiment-where-whole = toute la zone nommée
experiment-where-part = une partie
experiment-where-unnamed = peut-être : zone non nommée
experiment-where-anywhere = peut-être : aucune zone nommée
experiment-unread = non lu
experiment-deduced = { $day } (déduit)
experiment-no-end = sans fin lue
experiment-dates = { $since } → { $until }
experiment-map = { $zone } : { $number }, dont une { $state }
experiment-map-none = { $zone } : aucune de nommée
experiment-map-unsure = { $state }, peut-être ou en partie
column-experiment-name = Expérimentation
column-experiment-state = Ce jour-là
column-experiment-where = Où
column-experiment-dates = Dates
column-experiment-carrier = Porteur
column-experiment-public = Public
column-experiment-note = Note
cli-experiments-help = Les expérimentations nationales d’une zone, un jour donné : porteur, public, dates.
cli-experiments-file-help = Un fichier d’expérimentations à la place de celui de Maillage.
error-experiments-file = Le fichier d’expérimentations { $file } ne peut pas être lu : il faut un tableau (CSV ou tableur).
error-experiments-line = { $file }, ligne { NUMBER($row, useGrouping: 0) }, « { $column } » : « { $value } » est absent ou hors de sens.
error-experiments-zone = Une expérimentation nomme la zone « { $zone } », que le territoire ne connaît pas.
error-no-experiments = Aucune expérimentation n’est recensée pour le territoire « { $territory } ».
