"""Public transport: feeds read, the timetable of a day, and the earliest arrival for every minute of departure."""
