# Work shared among several machines (--cluster)
cli-cluster-help = Share the work: "local" (or "local:3") among processes of this computer, or the address of a Dask scheduler (tcp://…). Figures are the same.
progress-cluster = Asking { $address } for workers…
progress-shards = { $done } part(s) of { $total }
cluster-ready = { $workers ->
    [one] One worker
   *[other] { $workers } workers
}, { $memory ->
    [none] memory without limit
   *[other] { $memory } GB each at most
}{ $dashboard ->
    [none] .
   *[other] ; dashboard: { $dashboard }
}
error-cluster-packages = Sharing the work takes Dask, which is not installed: pip install "maillage[cluster]".
error-cluster-bad-address = "{ $address }" is no address to share work at: give "local", "local:2" or the address of a scheduler, tcp://machine:8786.
error-cluster-no-answer = Nobody answers at { $address }: is the scheduler started, and within reach from here? Nothing was worked out.
error-cluster-no-worker = The scheduler at { $address } answers, but no worker is there. Start some (dask worker), then try again: what was written stays, and so do the territories and pages already done.
error-cluster-other-version = Worker { $worker } does not have the version of this computer ({ $what }): its figures could be others. Install the same version there.
error-cluster-other-workspace = Worker { $worker } does not see the workspace of this computer (its own is { $folder }): share that folder and give it to the worker with MAILLAGE_WORKSPACE.
error-cluster-local-memory = Free memory does not suffice for { $workers } worker(s): { $fits } would fit. Ask for fewer (local:1), or work without --cluster.
error-cluster-worker-memory = Worker { $worker } has too little memory for its part. Give it more; what was written stays.
error-cluster-worker-lost = A part of the work lost every worker that tried it, the last being { $worker }: their memory ({ $memory_gb } GB each at most) probably does not suffice. Give them more, or take fewer workers; what was written stays.
error-cluster-worker-file = { $why ->
    [file-no-space] The disk of worker { $worker } is full ({ $path }). Free some room there; what was written stays.
   *[other] Worker { $worker } cannot use { $path }: { $reason }. Check its disk; what was written stays.
}
error-cluster-lost = The scheduler no longer answers: the work is interrupted. What was written stays, and so do the territories and pages already done; try again when it is back.
cli-parquet-help = Also write the figures of zones in this folder, as GeoParquet parted by territory and level, which DuckDB reads in place.
parquet-written = Figures of zones written in { $folder } ({ $parts } part(s)).
