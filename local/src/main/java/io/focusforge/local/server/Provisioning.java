package io.focusforge.local.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Gives each service its database, a role that owns it, and a role to work with, from the same SQL files as {@code compose.yaml}
 * ({@code provision/*.sql}; {@code :"name"} and {@code :'text'} are psql's variables).
 */
final class Provisioning {
    private final PostgresAddress postgres;
    private final Secrets secrets;

    Provisioning(PostgresAddress postgres, Secrets secrets) {
        this.postgres = postgres;
        this.secrets = secrets;
    }

    Map<String, String> provide() {
        var passwords = new LinkedHashMap<String, String>();
        try (var connection = postgres.connect("postgres")) {
            for (var service : Service.values()) {
                passwords.put(service.id(), secrets.get(service.id()));
                passwords.put(service.id() + "_owner", secrets.get(service.id() + "_owner"));
                provide(connection, service);
            }
            enableVectors();
            return passwords;
        } catch (SQLException e) {
            throw new LocalFailure("PostgreSQL's databases cannot be made: %s.".formatted(e.getMessage()), e);
        }
    }

    // The database gets its name last: one that has it is complete.
    private void provide(Connection connection, Service service) throws SQLException {
        var variables = variables(service);
        if (!exists(connection, "pg_roles WHERE rolname = ?", service.id())) {
            run(connection, "roles.sql", variables);
        }
        if (!exists(connection, "pg_database WHERE datname = ?", service.id())) {
            var partial = service.id() + "_part";
            execute(connection, "DROP DATABASE IF EXISTS " + partial);
            execute(connection, "CREATE DATABASE %s OWNER %s_owner".formatted(partial, service));
            try (var inside = postgres.connect(partial)) {
                run(inside, "database.sql", variables);
            }
            execute(connection, "ALTER DATABASE %s RENAME TO %s".formatted(partial, service));
        }
    }

    private Map<String, String> variables(Service service) {
        return Map.of(
                "service", service.id(),
                "owner", service.id() + "_owner",
                "service_password", secrets.get(service.id()),
                "owner_password", secrets.get(service.id() + "_owner"));
    }

    private void enableVectors() throws SQLException {
        try (var connection = postgres.connect(Service.MEMORY.id())) {
            if (exists(connection, "pg_available_extensions WHERE name = ?", "vector")) {
                execute(connection, "CREATE EXTENSION IF NOT EXISTS vector");
            }
        }
    }

    private static boolean exists(Connection connection, String what, String name) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT 1 FROM " + what)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void run(Connection connection, String file, Map<String, String> variables) throws SQLException {
        execute(connection, bind(read(file), variables));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String bind(String sql, Map<String, String> variables) {
        var bound = sql;
        for (var variable : variables.entrySet()) {
            var value = variable.getValue();
            bound = bound.replace(":\"" + variable.getKey() + "\"", "\"" + value.replace("\"", "\"\"") + "\"")
                    .replace(":'" + variable.getKey() + "'", "'" + value.replace("'", "''") + "'");
        }
        return bound;
    }

    private static String read(String file) {
        try (var stream = Provisioning.class.getResourceAsStream("/provision/" + file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
