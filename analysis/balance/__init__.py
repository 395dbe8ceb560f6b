"""Need against capacity, three ways that are never mixed: by declared area, by nearest, by assignment."""
