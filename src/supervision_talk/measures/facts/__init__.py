"""Facts: flat, named answers about one subject, between the records and the rules.

Computing them is the only code of the measures that looks anything up in the register.
"""
