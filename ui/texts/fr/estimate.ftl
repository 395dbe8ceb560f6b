engine-estimate-main-roads = estimation par les grandes routes
engine-estimate-relief = estimation selon le relief
remark-estimate-measured = { $way ->
        [main-roads] Estimation par les grandes routes
        [relief] Estimation selon le relief
       *[other] Temps estimés d’après la distance
    }, sans réseau routier : au regard de { $trips } trajets publiés{ $status ->
        [calibrated] { "" }
       *[other] { " " }d’autres régions
    }, les temps peuvent être tous ensemble { $sides ->
        [short] trop courts de { $short }
        [long] trop longs de { $long }
       *[both] trop courts de { $short } ou trop longs de { $long }
    } ; un trajet seul s’en écarte de plus de { $error }, une fois sur deux.
estimate-way = Comment vont les trajets :
estimate-bias = Biais commun à tous les trajets :
estimate-bias-range = de { $low } à { $high }
estimate-scatter = Dispersion d’un trajet, une fois le biais commun ôté :
estimate-classes = Écart avec les temps publiés, par classe de trajet
estimate-class = { $name } : { $trips } trajets, biais { $bias }, dispersion { $scatter }, écart dépassé une fois sur dix { $p90 } ({ $before } avant correction).
estimate-class-all = tous les trajets
estimate-class-motorway = le long des grandes routes
estimate-class-rural = à la campagne
estimate-class-town = en ville
estimate-class-mountain = en montagne
estimate-class-plain = en plaine ou sur la côte
error-corridors-file = Le fichier des grandes routes { $file } ne peut pas être lu ({ $road }) : { $reason ->
        [columns] ses colonnes ne sont pas celles attendues
        [class] la classe d’une route est motorway ou trunk, une seule par route
        [rank] les localités d’une route se numérotent 1, 2, 3…
        [place] une localité est inconnue, ou suit elle-même
        [source] une source manque
       *[short] une route dessert au moins deux localités
    }.
error-main-roads-file = Le fichier { $file } des vitesses des grandes routes ne peut pas être lu : { $reason }.
error-relief-file = Le fichier du relief { $file } ne peut pas être lu : colonnes place_id, lon, lat, height_m et relief_m, des nombres partout.
error-travel-errors-file = Le fichier { $file } des écarts de l’estimation ne peut pas être lu : { $reason }.
siting-note-bias = Selon le biais des temps, la première réponse apporte { $form ->
        [most] au plus { $high }
       *[range] de { $low } à { $high }
    } { $measure ->
        [births] naissances
       *[population] habitants
    }.
