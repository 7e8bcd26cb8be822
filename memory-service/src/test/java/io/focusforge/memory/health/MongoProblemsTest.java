package io.focusforge.memory.health;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import com.mongodb.MongoException;
import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import io.focusforge.memory.testing.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.net.SocketTimeoutException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client is told when MongoDB fails. */
@QuarkusTest
@OnRealServers
class MongoProblemsTest {
    private static final String SECRET = "mongo.internal";

    /** Fails as it is asked to. */
    @Path("/test/mongo")
    @PermitAll
    public static class Failing {
        @GET
        @Path("{how}")
        @Operation(hidden = true)
        public String fail(@PathParam("how") String how) {
            throw switch (how) {
                case "away" -> new MongoTimeoutException("no server selected: " + SECRET);
                case "late" ->
                    new MongoSocketReadTimeoutException(
                            "late", new ServerAddress(SECRET), new SocketTimeoutException());
                default -> new MongoException("refused by " + SECRET);
            };
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"away", "late"})
    void isToTryAgain(String how) {
        given().get("/test/mongo/" + how)
                .then()
                .statusCode(503)
                .header("Retry-After", "1")
                .body("code", equalTo("unavailable"))
                .body(not(containsString(SECRET)));
    }

    @Test
    void isNoMoreThanThatItIsOursWhenItIsRefused() {
        given().get("/test/mongo/refused")
                .then()
                .statusCode(500)
                .body("code", equalTo("internal_error"))
                .body(not(containsString(SECRET)));
    }
}
