"""What the closure of a service would cost, and how many others families can count on."""
