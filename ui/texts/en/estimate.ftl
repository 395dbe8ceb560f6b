engine-estimate-main-roads = estimate by the main roads
engine-estimate-relief = estimate by the relief
remark-estimate-measured = { $way ->
        [main-roads] Estimate by the main roads
        [relief] Estimate by the relief
       *[other] Times estimated from the distance
    }, no road network: against { $trips } published trips{ $status ->
        [calibrated] { "" }
       *[other] { " " }of other regions
    }, all times together may be { $sides ->
        [short] too short by { $short }
        [long] too long by { $long }
       *[both] too short by { $short } or too long by { $long }
    }; one trip is off by more than { $error }, one time in two.
estimate-way = How trips go:
estimate-bias = Bias that all trips share:
estimate-bias-range = from { $low } to { $high }
estimate-scatter = Scatter of one trip, the common bias set aside:
estimate-classes = Difference from published times, by class of trip
estimate-class = { $name }: { $trips } trips, bias { $bias }, scatter { $scatter }, difference exceeded one time in ten { $p90 } ({ $before } before correction).
estimate-class-all = all trips
estimate-class-motorway = along the main roads
estimate-class-rural = in the country
estimate-class-town = in town
estimate-class-mountain = in the mountains
estimate-class-plain = in the plain or on the coast
error-corridors-file = The file of main roads { $file } cannot be read ({ $road }): { $reason ->
        [columns] its columns are not the expected ones
        [class] the class of a road is motorway or trunk, one per road
        [rank] the localities of a road are numbered 1, 2, 3…
        [place] a locality is unknown, or follows itself
        [source] a source is missing
       *[short] a road serves two localities or more
    }.
error-main-roads-file = The file { $file } of the speeds of main roads cannot be read: { $reason }.
error-relief-file = The relief file { $file } cannot be read: columns place_id, lon, lat, height_m and relief_m, numbers everywhere.
error-travel-errors-file = The file { $file } of the errors of the estimate cannot be read: { $reason }.
siting-note-bias = Depending on the bias of the times, the first answer brings { $form ->
        [most] at most { $high }
       *[range] from { $low } to { $high }
    } { $measure ->
        [births] births
       *[population] people
    }.
