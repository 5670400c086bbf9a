"""Never stops talking."""

while True:
    print("word" * 100)
