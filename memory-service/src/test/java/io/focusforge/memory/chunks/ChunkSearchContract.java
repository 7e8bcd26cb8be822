package io.focusforge.memory.chunks;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;

import io.focusforge.common.identity.Scopes;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.memory.documents.Chunk;
import io.focusforge.memory.embedding.Embedding;
import io.focusforge.memory.testing.AiMode;
import io.focusforge.memory.testing.Client;
import io.focusforge.memory.testing.WordVectors;
import io.focusforge.memory.vectors.TestVectors;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** What the search over documents promises, on whatever Postgres a subclass chooses. */
abstract class ChunkSearchContract {
    private final Client client = Client.fresh();

    @Inject
    TestDocuments documents;

    @Inject
    ChunkSweeper sweeper;

    @Inject
    TestVectors vectors;

    @Inject
    TestPostings postings;

    @ConfigProperty(name = "focusforge.services.ai.url")
    String ai;

    @Test
    void findsThePieceThatFitsBestWithItsPlaceInTheDocument() {
        var document = documents.begin(client, "reports", false);
        documents.store(
                document,
                List.of(
                        new Chunk(0, 1, 0, 30, "", "The canteen opens at eleven."),
                        new Chunk(1, 3, 30, 71, "Money > Quarter", "Revenue of the quarter grew to nine million")));
        documents.publish(document);
        search(client, "revenue of the quarter")
                .body("items[0].document.id", equalTo(document.key().id().toString()))
                .body("items[0].document.version", equalTo(1))
                .body("items[0].document.title", equalTo("Title"))
                .body("items[0].document.collection", equalTo("reports"))
                .body("items[0].page", equalTo(3))
                .body("items[0].span.start", equalTo(30))
                .body("items[0].span.end", equalTo(71))
                .body("items[0].heading", equalTo("Money > Quarter"))
                .body("items[0].text", equalTo("Revenue of the quarter grew to nine million"))
                .body("items[1].heading", nullValue())
                .body("items.score", everyItem(lessThan(1.0001f)))
                .body("degraded", is(false));
    }

    @Test
    void findsAPieceByTheHeadingAboveIt() {
        var document = documents.begin(client, "default", false);
        documents.store(
                document,
                List.of(
                        new Chunk(0, 0, 0, 9, "Reimbursement", "Ask Anna."),
                        new Chunk(1, 0, 9, 20, "", "Ask nobody.")));
        documents.publish(document);
        search(client, "reimbursements")
                .body("items[0].text", equalTo("Ask Anna."))
                .body("items[0].page", nullValue());
    }

    @Test
    void aRareWordWeighsMoreThanACommonOne() {
        documents.add(client, "printer manual page one", "printer manual page two", "printer ozone", "manual page");
        try (var _ = AiMode.set(ai, "down")) {
            search(client, "ozone manual")
                    .body("items[0].text", equalTo("printer ozone"))
                    .body("degraded", is(true));
        }
    }

    @Test
    void readsTheTextsOfAWordOnceHoweverManyDocumentsThereAre() {
        for (var i = 0; i < 20; i++) {
            documents.add(client, "granite from quarry " + i);
        }
        assertThat(postings.readFor(client, "granite", 20)).isEqualTo(1);
    }

    @Test
    void explainsAScoreOnDemand() {
        documents.add(client, "blue whales sing", "red foxes run");
        var body = "{\"query\": \"whales sing\", \"explain\": true, \"weights\": {\"meaning\": 0.5, \"words\": 0.5}}";
        var answer = post(client, body).statusCode(200).extract().jsonPath();
        assertThat(answer.getDouble("items[0].explanation.wordsPart")).isBetween(0.25, 0.5);
        assertThat(answer.getDouble("items[0].explanation.meaningPart"))
                .isCloseTo(
                        answer.getDouble("items[0].explanation.similarity") / 2,
                        org.assertj.core.data.Offset.offset(1e-6));
        assertThat(answer.getDouble("items[0].score"))
                .isCloseTo(
                        answer.getDouble("items[0].explanation.wordsPart")
                                + answer.getDouble("items[0].explanation.meaningPart"),
                        org.assertj.core.data.Offset.offset(1e-6));
    }

    @Test
    void aDocumentIsItsOwnersUnlessItIsShared() {
        var mine = documents.add(client, "team", false, "glacier secret");
        var shared = documents.add(client, "team", true, "glacier public");
        ids(search(client, "glacier"))
                .containsExactlyInAnyOrder(
                        mine.key().id().toString(), shared.key().id().toString());
        ids(search(client.colleague(), "glacier"))
                .containsExactly(shared.key().id().toString());
        ids(search(Client.fresh(), "glacier")).isEmpty();
    }

    @Test
    void looksOnlyWhereItIsAskedTo() {
        var one = documents.add(client, "one", false, "harbour lights");
        var two = documents.add(client, "two", false, "harbour lights");
        ids(post(client, "{\"query\": \"harbour\", \"collections\": [\"two\", \"three\"]}"))
                .containsExactly(two.key().id().toString());
        ids(post(
                        client,
                        "{\"query\": \"harbour\", \"documents\": [\"%s\"]}"
                                .formatted(one.key().id())))
                .containsExactly(one.key().id().toString());
    }

    @Test
    void filtersByWhatDocumentsSayOfThemselves() {
        var document = documents.add(client, "letters", false, "envelope");
        documents.describe(document, "{\"year\": 2025, \"tag\": \"tax\"}");
        documents.add(client, "letters", false, "envelope");
        var filter = "{\"query\": \"envelope\", \"filter\": %s}";
        ids(post(
                        client,
                        filter.formatted("{\"metadata.year\": {\"gte\": 2020}, \"NOT\": {\"metadata.tag\": \"fun\"}}")))
                .containsExactly(document.key().id().toString());
        post(client, filter.formatted("{\"owner\": \"x\"}"))
                .statusCode(400)
                .body("violations[0].field", equalTo("filter.owner"));
    }

    @Test
    void aNewVersionIsFoundFromWhenItIsReadyAndTheOldOneIsRemoved() {
        var first = documents.add(client, "volcano old");
        var second = documents.next(client, first);
        documents.store(second, TestDocuments.chunks("volcano new", "volcano newer"));
        texts(search(client, "volcano")).containsExactly("volcano old");
        documents.publish(second);
        texts(search(client, "volcano")).containsExactlyInAnyOrder("volcano new", "volcano newer");
        sweeper.sweep();
        assertThat(documents.count("chunks", second)).isEqualTo(2);
        assertThat(documents.count("chunk_vectors_a", second)).isEqualTo(2);
        assertThat(documents.count("chunk_words", second)).isEqualTo(3);
        assertThat(documents.count("chunk_counts", second)).isOne();
        texts(search(client, "volcano")).containsExactlyInAnyOrder("volcano new", "volcano newer");
    }

    @Test
    void nothingIsLeftOfADeletedDocument() {
        var document = documents.add(client, "comet one", "comet two");
        documents.delete(document);
        search(client, "comet").body("items", empty());
        sweeper.sweep();
        for (var table : List.of(
                "chunks", "chunk_words", "chunk_counts", "chunk_vectors_a", "chunk_vectors_b", "chunk_leftovers")) {
            assertThat(documents.count(table, document)).as(table).isZero();
        }
    }

    @Test
    void whatIsStoredIsNeitherStoredNorEmbeddedAgain() {
        var document = documents.begin(client, "default", false);
        var marked = "once " + UUID.randomUUID();
        documents.store(document, TestDocuments.chunks(marked, "second"));
        documents.store(document, TestDocuments.chunks(marked, "second", "third"));
        assertThat(documents.stored(document)).isEqualTo(3);
        assertThat(AiMode.texts(ai).split(marked, -1)).hasSize(2);
    }

    @Test
    void saysHowManyAreThereFromTheFirst() {
        var document = documents.begin(client, "default", false);
        var all = TestDocuments.chunks("zero", "one", "two", "three");
        documents.store(document, List.of(all.get(0), all.get(1), all.get(3)));
        assertThat(documents.stored(document)).isEqualTo(2);
    }

    @Test
    void nothingIsStoredWithoutAModelAndTheBatchCanComeAgain() {
        var document = documents.begin(client, "default", false);
        try (var _ = AiMode.set(ai, "down")) {
            assertThatThrownBy(() -> documents.store(document, TestDocuments.chunks("later")))
                    .isInstanceOf(ProblemException.class);
        }
        assertThat(documents.count("chunks", document)).isZero();
        documents.store(document, TestDocuments.chunks("later"));
        assertThat(documents.stored(document)).isOne();
    }

    @Test
    void whatTheModelRefusesIsFoundByItsWords() {
        documents.add(client, "poison ivy garden", "a rose garden");
        texts(search(client, "ivy")).contains("poison ivy garden");
    }

    @Test
    void takesNothingForADocumentThatIsGone() {
        var document = documents.begin(client, "default", false);
        documents.delete(document);
        assertThatThrownBy(() -> documents.store(document, TestDocuments.chunks("late")))
                .isInstanceOf(ProblemException.class);
        assertThat(documents.count("chunks", document)).isZero();
    }

    @Test
    void findsAllThatATenantHasAmongManyOfOthers() {
        var neighbours = Client.fresh();
        documents.add(neighbours, texts("crowd", 60));
        documents.add(client, texts("crowd", 12));
        search(client, "crowd").body("items", org.hamcrest.Matchers.hasSize(10));
    }

    @Test
    void findsTheNearestOfASmallTenantAmongThoseOfALargeOne() {
        var random = new java.util.Random(3);
        var neighbours = Client.fresh();
        var theirs = documents.ready(neighbours);
        vectors.add(neighbours.tenant(), theirs.key().id(), embeddings(random, 1_500));
        var small = Client.fresh();
        var few = documents.ready(small);
        vectors.add(small.tenant(), few.key().id(), embeddings(random, 30));
        for (var i = 0; i < 10; i++) {
            for (var owner : List.of(small, neighbours)) {
                var query = embeddings(random, 1).getFirst();
                var exact = vectors.nearest(owner.tenant(), owner.user(), query, 10, true);
                var found = vectors.nearest(owner.tenant(), owner.user(), query, 10, false);
                assertThat(found).hasSize(10);
                assertThat(found.stream().filter(exact::contains).count()).isGreaterThanOrEqualTo(8);
            }
        }
    }

    private static List<Embedding> embeddings(java.util.Random random, int many) {
        return java.util.stream.IntStream.range(0, many)
                .mapToObj(i ->
                        new Embedding(WordVectors.bytes("topic" + random.nextInt(40) + " word" + random.nextInt(500))))
                .toList();
    }

    private static String[] texts(String word, int many) {
        return java.util.stream.IntStream.range(0, many)
                .mapToObj(i -> word + " number" + i)
                .toArray(String[]::new);
    }

    private static ValidatableResponse search(Client by, String query) {
        return post(by, "{\"query\": \"" + query + "\"}").statusCode(200);
    }

    private static ValidatableResponse post(Client by, String body) {
        return given().header("Authorization", TestTokens.bearer(by.tenant(), by.user(), Scopes.DOCUMENTS_READ))
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/search")
                .then();
    }

    private static org.assertj.core.api.ListAssert<String> ids(ValidatableResponse answer) {
        return assertThat(answer.extract().jsonPath().<String>getList("items.document.id"));
    }

    private static org.assertj.core.api.ListAssert<String> texts(ValidatableResponse answer) {
        return assertThat(answer.extract().jsonPath().<String>getList("items.text"));
    }
}
