"""Who can be served by whom: the only room that selects services, asks for travel times and says who goes where."""
