"""Figures of the wall: dark on any machine, few words, large enough to read from six metres."""
