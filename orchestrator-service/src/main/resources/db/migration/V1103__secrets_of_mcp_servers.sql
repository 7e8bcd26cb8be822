-- Headers that a server is sent, by the names of the secrets in them; the secrets themselves are the operator's.
ALTER TABLE mcp_servers ADD COLUMN secrets jsonb NOT NULL DEFAULT '{}';
