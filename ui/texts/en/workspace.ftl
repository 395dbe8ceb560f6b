# The workspace: backups, restoration, examination.
cli-backup-help = Save to one file what was written: the register and its history, layers, scenarios, travel times brought in.
cli-backup-to-help = File or folder to write; a dated file of the folder of backups by default.
cli-backup-list-help = Say which backups there are.
cli-restore-help = Put a backup back in place; the present state is backed up first.
cli-restore-dry-run-help = Check the backup and say what it holds, changing nothing.
cli-export-help = Write the data book of a territory (all its tables, for a spreadsheet, for QGIS or for a program), or the register alone in one file; both can be imported back.
cli-doctor-help = Examine the workspace: what is wrong, and what can be mended without losing anything.
cli-doctor-mend-help = Mend what can be mended.
export-done = { $rows ->
        [one] { $rows } row written to { $file }.
       *[other] { $rows } rows written to { $file }.
    }
backup-done = Backed up: { $file }
backup-nothing = No territory was opened here yet: there is nothing to back up.
backup-without-roads = Road networks are not in it: “maillage roads build” builds them again.
backup-none = No backup in this folder.
backup-automatic = automatic
backup-asked = asked for
column-backup-file = file
column-backup-made = made at (UTC)
column-backup-kind = kind
restore-content = Backup read and checked: { $entries } entries of the register, { $layers } population layers, { $files } other files.
restore-done = { $territory } is back as it was on { $day }.
restore-before = The state before is kept: { $file }
doctor-subject-workspace = Workspace
doctor-subject-backups = Backups
doctor-how = To mend what has an arrow: maillage doctor --mend
doctor-all-good = Nothing to mend.
doctor-done = Mended:
doctor-not-mended = { $subject } could not be mended: { $reason }
doctor-seen-folder-not-made-yet = { $folder } does not exist yet; it will be made at the first use.
doctor-seen-folder-not-writable = { $folder } cannot be written ({ $reason }). Give yourself the right to write there, or choose another folder with MAILLAGE_WORKSPACE.
doctor-seen-folder-little-room = { $folder }: only { $free } MB are left on this disk.
doctor-seen-folder-good = { $folder }: readable, and can be written.
doctor-seen-leftovers = { $count ->
        [one] { $count } temporary file left by interrupted work.
       *[other] { $count } temporary files left by interrupted work.
    }
doctor-seen-swap-interrupted = Replacing the database was interrupted half-way; nothing is lost.
doctor-seen-database-gone = The database { $file } is no longer there; the one before it still is.
doctor-seen-database-good = { $file }: readable, { $entries } entries in the journal, of which { $own } written here.
doctor-seen-log-waiting = { $file }: changes that were recorded wait to be put away in the database (a program stopped short). They already count.
doctor-seen-database-older = { $file }: built from older data; it will be rebuilt at the next opening, losing nothing.
doctor-seen-clock-ahead = { $count ->
        [one] { $count } entry of the journal has a date to come: the clock was ahead. It counts.
       *[other] { $count } entries of the journal have a date to come: the clock was ahead. They count.
    }
doctor-seen-no-backup = What was written here has no backup yet.
doctor-seen-calibration-damaged = The travel settings kept here (mode { $mode }) cannot be read.
doctor-seen-matrix-damaged = The table of travel times kept here (mode { $mode }) cannot be read.
doctor-seen-roads-damaged = The road network built here (mode { $mode }) cannot be read.
doctor-seen-scenario-damaged = The scenario { $file } cannot be read; the others are untouched.
doctor-seen-backup-damaged = The backup { $file } is damaged and could not be put back.
doctor-seen-backups-good = { $count ->
        [one] { $count } backup, of { $latest }, in { $folder }.
       *[other] { $count } backups, the latest of { $latest }, in { $folder }.
    }
doctor-mend-sweep = delete these temporary files
doctor-mend-swap = finish replacing it
doctor-mend-previous = set the unreadable database aside and take the one before it
doctor-mend-restore = set the unreadable database aside and take the latest backup
doctor-mend-afresh = set the unreadable database aside and start again from the embedded data
doctor-mend-checkpoint = put them away
doctor-mend-rebuild = rebuild it now
doctor-mend-backup = make a backup
doctor-mend-aside = set the file aside; the estimate of the territory will answer
doctor-mended-sweep = { $count ->
        [one] { $count } temporary file deleted.
       *[other] { $count } temporary files deleted.
    }
doctor-mended-swap = replacing finished.
doctor-mended-previous = the database before taken{ $aside ->
        [none] .
       *[other] ; the one that could not be read is kept as { $aside }.
    }
doctor-mended-restore = backup { $file } taken ({ $entries } entries); the database that could not be read is kept as { $aside }.
doctor-mended-afresh = database rebuilt from the embedded data; the one that could not be read is kept as { $aside }.
doctor-mended-checkpoint = changes put away in the database.
doctor-mended-rebuild = database rebuilt.
doctor-mended-backup = backup made: { $file }.
doctor-mended-aside = file set aside in { $aside }.
backups-tab = Back up
backups-lead = All that is written here can be taken away: the register as a spreadsheet, or everything (history, layers, scenarios) as a backup file.
backups-register = Download the register (XLSX)
backups-register-file = register
backups-register-help = The register as it stands: correct it in a spreadsheet, then bring it in on the tab beside.
backups-make = Download a backup (ZIP)
backups-make-help = The register and its history, population layers, scenarios, travel times brought in. Road networks are not in it.
backups-kept = { $count ->
        [0] No copy is kept here: the first is made before the first change of a day.
        [one] { $count } copy kept here, of { $latest }.
       *[other] { $count } copies kept here, the latest of { $latest }.
    }
backups-restore = Put a backup back in place
backups-restore-file = Backup file (ZIP)
backups-restore-how = The file is checked, what it holds is said, and the present state is backed up before anything changes.
backups-restore-button = Go back to { $day }
backups-restoring = Checking, backing up the present state, putting back…
backups-other-territory = This backup is of another territory ({ $territory }): choose that one first.
