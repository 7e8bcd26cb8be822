package io.focusforge.ai.chat;

import static io.focusforge.ai.testing.Api.calls;
import static io.focusforge.ai.testing.Api.request;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.focusforge.ai.testing.Api;
import io.focusforge.ai.testing.FakeProviders;
import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "ai"))
@WithTestResource(FakeProviders.class)
class ChatRefusalsTest {
    private final Api api = new Api();
    private final String id = Api.id();

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            {                                                   | 400 | invalid_json    | -
            []                                                  | 400 | invalid_json    | -
            {"messages":[{"role":"user","content":"x"}]}                                   | 400 | invalid_request | model
            {"model":7,"messages":[{"role":"user","content":"x"}]}                         | 400 | invalid_request | model
            {"model":"default"}                                 | 400 | invalid_request | messages
            {"model":"default","messages":"hi"}                 | 400 | invalid_request | messages
            {"model":"default","messages":[],"stream":true}     | 400 | invalid_request | messages
            {"model":"default","messages":[{"role":"user","content":"x"}],"stream":1}      | 400 | invalid_request | stream
            {"model":"gpt-none","messages":[{"role":"user","content":"x"}]}                | 404 | model_not_found | -
            {"model":"alpha/gpt-none","messages":[{"role":"user","content":"x"}]}          | 404 | model_not_found | -
            {"model":"all-minilm-l6-v2","messages":[{"role":"user","content":"x"}]}        | 404 | model_not_found | -
            {"model":"focusforge-extractive","messages":[{"role":"system","content":"x"}]} | 400 | invalid_request | messages
            """)
    void refusesABadBodyInOpenAisShape(String body, int status, String code, String param) {
        var answer = api.with(Scopes.MODELS_WRITE).body(body).post(Api.CHAT);
        refused(answer, status, code);
        answer.then().body("error.param", equalTo(param)).body("error.type", equalTo("invalid_request_error"));
        api.usage("").then().body("items", hasSize(0));
    }

    @Test
    void refusesNoBody() {
        refused(api.with(Scopes.MODELS_WRITE).post(Api.CHAT), 400, "invalid_json");
    }

    @Test
    void refusesABoundThatIsNone() {
        for (var bound : new String[] {"soon", "0", "-5", "1.5", "999999999"}) {
            var answer = api.with(Scopes.MODELS_WRITE)
                    .header("x-focusforge-timeout-ms", bound)
                    .body(request("default", id, "json").encode())
                    .post(Api.CHAT);
            refused(answer, 400, "invalid_request");
        }
        assertThat(calls(id).getInteger("count")).isZero();
    }

    @Test
    void refusesAnotherContentType() {
        var answer = given().header("Authorization", api.bearer(Scopes.MODELS_WRITE))
                .contentType(ContentType.TEXT)
                .body("hi")
                .post(Api.CHAT);
        refused(answer, 415, "unsupported_media_type");
    }

    @Test
    void refusesOtherMethodsAndPaths() {
        refused(api.with(Scopes.MODELS_WRITE).get(Api.CHAT), 405, "method_not_allowed");
        refused(api.with(Scopes.MODELS_WRITE).get("/v1/nothing"), 404, "route_not_found");
    }

    @Test
    void refusesWhoShowsNoToken() {
        var answer = given().contentType(ContentType.JSON)
                .body(request("default", id, "json").encode())
                .post(Api.CHAT);
        refused(answer, 401, "unauthenticated");
        answer.then().body("error.type", equalTo("authentication_error"));
    }

    @Test
    void refusesWhoMayOnlyRead() {
        var answer = api.with(Scopes.MODELS_READ)
                .body(request("default", id, "json").encode())
                .post(Api.CHAT);
        refused(answer, 403, "forbidden");
        assertThat(calls(id).getInteger("count")).isZero();
    }

    @Test
    void theKeyIsInNoLog() {
        api.wantsItsTextsToBeSeen();
        var log = new StringBuffer();
        var handler = new Recorder(log);
        Logger.getLogger("").addHandler(handler);
        try {
            for (var behaviour : new String[] {"401", "500", "reset", "broken", "400"}) {
                api.chat(request("default", Api.id(), behaviour));
            }
            api.chat(request("dead-model", id));
        } finally {
            Logger.getLogger("").removeHandler(handler);
        }
        assertThat(log.toString()).contains("upstream-said").doesNotContain(FakeProviders.KEY);
    }

    private static void refused(Response answer, int status, String code) {
        answer.then()
                .statusCode(status)
                .contentType(ContentType.JSON)
                .body("error.code", equalTo(code))
                .body("error.message", not(emptyOrNullString()));
    }

    private static final class Recorder extends Handler {
        private final StringBuffer log;

        Recorder(StringBuffer log) {
            this.log = log;
        }

        @Override
        public void publish(LogRecord line) {
            log.append(new org.jboss.logmanager.formatters.PatternFormatter("%s%e%n")
                    .format(org.jboss.logmanager.ExtLogRecord.wrap(line)));
        }

        @Override
        public void flush() {
            log.trimToSize();
        }

        @Override
        public void close() {
            log.trimToSize();
        }
    }
}
