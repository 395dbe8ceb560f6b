# Ce qu’un service est vraiment aujourd’hui : colonnes, mots et remarques.

register-column-delivery = Ce que le service assure vraiment de ce qu’il annonce : en entier, en partie, non assuré ou inconnu. Une ligne par service : ce qui est assuré et ce qui ne l’est pas tiennent sur deux lignes.
register-column-delivery_reason = Pourquoi tout n’est pas assuré : personnel, argent, locaux ou orientation (personne n’y est adressé).
register-column-last_delivered = Le jour où le service a été vu assuré pour la dernière fois.
register-column-waiting = Combien attendent une place ou un premier rendez-vous, le jour de l’observation. Zéro veut dire que personne n’attend.
register-column-delay_days = Le délai avant le premier rendez-vous, en jours, le jour de l’observation.
register-column-funded_places = Le nombre de places financées, le jour de l’observation.
register-column-observed = Le jour où l’attente, le délai et les places ont été observés.
register-column-who_refers = Qui peut adresser une famille, et comment.
register-column-conditions = Pour qui, et à quelles conditions.
register-column-fees = Ce que la famille paie.
register-column-contact = À qui s’adresser : une fonction plutôt qu’un nom.
register-column-identifiers = Les identifiants donnés par d’autres, séparés par des points-virgules : finess:010780054 ; siret:26010004500012 ; bce:0406633304 ; nis:92094.
register-column-expected_return = Pour un acteur suspendu, quand il devrait rouvrir.
register-column-verified = Le jour où quelqu’un a vérifié que la ligne est juste.

status-suspended = suspendu
remark-suspended = { $actors ->
        [one] { $actors } acteur suspendu n’est pas compté.
       *[other] { $actors } acteurs suspendus ne sont pas comptés.
    }
delivery-full = en entier
delivery-part = en partie
delivery-none = non assuré
delivery-unknown = inconnu
delivery-reason-staff = manque de personnel
delivery-reason-money = manque d’argent
delivery-reason-premises = manque de locaux
delivery-reason-referral = personne n’y est adressé

card-contact = Contact
card-identifiers = Autres identifiants
card-since = Depuis
card-until = Jusqu’au
card-expected_return = Reprise prévue
card-delivery = Assuré : { $said }
card-delivery-reason = { $said }, { $reason }
card-last_delivered = Vu assuré le { $day }
card-waiting = { $count ->
        [one] { $count } en attente
       *[other] { $count } en attente
    }
card-delay_days = { $count ->
        [one] { $count } jour de délai
       *[other] { $count } jours de délai
    }
card-funded_places = { $count ->
        [one] { $count } place financée
       *[other] { $count } places financées
    }
card-observed = Observé le { $day } : { $said }
card-observed-undated = Observé un jour non daté : { $said }
card-who_refers = Qui oriente : { $said }
card-conditions = Conditions : { $said }
card-fees = Tarif : { $said }
card-verified = Vérifié le { $day }
