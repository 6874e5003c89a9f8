"""Twelve rules written as a user of other tools would, on the same data, timed side by side."""
