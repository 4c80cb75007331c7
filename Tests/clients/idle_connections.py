"""Holds many connections (HOST PORT COUNT PID): each asks once and then rests, while another client goes on asking.

Prints how many were opened, how many are still there after five seconds and answer again, the memory of the server
before and with them, and how long the other client's requests took meanwhile. Both sides need COUNT open files.
"""

import http.client
import resource
import select
import socket
import statistics
import sys
import time

host, port, count, process = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
question = b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"


def memory():
    with open(f"/proc/{process}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


def ask_all(connections):
    """Every connection asks; how many have their answer within twenty seconds."""
    for one in connections:
        one.setblocking(True)
        one.sendall(question)
    waiting = {one.fileno(): one for one in connections}
    poll = select.poll()
    for one in connections:
        poll.register(one, select.POLLIN)
    end = time.time() + 20
    answered = 0
    while waiting and time.time() < end:
        for number, _ in poll.poll(1000):
            if number in waiting:
                answered += waiting.pop(number).recv(4096).startswith(b"HTTP/1.1 200")
                poll.unregister(number)
    return answered


before = memory()
connections = [socket.create_connection((host, port), timeout=20) for _ in range(count)]
answered = ask_all(connections)
other = http.client.HTTPConnection(host, port, timeout=20)
times = []
end = time.time() + 5
while time.time() < end:
    start = time.time()
    other.request("GET", "/tiles/villages/9/404/269.mvt")
    answer = other.getresponse()
    answer.read()
    assert answer.status == 200
    times.append((time.time() - start) * 1000)
    time.sleep(0.01)
held = memory()
again = ask_all(connections)
print(f"opened\t{answered}")
print(f"still there\t{again}")
print(f"memory\t{before} kB before, {held} kB with them, {(held - before) * 1024 / max(count, 1):.0f} bytes each")
print(f"other client\t{len(times)} answers, median {statistics.median(times):.2f} ms, longest {max(times):.2f} ms")
sys.exit(0 if answered == again == count else 1)
