"""Draws the passwords and keys that a Secret lacks, and leaves those that it has: NAME, NAMESPACE, and the names of PASSWORDS."""

import base64
import json
import os
import secrets
import string
import uuid

SERVICES = ["gateway", "orchestrator", "ai", "memory", "worker"]
LETTERS = string.ascii_letters + string.digits


def word(length):
    return "".join(secrets.choice(LETTERS) for _ in range(length))


def signing_key(service):
    """An Ed25519 key as a JWK (RFC 8037)."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    def text(raw):
        return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()

    key = Ed25519PrivateKey.generate()
    return {
        "kty": "OKP",
        "crv": "Ed25519",
        "alg": "EdDSA",
        "use": "sig",
        "kid": service,
        "x": text(key.public_key().public_bytes_raw()),
        "d": text(key.private_bytes_raw()),
    }


def complete(kept, passwords):
    """All that is needed, as text; of the public keys what fits the private ones."""
    drawn = {name: kept.get(name) or word(32) for name in passwords}
    drawn["api-key"] = kept.get("api-key") or "ff_%s_%s" % (uuid.uuid4().hex, word(43))
    public = []
    for service in SERVICES:
        file = service + ".jwk"
        drawn[file] = kept.get(file) or json.dumps(signing_key(service))
        public.append({name: value for name, value in json.loads(drawn[file]).items() if name != "d"})
    drawn["keys.json"] = json.dumps({"keys": public})
    return drawn


def main():
    from kubernetes import client, config

    config.load_incluster_config()
    api, name, namespace = client.CoreV1Api(), os.environ["NAME"], os.environ["NAMESPACE"]
    try:
        found = api.read_namespaced_secret(name, namespace).data or {}
        kept = {key: base64.b64decode(value).decode() for key, value in found.items()}
    except client.ApiException as failure:
        if failure.status != 404:
            raise
        kept = None
    drawn = complete(kept or {}, os.environ["PASSWORDS"].split(","))
    if kept is None:
        labels = json.loads(os.environ["LABELS"])
        secret = client.V1Secret(metadata=client.V1ObjectMeta(name=name, labels=labels), string_data=drawn)
        api.create_namespaced_secret(namespace, secret)
    else:
        api.patch_namespaced_secret(name, namespace, {"stringData": drawn})
    print("%s: %d of %d drawn" % (name, len(set(drawn) - set(kept or {})), len(drawn)))


if __name__ == "__main__":
    main()
