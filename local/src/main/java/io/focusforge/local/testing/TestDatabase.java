package io.focusforge.local.testing;

import io.focusforge.local.server.Endpoints;
import io.focusforge.local.server.Endpoints.Share;
import io.focusforge.local.server.Service;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** A fresh database for a test that starts no application: empty, with the roles that the service has in production. */
public final class TestDatabase implements AutoCloseable {
    private final Endpoints endpoints;
    private final Service service;
    private final Share share;

    private TestDatabase(Endpoints endpoints, Service service, Share share) {
        this.endpoints = endpoints;
        this.service = service;
        this.share = share;
    }

    public static TestDatabase create(String service) {
        var endpoints = ServersOfBuild.current().endpoints();
        return new TestDatabase(endpoints, Service.of(service), TestShare.create(endpoints, Service.of(service)));
    }

    /** All settings of an application that would use it, with Redis and Mongo databases of its own. */
    public Map<String, String> settings() {
        return endpoints.settings(service, share);
    }

    /** For the reactive client: {@code postgresql://host:port/database}. */
    public String url() {
        return endpoints.postgres().url(share.postgresDatabase());
    }

    public String jdbcUrl() {
        return endpoints.postgres().jdbcUrl(share.postgresDatabase());
    }

    public String role() {
        return service.id();
    }

    public String rolePassword() {
        return endpoints.passwords().get(service.id());
    }

    public String owner() {
        return Endpoints.owner(service);
    }

    public String ownerPassword() {
        return endpoints.passwords().get(owner());
    }

    public Connection connectAsRole() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), role(), rolePassword());
    }

    public Connection connectAsOwner() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), owner(), ownerPassword());
    }

    public Connection connectAsSuperuser() throws SQLException {
        return endpoints.postgres().connect(share.postgresDatabase());
    }

    @Override
    public void close() {
        TestShare.drop(endpoints, share);
    }
}
