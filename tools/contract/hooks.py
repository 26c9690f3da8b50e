"""What Schemathesis cannot read in the document: who asks, how some values look, and which refusals no schema foresees."""

import os
import re
import unicodedata
import uuid

import requests
import schemathesis
from hypothesis import strategies
from schemathesis.core.failures import AcceptedNegativeData
from schemathesis.openapi.checks import RejectedPositiveData

AUTH = os.environ["CONTRACT_URL"] + "/api/auth/"
PASSWORD_IN_EXAMPLES = "demo-customer-password"
# Of the demo data.
PRODUCTS = ["COFFEE-ETH-1KG", "FILTERS-100", "LAST-ONES", "MUG-BLUE"]

# They end the log-in they are called with, or change its password.
SPOIL_A_LOG_IN = ["Sessions_endAll", "Passwords_change"]

# Whether these things are so, only the API knows: the document says what a cursor looks like, not which are good.
KNOWN_TO_THE_API = {
    "currencies_mixed",
    "idempotency_key_reused",
    "invalid_cursor",
    "invalid_reset_token",
    "password_not_accepted",
    "quantity_too_large",
    "total_too_large",
    "unacceptable_webhook_url",
    "unreachable_webhook_url",
    "version_mismatch",
}

# Noncharacters, and what cannot be seen: refused, but patterns in the dialect of OpenAPI 3.0 end with the first plane.
UNFIT_BEYOND_THE_FIRST_PLANE = re.compile(
    "[\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff%s]"
    % "".join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
)

BLANKS = "\t\n\v\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200B)))


class Bearer:
    def set(self, case, token, _context):
        case.headers["Authorization"] = f"Bearer {token}"


@schemathesis.auth().skip_for(operation_id=SPOIL_A_LOG_IN)
class TheUserOfThisRun(Bearer):
    """Logs in again after a 401: ending log-ins one by one is tried, too."""

    def get(self, _case, _context):
        return token_from("login", os.environ["CONTRACT_EMAIL"], os.environ["CONTRACT_PASSWORD"])


@schemathesis.auth(refresh_interval=None).apply_to(operation_id=SPOIL_A_LOG_IN)
class SomebodyNew(Bearer):
    """One for each request. The password is that of the examples, so that it can be changed."""

    def get(self, _case, _context):
        return token_from("register", f"{uuid.uuid4()}@example.com", PASSWORD_IN_EXAMPLES)


def token_from(operation, email, password):
    answer = requests.post(AUTH + operation, json={"email": email, "password": password}, timeout=30)
    answer.raise_for_status()
    return answer.json()["accessToken"]


schemathesis.openapi.format("etag", strategies.sampled_from(["*", '"1"', '"2"', '"3"']))
schemathesis.openapi.format("account-etag", strategies.sampled_from(["*", '"customer"', '"admin"', '"admin-disabled"']))


@schemathesis.hook
def before_load_schema(_context, raw_schema):
    schemas = raw_schema["components"]["schemas"]
    # Clients have to bear new fields in answers. Here, one that nobody described may be one that was to stay inside.
    for schema in schemas.values():
        if "properties" in schema:
            schema.setdefault("additionalProperties", False)
    # Else no order but the examples would be of products that there are, and no password would be changed.
    schemas["OrderLineRequestDto"]["properties"]["sku"] = {"type": "string", "enum": PRODUCTS}
    schemas["ChangePasswordDto"]["properties"]["currentPassword"] = {"type": "string", "enum": [PASSWORD_IN_EXAMPLES]}
    # Schemathesis makes headers of letters and digits, unless it knows their format.
    for path in raw_schema["paths"].values():
        for operation in path.values():
            for parameter in operation.get("parameters", []):
                if parameter["name"] == "If-Match":
                    of_an_account = "customer" in parameter["schema"]["pattern"]
                    parameter["schema"]["format"] = "account-etag" if of_an_account else "etag"


@schemathesis.hook
def filter_failure(_context, failure, case, response):
    texts = list(texts_in([case.path_parameters, case.query, case.body]))
    if isinstance(failure, RejectedPositiveData):
        is_unforeseen = response.json().get("code") in KNOWN_TO_THE_API
        return not is_unforeseen and not any(map(UNFIT_BEYOND_THE_FIRST_PLANE.search, texts))
    # What is too long or too short, the API says of a text in its normal form, without the blanks around it.
    return not isinstance(failure, AcceptedNegativeData) or all(len(text) == len(normal_form(text)) for text in texts)


def normal_form(text):
    return unicodedata.normalize("NFKC", text).strip(BLANKS)


def texts_in(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts_in(inner)
