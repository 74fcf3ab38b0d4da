"""The monthly briefing: its sentences, its numbers, its files, its command."""
