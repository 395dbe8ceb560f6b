siting-model-room = the shortest trips, with a place for everyone within { $minutes } min
plan-search-room = Each service has a limited number of places
plan-search-room-help = The whole need is then served, within the places, with the shortest trips.
plan-said-room = Everyone has a place: at most { $size } per new service.
error-siting-room-short = Not everyone has a place: { $need } must be served, and there are { $room } places with { $posts } more services; with every site open, { $reached } would be within reach of a place. Ask for more services, larger ones (at least { $size } places each) or a longer trip; or look for the most that can be served (capacitated).
error-siting-room-apart = Wherever they open, { $posts } more services have no place within reach of everyone: they serve { $served } of { $need } at most, within the trips asked for. Ask for more services, larger ones or a longer trip; or look for the most served (capacitated).
error-siting-room-unfound = No choice of { $posts } services where everyone has a place was found in the time given: give more time, more places or a longer trip.
error-siting-sizes-model = Least size, strengthening and closures only go with the capacitated model ({ $model } asked).
