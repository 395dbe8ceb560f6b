cli-help = Maillage: who can reach which early-childhood service, with what capacity, against what need.
cli-lang-help = Language of the output (French by default).
cli-json-help = Write the result as JSON.
cli-diagnose-help = The diagnosis of a territory or one of its zones: need, capacity, coverage, travel times.
cli-zone-help = Code of the zone (province, arrondissement, commune); the whole territory by default.
cli-function-help = Function of the programme, for example coordination.
cli-kind-help = Kind of actor, for example one-plateforme or saf.
cli-stratum-help = Stratum of families: low-risk, specific, complex, refusal or danger.
cli-births-help = Births that count: latest (latest complete year), mean-3 (mean of three years) or a year.
cli-territories-help = The embedded territories: zones, population points, actors, births.
cli-import-help = Read a register of actors (CSV or XLSX); nothing is recorded when a row has an error.
cli-territory-help = Territory of the register.
cli-dry-run-help = Only check, record nothing.
cli-by-help = Who records (kept in the history).
cli-reason-help = Why (kept in the history).
cli-app-help = Open the app in the browser.
cli-port-help = Local port.
cli-no-browser-help = Do not open the browser.
import-clean = { $rows ->
        [one] { $rows } row read, without error.
       *[other] { $rows } rows read, without error.
    }
import-refused = { $errors ->
        [one] { $errors } error: nothing was recorded.
       *[other] { $errors } errors: nothing was recorded.
    } { $kept } rows out of { $rows } are good. Correct the file and start again.
import-dry-run = Check only: nothing was recorded.
import-done = { $changed ->
        [0] The register was already up to date.
        [one] { $changed } entry recorded.
       *[other] { $changed } entries recorded.
    }
app-opening = Maillage opens at { $address } (Ctrl+C to stop).
