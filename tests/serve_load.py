"""Many clients at once, from a process of its own: ``python -m tests.serve_load PORT CLIENTS REQUESTS``.

Sends only to this machine and a fixed number of requests. Prints what came back, as JSON: right, busy, wrong.
"""

from __future__ import annotations

import http.client
import json
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

from tests.waiting import PATIENCE

EDITION = "https://w3id.org/qualmap/framework/ie-nfq/2003"


def _value(body):
    return json.loads(body)["results"]["bindings"][0]["n"]["value"]


def _question(number):
    """A request that no other one has, and what its answer must hold."""
    if number % 4 == 0:
        query = f"SELECT (COUNT(?l) + {number} AS ?n) {{ ?l skos:inScheme <{EDITION}> }}"
        return "/sparql?query=" + quote(query), lambda body: _value(body) == str(10 + number)
    if number % 4 == 1:
        query = f"ASK {{ FILTER({number} = {number + number % 2}) }}"
        return "/sparql?query=" + quote(query), lambda body: json.loads(body)["boolean"] is (number % 2 == 0)
    if number % 4 == 2:
        return "/framework/ie-nfq/2003/level/8.ttl", lambda body: b"level/8" in body
    query = f"SELECT (STRLEN('{'x' * (number % 50)}') AS ?n) {{}}"
    return "/sparql?query=" + quote(query), lambda body: _value(body) == str(number % 50)


def client(port, first, count):
    """One client: one connection, one request after the other."""
    outcomes = Counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    for number in range(first, first + count):
        target, right = _question(number)
        connection.request("GET", target)
        response = connection.getresponse()
        body = response.read()
        if response.status == 503:
            outcomes["busy"] += 1
            assert response.headers["Retry-After"]
        else:
            outcomes["right" if response.status == 200 and right(body) else "wrong"] += 1
    connection.close()
    return outcomes


if __name__ == "__main__":
    port, clients, requests = map(int, sys.argv[1:])
    with ThreadPoolExecutor(clients) as pool:
        found = list(pool.map(lambda one: client(port, one * requests, requests), range(clients)))
    print(json.dumps(sum(found, Counter())))
