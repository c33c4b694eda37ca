"""What CVAT's own Python client does when it starts and looks around. Prints one line of JSON for each step; ends with 1 when a step failed."""

import json
import sys

from cvat_sdk import make_client
from cvat_sdk.core.client import Client

address, user, password, token = sys.argv[1:5]
failed = False


def step(name, act):
    global failed
    try:
        print(json.dumps({"step": name, "got": act()}), flush=True)
    except Exception as error:  # every failure is the finding
        failed = True
        print(json.dumps({"step": name, "failed": f"{type(error).__name__}: {str(error)[:400]}"}), flush=True)


def by_token():
    client = Client(address)
    client.api_client.set_default_header("Authorization", f"Token {token}")
    return client.api_client.users_api.retrieve_self()[0].username


with make_client(address, credentials=(user, password)) as client:
    api = client.api_client
    step("about", lambda: api.server_api.retrieve_about()[0].version)
    step("version is supported", lambda: client.check_server_version(fail_if_unsupported=True))
    step("credentials", client.has_credentials)
    step("self", lambda: api.users_api.retrieve_self()[0].username)
    step("users", lambda: [one.username for one in client.users.list()])
    step("organizations", lambda: len(client.organizations.list()))
    step("plugins", lambda: api.server_api.retrieve_plugins()[0].models)
    step("formats", lambda: len(api.server_api.retrieve_annotation_formats()[0].exporters))
    step("projects", lambda: [one.name for one in client.projects.list()])
    step("tasks", lambda: [one.name for one in client.tasks.list()])
    step("task", lambda: client.tasks.retrieve(11).name)
    step("jobs", lambda: len(client.jobs.list()))
    step("requests", lambda: len(api.requests_api.list()[0].results))
    step("cloud storages", lambda: [one.display_name for one in api.cloudstorages_api.list()[0].results])
    # The document types neither answer: the client hands on what came.
    step("functions", lambda: [one["id"] for one in json.loads(api.lambda_api.list_functions(_parse_response=False)[1].data)])
    step("inference", lambda: len(json.loads(api.lambda_api.list_requests(_parse_response=False)[1].data)))
    step("logout", client.logout)

step("token", by_token)
sys.exit(1 if failed else 0)
