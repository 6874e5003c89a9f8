"""Measures how long the library takes and how much memory it needs, from a county to the country.

``python -m benchmarks --help`` says how; ``docs/explanation/speed.md`` what came out.
"""
