# Travel engine.

error-bad-graph-size = The network is too large for this engine ({ $nodes } nodes, { $edges } segments): split it by region.
error-bad-graph-shape = The lists that describe the network differ in length ({ $tail } and { $head }).
error-node-out-of-range = Point no. { $row } refers to node { $node }, which does not exist: the network has { $nodes } nodes. Build the network again, or attach the points again.
error-bad-edge-seconds = Segment no. { $row } takes { $value }: it must be a number of seconds, zero or more.
error-bad-node-position = The positions of the network’s nodes are incomplete or unreadable: two numbers are needed for each of the { $nodes } nodes ({ $x } and { $y } received).
error-routes-too-long = A trip on this network would take about { $days } days: some duration is probably wrong. Check the speeds; to close a road, give it an infinite duration.
error-access-too-long = A point is { $seconds } seconds away from the road, more than the maximum of { $limit_s }. Check its position.
error-bad-limit = The time limit { $limit_s } cannot be used: it must be a number of seconds, zero or more.
error-bad-point = Point no. { $row } is badly placed along its road: the share travelled must be between 0 and 1, and durations zero or more.
error-missing-routing-file = The file of the travel engine is missing: { $path }. Build the road network again.
error-not-a-routing-file = { $path } is not a file of the travel engine. Build the road network again.
error-damaged-routing-file = { $path } is incomplete or damaged. Build the road network again.
error-routing-file-version = { $path } comes from another version of the travel engine (format { $found }). Build the road network again.
