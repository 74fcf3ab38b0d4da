"""Tests of the findings engine and of its delivery."""
