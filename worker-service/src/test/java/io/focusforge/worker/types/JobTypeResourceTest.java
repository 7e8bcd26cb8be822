package io.focusforge.worker.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class JobTypeResourceTest {
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final String WHOLE = "'name':'a','count':1,'loud':true,'parts':[{'label':'x'}]";
    private static final String HOOK = "'url':'https://a.b/','event':{'type':'e','data':1}";

    private final Jobs jobs = Jobs.ofSomebody();

    @Inject
    ObjectMapper json;

    private ValidatableResponse get(String path) {
        return jobs.request().get("/api/v1/job-types" + path).then();
    }

    private JsonNode schema(String type, String which) throws JsonProcessingException {
        return json.readTree(get("/" + type).statusCode(200).extract().asString())
                .get(which);
    }

    @Test
    void listsAllTypesByName() {
        get("").statusCode(200)
                .body(
                        "items.name",
                        hasItems("memory.consolidate", "task.analyze", "sample.specimen", "webhook.deliver"))
                .body("items.find { it.name == 'task.analyze' }.creator", equalTo("service"))
                .body("items.find { it.name == 'webhook.deliver' }.creator", equalTo("client"));
    }

    @Test
    void showsATypeWithDefaultsAndSchemas() {
        get("/sample.specimen")
                .statusCode(200)
                .body("defaults.queue", equalTo("manual"))
                .body("defaults.priority", equalTo("low"))
                .body("defaults.maxAttempts", equalTo(7))
                .body("defaults.timeout", equalTo("PT1M30S"))
                .body("defaults.retry.cap", equalTo("PT1M"))
                .body("input.required", containsInAnyOrder("name", "count", "loud", "parts"))
                .body("input.properties.password.writeOnly", equalTo(true))
                .body("input.properties.rank.maximum", equalTo(10))
                .body("output.required", contains("id", "tokens"));
        get("/webhook.deliver")
                .body("output", nullValue())
                .body("input.properties.secret.type", hasItems("string"))
                .body("input.properties.secret.writeOnly", equalTo(true));
    }

    @Test
    void hasSchemasThatAreSchemas() throws JsonProcessingException {
        var meta = SCHEMAS.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
        for (var type : json.readTree(get("").extract().asString()).get("items")) {
            assertThat(meta.validate(type.get("input"))).isEmpty();
            assertThat(type.at("/input/$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        }
    }

    /** One way to validate: what the schema says is what is accepted. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                WHOLE,
                WHOLE
                        + ",'code':'abc','password':'p','grade':'good','rank':1,'sizes':{'s':1},'object':{'a':[]},'anything':3",
                WHOLE + ",'reference':'01980000-0000-7000-8000-000000000000'",
                WHOLE
                        + ",'code':null,'password':null,'grade':null,'rank':null,'sizes':null,'object':null,'anything':null",
                "'name':'a','parts':[{'label':'x','inner':{'label':'y','inner':null}}]",
                "'name':'a'",
                "'count':1,'loud':true,'parts':[{'label':'x'}]",
                WHOLE + ",'extra':1",
                "'name':' ','count':1,'loud':true,'parts':[{'label':'x'}]",
                "'name':'more than ten','count':1,'loud':true,'parts':[{'label':'x'}]",
                "'name':3,'count':1,'loud':true,'parts':[{'label':'x'}]",
                "'name':null,'count':1,'loud':true,'parts':[{'label':'x'}]",
                "'name':'a','count':null,'loud':true,'parts':[{'label':'x'}]",
                "'name':'a','count':'1','loud':true,'parts':[{'label':'x'}]",
                "'name':'a','count':1.5,'loud':true,'parts':[{'label':'x'}]",
                "'name':'a','count':1,'loud':'yes','parts':[{'label':'x'}]",
                "'name':'a','count':1,'loud':true,'parts':[]",
                "'name':'a','count':1,'loud':true,'parts':[null]",
                "'name':'a','count':1,'loud':true,'parts':[{'label':'x'},{'label':'y'},{'label':'z'}]",
                "'name':'a','count':1,'loud':true,'parts':[{'label':'x','inner':{}}]",
                "'name':'a','count':1,'loud':true,'parts':[{'label':'x','other':1}]",
                WHOLE + ",'code':'ab1'",
                WHOLE + ",'grade':'best'",
                WHOLE + ",'rank':0",
                WHOLE + ",'rank':11",
                WHOLE + ",'sizes':{'s':'x'}",
                WHOLE + ",'object':[]"
            })
    void acceptsWhatTheSchemaSays(String payload) throws JsonProcessingException {
        assertAgree("sample.specimen", payload);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                HOOK,
                HOOK + ",'secret':'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'",
                HOOK + ",'secret':3",
                HOOK + ",'method':'GET'",
                "'url':'https://a.b/'",
                "'url':'https://a.b/','event':{'type':'','data':1}",
                "'url':'https://a.b/','event':{'type':'e'}"
            })
    void acceptsTheWebhooksThatTheSchemaSays(String payload) throws JsonProcessingException {
        assertAgree("webhook.deliver", payload);
    }

    private void assertAgree(String type, String singleQuoted) throws JsonProcessingException {
        var payload = json.readTree(("{" + singleQuoted + "}").replace('\'', '"'));
        var errors = SCHEMAS.getSchema(schema(type, "input")).validate(payload);
        var answer = jobs.post(Map.of("type", type, "delay", "P1D", "payload", payload));
        assertThat(answer.statusCode()).as("%s %s", errors, answer.asString()).isEqualTo(errors.isEmpty() ? 202 : 400);
    }

    @Test
    void hasNoOthers() {
        get("/nothing.known").statusCode(404).body("code", equalTo("not_found"));
        RestAssured.given().get("/api/v1/job-types").then().statusCode(401);
    }
}
