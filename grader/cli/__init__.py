"""The command line: one verb a file, each of which parses, calls, prints and gives an exit code."""
