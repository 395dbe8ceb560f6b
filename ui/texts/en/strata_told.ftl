# The strata explained.
network-strata-tab = The strata
strata-lead = Five strata, in a few words after the document. A family moves from one to another: a stratum is no label.
strata-title = What the document says of each stratum
strata-criteria = Criteria
strata-signs = Signs
strata-coordination = Who coordinates
strata-duration = For how long
strata-attention = Beware
strata-moves = Moves
strata-move = To “{ $stratum }”: { $why }
strata-deduced = { $stratum } (partly deduced from examples)
strata-vulnerabilities = The vulnerabilities named, and what stands for them in a commune
strata-asked = asked by Born in Belgium
strata-not-asked = not asked
strata-asked-by-health = { $asked }, by a carer
strata-approximate = { $indicator } (approximate)
strata-nothing-stands = nothing by commune
strata-here = Commune by commune (hypothesis)
strata-here-unknown = No figure tells the strata of this territory: they stay unknown.
strata-filled = { $count ->
        [one] In 1 commune a figure is missing: the mean of the province stands in.
       *[other] In { $count } communes a figure is missing: the mean of the province stands in.
    }
strata-source = Source: { $source }, { $date }; Maillage’s own words.
column-strata-vulnerability = Vulnerability
column-strata-asked = Born in Belgium
column-strata-stands = What stands for it
cli-strata-help = The five strata explained; with a territory, what is known of them commune by commune.
error-strata-told-file = The file of strata { $file } has an entry that is absent or outside sense: { $reason }.
