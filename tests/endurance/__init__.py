"""Machines that fail while the register is being written: disks that fill, programs that are killed or stopped."""
