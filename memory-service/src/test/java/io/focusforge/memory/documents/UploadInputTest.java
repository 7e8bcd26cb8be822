package io.focusforge.memory.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.sun.net.httpserver.HttpServer;
import io.focusforge.common.call.Service;
import io.focusforge.common.call.ServicesConfig;
import io.focusforge.memory.testing.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What uploads are refused for; nothing is left of them. */
@QuarkusTest
@OnRealServers
class UploadInputTest {
    private static final byte[] ZIP = "PK\3\4 and then something".getBytes(StandardCharsets.ISO_8859_1);

    @Inject
    ServicesConfig services;

    private Uploader uploader;

    @BeforeEach
    void arrive() {
        uploader = Uploader.fresh(services.of(Service.WORKER).url().toString());
    }

    @AfterEach
    void leavesNothing() throws IOException {
        try (var spooled = Files.list(Path.of("target", "documents", "spool"))) {
            assertThat(spooled).isEmpty();
        }
    }

    private void assertRefused(ValidatableResponse answer, int status, String code, String detail) {
        answer.statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("detail", containsString(detail));
        uploader.get("").body("items", hasSize(0));
    }

    private ValidatableResponse raw(String contentType, String body) {
        return uploader.request()
                .header("Content-Type", contentType)
                .body(body.getBytes(StandardCharsets.ISO_8859_1))
                .post(Uploader.DOCUMENTS)
                .then();
    }

    @Test
    void refusesAnEmptyFile() {
        assertRefused(uploader.upload("empty.pdf", ""), 400, "invalid_request", "file: is empty");
    }

    @Test
    void refusesWhatCannotBeReadWhateverItIsCalled() {
        var zip = uploader.form("report.pdf", ZIP).post(Uploader.DOCUMENTS).then();
        assertRefused(zip, 415, "unsupported_media_type", "By its content");
        var program = uploader.form("notes.txt", new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0})
                .post(Uploader.DOCUMENTS)
                .then();
        assertRefused(program, 415, "unsupported_media_type", "By its content");
    }

    @Test
    void takesAFileForWhatItsContentIs() {
        uploader.upload("picture.png", "%PDF-1.7 something")
                .statusCode(202)
                .body("mediaType", equalTo("application/pdf"));
        uploader.upload("paper.pdf", "Only text").statusCode(202).body("mediaType", equalTo("text/plain"));
        uploader.upload("page.txt", "<!DOCTYPE html><p>Hi").statusCode(202).body("mediaType", equalTo("text/html"));
    }

    @Test
    void refusesFormsThatAreNone() {
        assertRefused(raw("multipart/form-data", "x"), 400, "invalid_request", "no boundary");
        assertRefused(raw("multipart/form-data; boundary=b", "x"), 400, "invalid_request", "last boundary");
        var cut = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nhello";
        assertRefused(raw("multipart/form-data; boundary=b", cut), 400, "invalid_request", "last boundary");
        var endless = "--b\r\nContent-Disposition: form-data; name=\"" + "x".repeat(300_000);
        assertRefused(raw("multipart/form-data; boundary=b", endless), 400, "invalid_request", "has no end");
        var nameless = "--b\r\nX-Name: y\r\n\r\nhello\r\n--b--\r\n";
        assertRefused(raw("multipart/form-data; boundary=b", nameless), 400, "invalid_request", "has no name");
    }

    @Test
    void refusesFieldsThatDoNotExistOrComeTwice() {
        var unknown = uploader.form("a.txt", "x")
                .multiPart("titel", "y")
                .post(Uploader.DOCUMENTS)
                .then();
        assertRefused(unknown, 400, "unknown_field", "'titel'");
        var twice = uploader.form("a.txt", "x")
                .multiPart("title", "y")
                .multiPart("title", "z")
                .post(Uploader.DOCUMENTS)
                .then();
        assertRefused(twice, 400, "invalid_request", "title: comes twice");
        var two = uploader.form("a.txt", "x")
                .multiPart("file", "b.txt", "y".getBytes(StandardCharsets.UTF_8))
                .post(Uploader.DOCUMENTS)
                .then();
        assertRefused(two, 400, "invalid_request", "file: is one file");
        var none = uploader.request()
                .contentType(ContentType.MULTIPART)
                .multiPart("title", "y")
                .post(Uploader.DOCUMENTS)
                .then();
        assertRefused(none, 400, "invalid_request", "file: is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "collection | ../etc | collection: takes",
                "metadata | [1] | metadata: must be a JSON object",
                "metadata | {\"a\": | metadata: is not JSON",
                "metadata | {\"a\": {\"b\": 1}} | metadata",
                "shared | yes | shared: is true or false",
                "title | '' | title: size"
            })
    void refusesFieldsThatAreWrong(String field, String value, String detail) {
        var answer = uploader.form("a.txt", "x")
                .multiPart(field, value)
                .post(Uploader.DOCUMENTS)
                .then();
        assertRefused(answer, 400, "invalid_request", detail);
    }

    @Test
    void refusesJsonWithoutContentOrWithTwo() {
        assertRefused(uploader.json(Map.of("title", "x")), 400, "invalid_request", "text: is needed");
        assertRefused(uploader.json(Map.of("text", " \n ")), 400, "invalid_request", "text: is empty");
        assertRefused(uploader.json(Map.of("text", "x", "url", "y")), 400, "invalid_request", "url: cannot");
        assertRefused(uploader.json(Map.of("text", "x", "titel", "y")), 400, "unknown_field", "titel");
    }

    @Test
    void holdsToLessWhatEndsInMemory() {
        var text = uploader.json(Map.of("text", "x".repeat(3_000_000)));
        assertRefused(text, 413, "payload_too_large", "2097152");
        var chunked = uploader.request()
                .contentType(ContentType.JSON)
                .body(new java.io.SequenceInputStream(
                        new java.io.ByteArrayInputStream("{\"text\": \"".getBytes(StandardCharsets.UTF_8)),
                        new java.io.ByteArrayInputStream(new byte[3_000_000])))
                .post(Uploader.DOCUMENTS)
                .then();
        assertRefused(chunked, 413, "payload_too_large", "");
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:1/, private or local",
        "http://169.254.169.254/latest/meta-data/, private or local",
        "http://[::1]/, private or local",
        "file:///etc/passwd, must begin with",
        "http://user:secret@1.1.1.1/, credentials",
        "nonsense, must begin with",
        "http://no-such-host.invalid/, without an address"
    })
    void refusesUrlsThatLeadInside(String url, String detail) {
        assertRefused(uploader.json(Map.of("url", url)), 400, "invalid_request", detail);
    }

    @Test
    void fetchesFromUrlsAndJudgesEachRedirect() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var here = "http://localhost:" + server.getAddress().getPort();
        server.createContext("/", exchange -> {
            try (exchange) {
                var page = "<html><p>Opening hours</p></html>".getBytes(StandardCharsets.UTF_8);
                switch (exchange.getRequestURI().getPath()) {
                    case "/moved" -> exchange.getResponseHeaders().set("Location", "/docs/hours.html");
                    case "/inside" -> exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/");
                    case "/round" -> exchange.getResponseHeaders().set("Location", "/round");
                    case "/empty", "/docs/hours.html" -> {}
                    default -> {
                        exchange.sendResponseHeaders(404, -1);
                        return;
                    }
                }
                var moved = exchange.getResponseHeaders().containsKey("Location");
                var empty = exchange.getRequestURI().getPath().equals("/empty");
                exchange.sendResponseHeaders(moved ? 302 : 200, moved || empty ? -1 : page.length);
                if (!moved && !empty) {
                    exchange.getResponseBody().write(page);
                }
            }
        });
        server.start();
        try {
            assertRefused(uploader.json(Map.of("url", here + "/inside")), 400, "invalid_request", "private or local");
            assertRefused(uploader.json(Map.of("url", here + "/round")), 400, "invalid_request", "more than 5 times");
            assertRefused(uploader.json(Map.of("url", here + "/gone")), 400, "invalid_request", "answered 404");
            assertRefused(uploader.json(Map.of("url", here + "/empty")), 400, "invalid_request", "url: is empty");
            uploader.json(Map.of("url", here + "/moved"))
                    .statusCode(202)
                    .body("title", equalTo("hours.html"))
                    .body("mediaType", equalTo("text/html"));
        } finally {
            server.stop(0);
        }
    }
}
