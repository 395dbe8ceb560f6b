card-close = Close the card
farthest-title = { $none ->
    [yes] No known service within { $minutes }, among others
   *[no] Farthest
}
figures-unknown = Not known yet
figures-unknown-within = Share within { $minutes } min
figure-mean = Mean trip
figure-mean-note = to the nearest service
figure-beyond = Beyond { $minutes } min
figure-beyond-note = births a year
formula-mean = travel time to the nearest service, on average over the births of the zone, or over its inhabitants where births are not published.
formula-beyond = births of the zone, less those within this time of a service.
legend-approximate = approximate boundaries
