-- A person is erased with name, address and keys.
CREATE INDEX api_keys_user ON api_keys (tenant_id, user_id);
GRANT DELETE ON users, api_keys TO ${role};
