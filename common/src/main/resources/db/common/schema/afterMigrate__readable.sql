-- The running service looks whether its tables are those of its release, and its role owns none of them.
GRANT SELECT ON flyway_schema_history TO ${role};
