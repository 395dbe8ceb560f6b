# Le travail partagé entre plusieurs machines (--cluster)
cli-cluster-help = Partager le travail : « local » (ou « local:3 ») entre des processus de cet ordinateur, ou l’adresse d’un ordonnanceur Dask (tcp://…). Les chiffres sont les mêmes.
progress-cluster = Des travailleurs sont demandés à { $address }…
progress-shards = { $done } part(s) sur { $total }
cluster-ready = { $workers ->
    [one] Un travailleur
   *[other] { $workers } travailleurs
}, { $memory ->
    [none] mémoire non bornée
   *[other] { $memory } Go chacun au plus
}{ $dashboard ->
    [none] .
   *[other]  ; tableau de bord : { $dashboard }
}
error-cluster-packages = Partager le travail demande Dask, qui n’est pas installé : « pip install "maillage[cluster]" ».
error-cluster-bad-address = « { $address } » n’est pas une adresse où partager le travail : donnez « local », « local:2 » ou l’adresse d’un ordonnanceur, tcp://machine:8786.
error-cluster-no-answer = Personne ne répond à { $address } : l’ordonnanceur est-il démarré, et joignable d’ici ? Rien n’a été calculé.
error-cluster-no-worker = L’ordonnanceur de { $address } répond, mais aucun travailleur n’est là. Démarrez-en (« dask worker »), puis recommencez : ce qui était écrit le reste, les territoires et les pages déjà faits aussi.
error-cluster-other-version = Le travailleur { $worker } n’a pas la même version que cet ordinateur ({ $what }) : ses chiffres pourraient être autres. Installez-y la même version.
error-cluster-other-workspace = Le travailleur { $worker } ne voit pas l’espace de travail de cet ordinateur (le sien est { $folder }) : partagez ce dossier et donnez-le-lui avec MAILLAGE_WORKSPACE.
error-cluster-local-memory = La mémoire libre ne suffit pas pour { $workers } travailleur(s) : { $fits } y tiendrai(en)t. Demandez-en moins (« local:1 »), ou travaillez sans --cluster.
error-cluster-worker-memory = Le travailleur { $worker } n’a pas assez de mémoire pour sa part. Donnez-lui-en plus ; ce qui était écrit le reste.
error-cluster-worker-lost = Une part du travail a perdu tous les travailleurs qui l’ont essayée, le dernier { $worker } : sans doute leur mémoire ({ $memory_gb } Go au plus chacun) ne suffit-elle pas. Donnez-leur-en plus, ou prenez moins de travailleurs ; ce qui était écrit le reste.
error-cluster-worker-file = { $why ->
    [file-no-space] Le disque du travailleur { $worker } est plein ({ $path }). Libérez-y de la place ; ce qui était écrit le reste.
   *[other] Le travailleur { $worker } ne peut pas se servir de { $path } : { $reason }. Vérifiez son disque ; ce qui était écrit le reste.
}
error-cluster-lost = L’ordonnanceur ne répond plus : le travail est interrompu. Ce qui était écrit le reste, les territoires et les pages déjà faits aussi ; recommencez quand il sera revenu.
cli-parquet-help = Écrire aussi les chiffres des zones dans ce dossier, en GeoParquet partagé par territoire et par niveau, que DuckDB lit sur place.
parquet-written = Chiffres des zones écrits dans { $folder } ({ $parts } part(s)).
