# Prints far more lines than the judge takes in one go, and ends at once.
for number in range(400):
    print(number)
