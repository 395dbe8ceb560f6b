error-unknown-country = The embedded packages make no territory of the country “{ $country }”. Possible countries: { $known }. For another country, start from a boundary file.
error-unknown-unit = { $country }: “{ $code }” is neither the code nor the name of a possible territory.
error-unknown-unit-near = { $country }: “{ $code }” is neither the code nor the name of a possible territory. The nearest: { $near }.
error-unit-is-embedded = { $name } already comes with Maillage, with its figures and its register: it is the territory “{ $territory }”.
remark-births-spread = Births per { $level }: a hypothesis, those of a larger zone spread by population. Their total is exact.
remark-approximate-shapes-alone = The boundaries drawn are approximate.
