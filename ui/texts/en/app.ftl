language-name = English
app-after-error = Nothing was changed. Change a choice above, or correct the file named and reload the page.
choice-territory = Territory
choice-by = Question about
choice-by-kind = a kind of actor
choice-by-function = a function of the programme
choice-kind = Kind of actor
choice-function = Function
choice-zone = Zone
need-status-official = official figure
need-status-stated = stated by the source
need-status-hypothesis = hypothesis
need-status-reconstructed = reconstructed figure
need-status-missing = missing figure
need-status-unknown = no figure known
need-status-several = several figures
services-count = { $services ->
        [0] { $state ->
            [complete] no open service
           *[other] no known service
        }
        [one] { $services } { $state ->
            [complete] open service
           *[other] known open service
        }
       *[other] { $services } { $state ->
            [complete] open services
           *[other] known open services
        }
    }
services-none-listed = nobody is listed
engine-estimate = estimated time, no road network
engine-roads = time on the road network
engine-none = none for this territory
engine-matrix = times that you provided
position-address = address known
position-locality = placed at the centre of its locality
position-commune = placed at the centre of its commune
position-approximate = approximate position
position-unknown = place unknown
class-within = { $minutes } min or less
class-beyond = { $state ->
    [complete] more than { $minutes } min
   *[other] none known within { $minutes } min
}
class-unknown = unknown
class-declared = in the declared area of an open service
class-not-declared = in no declared area
map-declared = Communes covered, by the area that services declare
legend-minutes-estimate = Estimated trip to the { $known ->
    [yes] nearest known service
   *[no] nearest
}
legend-minutes-roads = Trip to the { $known ->
    [yes] nearest known service
   *[no] nearest
}
legend-minutes-matrix = Trip to the { $known ->
    [yes] nearest known service
   *[no] nearest
}, your times
map-minutes-estimate = Estimated time { $way } to the nearest service
map-minutes-roads = Time { $way } to the nearest service
map-minutes-matrix = Time to the nearest service (your data)
map-caption =
    { $zone }
    { $value } · { $count } { $people ->
        [births] births
       *[other] inhabitants
    }
bar-title = Offered and missing
bar-offered = offered
bar-missing = missing
bar-unknown = unknown
bar-axis = { $unit } per year
bar-several = Several needs are stated for this choice and do not add up: see them one by one in “Capacity and need”, “Line by line”.
bar-empty-elsewhere = You can suppose a need at the foot of the “Capacity and need” screen, to compare it with what is offered.
bar-empty-below = No need figure is known for this choice. You can suppose one below, to compare it with what is offered.
remarks-title = To know before quoting these figures
table-title = In detail
download-failed = This file could not be prepared; nothing was changed. Try again; if it goes on, the details are in the folder “log” of Maillage.
