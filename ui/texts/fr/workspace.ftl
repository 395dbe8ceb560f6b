# L’espace de travail : sauvegardes, restauration, examen.
cli-backup-help = Sauvegarder dans un fichier ce qui a été écrit : registre et son historique, couches, scénarios, temps de trajet apportés.
cli-backup-to-help = Fichier ou dossier de destination ; par défaut, un fichier daté du dossier des sauvegardes.
cli-backup-list-help = Dire quelles sauvegardes il y a.
cli-restore-help = Remettre une sauvegarde en place ; l’état présent est d’abord sauvegardé.
cli-restore-dry-run-help = Vérifier la sauvegarde et dire ce qu’elle contient, sans rien changer.
cli-export-help = Écrire le cahier de données d’un territoire (toutes ses tables, pour un tableur, pour QGIS ou pour un programme), ou le registre seul dans un fichier ; l’un et l’autre se réimportent.
cli-doctor-help = Examiner l’espace de travail : ce qui ne va pas, et ce qui peut être réparé sans rien perdre.
cli-doctor-mend-help = Réparer ce qui peut l’être.
export-done = { $rows ->
        [one] { $rows } ligne écrite dans { $file }.
       *[other] { $rows } lignes écrites dans { $file }.
    }
backup-done = Sauvegardé : { $file }
backup-nothing = Aucun territoire n’a encore été ouvert ici : il n’y a rien à sauvegarder.
backup-without-roads = Les réseaux routiers n’y sont pas : ils se reconstruisent avec « maillage roads build ».
backup-none = Aucune sauvegarde dans ce dossier.
backup-automatic = automatique
backup-asked = demandée
column-backup-file = fichier
column-backup-made = faite le (UTC)
column-backup-kind = sorte
restore-content = Sauvegarde lue et vérifiée : { $entries } entrées du registre, { $layers } couches de population, { $files } autres fichiers.
restore-done = { $territory } est revenu à l’état du { $day }.
restore-before = L’état d’avant est gardé : { $file }
doctor-subject-workspace = Espace de travail
doctor-subject-backups = Sauvegardes
doctor-how = Pour réparer ce qui est marqué d’une flèche : maillage doctor --mend
doctor-all-good = Rien à réparer.
doctor-done = Réparé :
doctor-not-mended = { $subject } n’a pas pu être réparé : { $reason }
doctor-seen-folder-not-made-yet = { $folder } n’existe pas encore ; il sera créé au premier usage.
doctor-seen-folder-not-writable = { $folder } ne peut pas être écrit ({ $reason }). Donnez-vous le droit d’y écrire, ou choisissez un autre dossier avec MAILLAGE_WORKSPACE.
doctor-seen-folder-little-room = { $folder } : il ne reste que { $free } Mo sur ce disque.
doctor-seen-folder-good = { $folder } : lisible, et peut être écrit.
doctor-seen-leftovers = { $count ->
        [one] { $count } fichier temporaire laissé par un travail interrompu.
       *[other] { $count } fichiers temporaires laissés par un travail interrompu.
    }
doctor-seen-swap-interrupted = Le remplacement de la base a été interrompu à mi-chemin ; rien n’est perdu.
doctor-seen-database-gone = La base { $file } n’est plus là ; celle d’avant y est encore.
doctor-seen-database-good = { $file } : lisible, { $entries } entrées au journal, dont { $own } écrites ici.
doctor-seen-log-waiting = { $file } : des changements enregistrés attendent d’être rangés dans la base (un programme s’est arrêté net). Ils comptent déjà.
doctor-seen-database-older = { $file } : bâtie sur des données plus anciennes ; elle sera refaite à la prochaine ouverture, sans rien perdre.
doctor-seen-clock-ahead = { $count ->
        [one] { $count } entrée du journal porte une date à venir : l’horloge a avancé. Elle compte.
       *[other] { $count } entrées du journal portent une date à venir : l’horloge a avancé. Elles comptent.
    }
doctor-seen-no-backup = Ce qui a été écrit ici n’a encore aucune sauvegarde.
doctor-seen-calibration-damaged = Les réglages de trajet gardés (mode { $mode }) sont illisibles.
doctor-seen-matrix-damaged = La table de temps de trajet gardée (mode { $mode }) est illisible.
doctor-seen-roads-damaged = Le réseau routier construit (mode { $mode }) est illisible.
doctor-seen-scenario-damaged = Le scénario { $file } est illisible ; les autres ne sont pas touchés.
doctor-seen-backup-damaged = La sauvegarde { $file } est abîmée et ne pourrait pas être remise en place.
doctor-seen-backups-good = { $count ->
        [one] { $count } sauvegarde, du { $latest }, dans { $folder }.
       *[other] { $count } sauvegardes, la dernière du { $latest }, dans { $folder }.
    }
doctor-mend-sweep = effacer ces fichiers temporaires
doctor-mend-swap = finir le remplacement
doctor-mend-previous = mettre la base illisible de côté et reprendre celle d’avant
doctor-mend-restore = mettre la base illisible de côté et reprendre la dernière sauvegarde
doctor-mend-afresh = mettre la base illisible de côté et repartir des données embarquées
doctor-mend-checkpoint = les ranger
doctor-mend-rebuild = la refaire maintenant
doctor-mend-backup = faire une sauvegarde
doctor-mend-aside = mettre le fichier de côté ; l’estimation du territoire répondra
doctor-mended-sweep = { $count ->
        [one] { $count } fichier temporaire effacé.
       *[other] { $count } fichiers temporaires effacés.
    }
doctor-mended-swap = remplacement fini.
doctor-mended-previous = base d’avant reprise{ $aside ->
        [none] .
       *[other] {""} ; celle qui ne se lisait plus est gardée sous le nom { $aside }.
    }
doctor-mended-restore = sauvegarde { $file } reprise ({ $entries } entrées) ; la base qui ne se lisait plus est gardée sous le nom { $aside }.
doctor-mended-afresh = base refaite depuis les données embarquées ; celle qui ne se lisait plus est gardée sous le nom { $aside }.
doctor-mended-checkpoint = changements rangés dans la base.
doctor-mended-rebuild = base refaite.
doctor-mended-backup = sauvegarde faite : { $file }.
doctor-mended-aside = fichier mis de côté dans { $aside }.
backups-tab = Sauvegarder
backups-lead = Tout ce qui est écrit ici peut être emporté : le registre dans un tableur, ou tout (historique, couches, scénarios) dans un fichier de sauvegarde.
backups-register = Télécharger le registre (XLSX)
backups-register-file = registre
backups-register-help = Le registre tel qu’il est : corrigez-le dans un tableur, puis apportez-le dans l’onglet voisin.
backups-make = Télécharger une sauvegarde (ZIP)
backups-make-help = Registre et son historique, couches de population, scénarios, temps de trajet apportés. Les réseaux routiers n’y sont pas.
backups-kept = { $count ->
        [0] Aucune copie gardée ici : la première est faite avant le premier changement du jour.
        [one] { $count } copie gardée ici, du { $latest }.
       *[other] { $count } copies gardées ici, la dernière du { $latest }.
    }
backups-restore = Remettre une sauvegarde en place
backups-restore-file = Fichier de sauvegarde (ZIP)
backups-restore-how = Le fichier est vérifié, son contenu est dit, et l’état présent est sauvegardé avant tout changement.
backups-restore-button = Revenir à l’état du { $day }
backups-restoring = Vérification, sauvegarde de l’état présent, remise en place…
backups-other-territory = Cette sauvegarde est celle d’un autre territoire ({ $territory }) : choisissez-le d’abord.
