"""What is needed: rules, norms as data, what they count on, and the ledger of it line by line."""
