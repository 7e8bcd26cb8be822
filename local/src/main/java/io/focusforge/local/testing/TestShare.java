package io.focusforge.local.testing;

import io.focusforge.local.server.Endpoints;
import io.focusforge.local.server.Endpoints.Share;
import io.focusforge.local.server.Service;
import java.sql.Connection;
import java.sql.SQLException;

/** A part of the build's servers that nobody else uses: an empty Postgres database, two Redis databases, a Mongo database. */
final class TestShare {
    private static final int REDIS_DATABASES = 4096;

    private TestShare() {}

    static Share create(Endpoints endpoints, Service service) {
        try (var connection = endpoints.postgres().connect("postgres")) {
            var number = nextNumber(connection);
            var name = service + "_" + number;
            execute(
                    connection,
                    "CREATE DATABASE %s TEMPLATE %s OWNER %s".formatted(name, service, Endpoints.owner(service)));
            var redis = number * 2 % REDIS_DATABASES;
            return new Share(name, redis, redis + 1, "test_" + number);
        } catch (SQLException e) {
            throw new IllegalStateException("no test database for " + service, e);
        }
    }

    static void drop(Endpoints endpoints, Share share) {
        try (var connection = endpoints.postgres().connect("postgres")) {
            execute(connection, "DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(share.postgresDatabase()));
        } catch (SQLException e) {
            throw new IllegalStateException("cannot drop " + share.postgresDatabase(), e);
        }
    }

    private static int nextNumber(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT nextval('test_shares')")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
