package io.focusforge.memory.conversations;

import io.focusforge.memory.testing.Client;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;

/** A conversation of a client. */
public record Talk(Client client, String id) {
    public static final String PATH = "/api/v1/conversations";

    public static Talk fresh() {
        return of(Client.fresh());
    }

    public static Talk of(Client client) {
        return new Talk(
                client, client.post(PATH, "{}").statusCode(201).extract().path("id"));
    }

    /** The same conversation, asked for by somebody else. */
    public Talk seenBy(Client other) {
        return new Talk(other, id);
    }

    public String path(String rest) {
        return PATH + "/" + id + rest;
    }

    public ValidatableResponse get(String rest) {
        return client.request().get(path(rest)).then();
    }

    public ValidatableResponse delete() {
        return client.request().delete(path("")).then();
    }

    public ValidatableResponse post(String rest, String body) {
        return client.post(path(rest), body);
    }

    public ValidatableResponse put(String rest, String body) {
        return client.request()
                .contentType(ContentType.JSON)
                .body(body)
                .put(path(rest))
                .then();
    }

    /** @return the id */
    public String say(String role, String content) {
        return post("/messages", "{\"role\": \"%s\", \"content\": \"%s\"}".formatted(role, content))
                .statusCode(201)
                .extract()
                .path("id");
    }
}
