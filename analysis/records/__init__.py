"""What is told of every measure, field by field: all that passes from the analysis to screens, commands and JSON."""
