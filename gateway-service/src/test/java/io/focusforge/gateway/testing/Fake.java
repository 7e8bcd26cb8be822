package io.focusforge.gateway.testing;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.eclipse.microprofile.config.ConfigProvider;

/** A look into the server that answers for a service, past the gateway. */
public record Fake(String service) {
    public long received() {
        return control("state").getLong("received");
    }

    public long requests() {
        return control("state").getLong("requests");
    }

    public long cancelled() {
        return control("state").getLong("cancelled");
    }

    public void next() {
        control("next");
    }

    public void end() {
        control("end");
    }

    private JsonPath control(String command) {
        var url = ConfigProvider.getConfig().getValue("focusforge.services." + service + ".url", String.class);
        var request =
                HttpRequest.newBuilder(URI.create(url + "/control/" + command)).build();
        try (var client = HttpClient.newHttpClient()) {
            return JsonPath.from(
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
