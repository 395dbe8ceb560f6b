"""Files of the user: opened whatever their form, read, and every fault told row by row."""
