"""The wall: what stands on the glass, how it is renewed, and the pulse that tells whether it still lives."""
