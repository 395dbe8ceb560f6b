"""The need ledger: what is needed per zone, function, stratum and stage, line by line, beside what is offered."""
