caution-neighbours = Services of neighbouring territories are not in the register: near the border, a nearer one may exist on the other side.
caution-edge = For { $share } of { $base }, the border of the territory (coasts included) is nearer, as the crow flies, than the nearest service: a neighbouring service, not in the register, could be nearer.
caution-zero = The register does not claim to have every service: “0” means that it knows of none, not that there is none.
caution-need-strata = Needs are known stratum by stratum, not for all families together: choose a stratum ({ $strata }).
caution-mean = The mean trip only counts those who have a service within { $minutes }; the others stay in the shares.
caution-rounded = Rounded figures: their sum may differ by one from the total, which is exact.
caution-services = Services and capacities: { $actors ->
        [one] { $actors } open actor
       *[other] { $actors } open actors
    } of the register (data/actors/{ $territory }.csv), { $sources ->
        [one] { $sources } source
       *[other] { $sources } sources
    }; one by one in the --json output.
figure-bim_share = Deprivation (BIM)
figure-single_parent_share = Single-parent families
figure-poverty_share = Poverty rate
figure-illiteracy_share = Illiteracy
figure-children_0_4 = Children aged 0 to 4
flag-register-silent = The register knows of no open actor of this type: { $said }. Supply there is unknown, not zero.
compare-no-year = unknown
error-weights-file = The file of weights { $file } cannot be read ({ $reason }). It takes a TOML file in UTF-8: status, source and date, then a part [weights] with a number per stratum, as data/norms/universalism.toml.
error-rules-number = { $file }, row { $row }, column “{ $column }”: “{ $value }” is not a number.
error-rules-new = { $file }: the rule “{ $rule }” does not exist yet in this territory; to add it, fill { $columns } as well. To change one, take its rule_id, given under the table of “maillage ledger”.
strata-all = all
