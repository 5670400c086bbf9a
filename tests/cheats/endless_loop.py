# Tries to keep the judge waiting.

while True:
    pass
