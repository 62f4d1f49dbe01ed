"""The accounts of a workspace as the files that other programs list: lines, commits, mails."""

import base64
import email.utils
import json
import subprocess
import urllib.parse
import urllib.request

#: How many accounts the server returns at once.
PAGE = 100
#: 1 January 2024, the date of the first commit and mail, and the seconds from each to the next.
FIRST_DATE, STEP = 1_704_067_200, 60


def fetch_items(address, key, count):
    """The names of the first accounts on the server, each with two figures."""
    items, cursor = [], None
    while len(items) < count:
        page = fetch_page(address, key, cursor)
        items += [
            f"{account['name']}  {account['mrr'] or 0}  {account['healthScore'] or 0}"
            for account in page["results"]
        ]
        cursor = page["next"]
        if page["atEnd"]:
            break
    return items[:count]


def fetch_page(address, key, cursor):
    """A page of the list of accounts."""
    query = {"limit": PAGE} | ({"from": cursor} if cursor else {})
    path = "/resources/accounts?" + urllib.parse.urlencode(query)
    request = urllib.request.Request(address + path)
    request.add_header("Authorization", "Basic " + base64.b64encode(f"{key}:".encode()).decode())
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def write_lines(items, path):
    """A file with an item in each line."""
    path.write_text("".join(f"{item}\n" for item in items))


def write_mails(items, path):
    """An mbox with a mail for each item."""
    with path.open("w") as file:
        for number, item in enumerate(items):
            date = FIRST_DATE + number * STEP
            file.write(MAIL.format(date=email.utils.formatdate(date), number=number, subject=item))


MAIL = """From demo@vitty.example Mon Jan  1 00:00:00 2024
From: Demo <demo@vitty.example>
Date: {date}
Message-ID: <{number}@vitty.example>
Subject: {subject}

Text

"""


def write_commits(items, path):
    """A Git repository with a commit for each item, the first item being the newest commit."""
    git = ["git", "-C", str(path)]
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", str(path)], check=True)
    with subprocess.Popen([*git, "fast-import", "--quiet"], stdin=subprocess.PIPE) as importer:
        for number, item in enumerate(reversed(items)):
            message = item.encode()
            importer.stdin.write(COMMIT % (FIRST_DATE + number * STEP, len(message), message))
    if importer.returncode != 0:
        raise RuntimeError("git fast-import failed")
    # A repository in use has this index of its commits, which makes walking them faster.
    subprocess.run([*git, "commit-graph", "write", "--reachable", "--no-progress"], check=True)


COMMIT = b"""commit refs/heads/main
committer Demo <demo@vitty.example> %d +0000
data %d
%s
"""
