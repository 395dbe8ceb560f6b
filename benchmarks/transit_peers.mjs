// Asks a planner of npm the questions of transit_peers.py: which folder it is in and what is asked come on standard
// input, arrivals and legs go to standard output. One scan answers for all targets, which is the fastest use of each.
import { createReadStream, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const asked = JSON.parse(readFileSync(0, "utf8"));
const require = createRequire(join(asked.folder, "package.json"));
const home = join(asked.folder, "node_modules", asked.peer);
const { version, exports: parts } = JSON.parse(readFileSync(join(home, "package.json")));
const day = new Date(asked.day + "T12:00:00Z");
const quiet = ["warn", "info", "log"];
for (const name of quiet) console[name] = () => {};

async function minotor() {
  const part = (name) => import(pathToFileURL(join(home, parts[name].import)));
  const { GtfsParser } = await part("./parser");
  const { Query, Router, Time, Duration } = await part(".");
  const { timetable, stopsIndex } = await new GtfsParser(asked.feed).parse(day);
  const router = new Router(timetable, stopsIndex);
  const found = (origin, leave) =>
    router.route(
      new Query.Builder()
        .from(origin)
        .to([])
        .departureTime(Time.fromSeconds(leave))
        .maxTransfers(asked.most_changes)
        .minTransferTime(Duration.fromSeconds(0))
        .build(),
    );
  // The earliest over all rounds: the overall figure is overwritten by later transfers.
  const arrival = (result, target) => {
    let best = null;
    for (let round = 1; round <= asked.most_changes + 2; round++) {
      let time;
      try {
        time = result.arrivalAt(target, round)?.time.toSeconds();
      } catch {
        break; // the search ended before that round
      }
      if (time !== undefined && (best === null || time < best)) best = time;
    }
    return best;
  };
  // Traced through the rounds, from the one with the earliest arrival: its own account follows the overwritten figure.
  const legs = (result, target) => {
    const rounds = result.earliestArrivalsPerRound;
    const time = (round) => rounds[round].get(target)?.time.toSeconds() ?? Infinity;
    let round = rounds.reduce((best, _, one) => (time(one) < time(best) ? one : best), 0);
    const told = [];
    for (let at = target; told.length < 50; ) {
      const leg = rounds[round].get(at).leg;
      if (!leg) break;
      const ride = "departureTime" in leg;
      told.unshift(
        ride
          ? [leg.from.id, leg.to.id, leg.departureTime.toSeconds(), leg.arrivalTime.toSeconds()]
          : [leg.from.id, leg.to.id, null, leg.minTransferTime.toSeconds()],
      );
      at = leg.from.id;
      if (ride) round -= 1;
    }
    return told;
  };
  return { found, arrival, legs };
}

async function raptor() {
  const { loadGTFS, JourneyFactory, RaptorAlgorithmFactory } = require("raptor-journey-planner");
  // Its reader of ZIPs does not always say that it has ended: the number of rows does.
  const file = createReadStream(asked.feed);
  const counted = {
    pipe(reader) {
      let rows = 0;
      reader.on("data", () => ++rows === asked.rows && setImmediate(() => reader.emit("end")));
      return file.pipe(reader);
    },
  };
  const [trips, transfers, interchange] = await loadGTFS(counted);
  const planner = RaptorAlgorithmFactory.create(trips, transfers, interchange, day);
  const date = +asked.day.replaceAll("-", "");
  const journeys = new JourneyFactory();
  const found = (origin, leave) => planner.scan({ [origin]: leave }, date, day.getUTCDay());
  const arrival = ([, best], target) => (best[target] < Number.MAX_SAFE_INTEGER ? best[target] : null);
  const ends = (legs) =>
    legs.reduceRight(([seconds, known], leg) => {
      if (known) return [seconds, known];
      return leg.stopTimes ? [seconds + leg.stopTimes.at(-1).arrivalTime, true] : [seconds + leg.duration, false];
    }, [0, false]);
  const legs = ([connections, best], target) => {
    const all = journeys.getResults(connections, target);
    const chosen = all.find((one) => ends(one.legs)[0] === best[target]) ?? all.at(-1);
    return chosen.legs.map((leg) =>
      leg.stopTimes
        ? [leg.origin, leg.destination, leg.stopTimes[0].departureTime, leg.stopTimes.at(-1).arrivalTime]
        : [leg.origin, leg.destination, null, leg.duration],
    );
  };
  // The same search with one rule less. RouteScanner.getTrip begins at the trip that it last found on a line, whatever the
  // stop, and goes to earlier ones only: after a stop near the end of a line, from which an early trip will do, a later
  // trip from a stop near its beginning is never looked at again.
  const scanners = planner.routeScannerFactory;
  const again = (origin, target, leave) => {
    planner.routeScannerFactory = {
      create(...given) {
        const scanner = scanners.create(...given);
        const getTrip = scanner.getTrip.bind(scanner);
        scanner.getTrip = (route, stop, time) => {
          scanner.routeScanPosition = {};
          return getTrip(route, stop, time);
        };
        return scanner;
      },
    };
    const result = found(origin, leave);
    planner.routeScannerFactory = scanners;
    return arrival(result, target);
  };
  return { found, arrival, legs, again };
}

const begin = performance.now();
const planner = await { minotor, "raptor-journey-planner": raptor }[asked.peer]();
const prepared = performance.now();
const origins = [...new Set(asked.origins)];
planner.found(origins[0], asked.departures[0]);
const ready = performance.now();
const processor = process.cpuUsage();
const arrivals = origins.map((origin) =>
  asked.departures.map((leave) => {
    const result = planner.found(origin, leave);
    return asked.targets.map((target) => planner.arrival(result, target));
  }),
);
const end = performance.now();
const spent = process.cpuUsage(processor);
const again = asked.explain.map((ask) => planner.again?.(...ask) ?? null);
const told = asked.explain.map(([origin, target, leave]) => {
  try {
    return planner.legs(planner.found(origin, leave), target);
  } catch {
    return null;
  }
});
process.stdout.write(
  JSON.stringify({
    version,
    prepare_s: (prepared - begin) / 1000,
    wall_s: (end - ready) / 1000,
    processor_s: (spent.user + spent.system) / 1e6,
    arrivals,
    legs: told,
    again,
  }),
);
