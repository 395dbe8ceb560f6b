choice-at = Situation au
choice-at-help = Qui était ouvert ce jour-là, d’après ce que le registre sait aujourd’hui de « depuis » et « jusqu’au ». Vide : aujourd’hui. Les naissances et les besoins restent ceux de leur année.
choice-at-said = Situation au { $day }
error-bad-day = « { $value } » n’est pas un jour. Écrivez 2026-11-27.
error-two-days = Les données sont déjà celles du { $first } : elles ne disent pas qui était ouvert le { $second }.
remark-delivery = Inscrits : { $listed }. Assurés : { $delivered ->
    [0] aucun
   *[other] { $delivered }
  }{ $part ->
    [0] {""}
   *[other] , dont { $part } en partie
  } ; non assurés, donc non comptés : { $none } ; on ne le sait pas, donc comptés : { $unknown }.
register-column-seat = L’adresse du siège, quand le service est rendu ailleurs. Les trajets vont au lieu du service, jamais au siège.
card-seat = Siège
