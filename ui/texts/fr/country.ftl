error-unknown-country = Les paquets embarqués ne permettent aucun territoire du pays « { $country } ». Pays possibles : { $known }. Pour un autre pays, partez d’un fichier de limites.
error-unknown-unit = { $country } : « { $code } » n’est le code ni le nom d’aucun territoire possible.
error-unknown-unit-near = { $country } : « { $code } » n’est le code ni le nom d’aucun territoire possible. Les plus proches : { $near }.
error-unit-is-embedded = { $name } vient déjà avec Maillage, avec ses chiffres et son registre : c’est le territoire « { $territory } ».
remark-births-spread = Naissances par { $level } : une hypothèse, celles d’une zone plus grande réparties selon la population. Leur total est exact.
remark-approximate-shapes-alone = Les limites dessinées sont approximatives.
