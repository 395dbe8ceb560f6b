# National experiments, in time.
network-experiments-tab = Experiments
experiments-finding = { $zone }, { $day }: { $open ->
        [0] no experiment open
        [one] 1 experiment open
       *[other] { $open } experiments open
    }, { $closed } ended, { $planned } planned, { $toverify } to verify.
experiments-lead = Who carries it, for whom, since when and until when. An experiment whose source names no département is sure nowhere.
experiments-day = Day
experiments-table = What exists here
experiments-nowhere = No experiment is listed for this territory.
experiments-map = Map of the experiments by département; the table says the same.
experiments-map-key = Hatched: a part only, or a region whose départements are not named. White: none named. The overseas départements are drawn under it, each at its own scale.
experiments-source = Source: { $source }.
experiment-open = open
experiment-to-verify = to verify
experiment-planned = planned
experiment-closed = ended
experiment-where-whole = the whole of the zone named
experiment-where-part = a part
experiment-where-unnamed = perhaps: zone not named
experiment-where-anywhere = perhaps: no zone named
experiment-unread = not read
experiment-deduced = { $day } (worked out)
experiment-no-end = no end read
experiment-dates = { $since } → { $until }
experiment-map = { $zone }: { $number }, one of them { $state }
experiment-map-none = { $zone }: none named
experiment-map-unsure = { $state }, perhaps or in part
column-experiment-name = Experiment
column-experiment-state = That day
column-experiment-where = Where
column-experiment-dates = Dates
column-experiment-carrier = Carrier
column-experiment-public = Public
column-experiment-note = Note
cli-experiments-help = The national experiments of a zone on a day: carrier, public, dates.
cli-experiments-file-help = A file of experiments in place of that of Maillage.
error-experiments-file = The file of experiments { $file } cannot be read: a table is needed (CSV or workbook).
error-experiments-line = { $file }, line { NUMBER($row, useGrouping: 0) }, “{ $column }”: “{ $value }” is absent or outside sense.
error-experiments-zone = An experiment names the zone “{ $zone }”, which the territory does not know.
error-no-experiments = No experiment is listed for the territory “{ $territory }”.
