"""A thread sets the event at last."""

import threading

event = threading.Event()
threading.Timer(2.5, event.set).start()
print(event.wait())
