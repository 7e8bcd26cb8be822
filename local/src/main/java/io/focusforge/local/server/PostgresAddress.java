package io.focusforge.local.server;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** How the superuser reaches the server. */
public record PostgresAddress(int port, String password) {
    public String jdbcUrl(String database) {
        return "jdbc:" + url(database);
    }

    /** As the reactive client and {@code focusforge.postgres.url} want it. */
    public String url(String database) {
        return "postgresql://%s:%d/%s".formatted(Ports.HOST, port, database);
    }

    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), PostgresServer.SUPERUSER, password);
    }
}
