"""What each country's packages carry, made into the compact tables of ``data/countries/``."""
