"""Measures of access: from travel times, needs and capacities to one figure per place.

Every measure has its own module and reads like its paper; ``pairs`` holds the travel table in the form they share,
``decay`` the functions that turn minutes into weights, ``kernels`` the four compiled sums that all of them use.
"""
