-- The role that owns a service's tables and runs its migrations, and the role that the running service has: it owns nothing and
-- is subject to row-level security.
CREATE ROLE :"owner" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'owner_password';
CREATE ROLE :"service" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'service_password';
ALTER ROLE :"service" SET statement_timeout = '10s';
ALTER ROLE :"service" SET idle_in_transaction_session_timeout = '30s';
