"""Coverage-guided fuzzing of what takes input from outside: reading, policies, the command line."""
