"""A small web host of the library: records in a database, pages made on the server.

Start it with ``python -m examples.web_host``; README.md in this folder says how it is made.
"""
