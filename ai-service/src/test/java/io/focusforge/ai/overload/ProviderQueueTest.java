package io.focusforge.ai.overload;

import static io.focusforge.ai.testing.Api.calls;
import static io.focusforge.ai.testing.Api.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.focusforge.ai.testing.Api;
import io.focusforge.ai.testing.FakeProviders;
import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A provider of which three calls may be under way, and all three are. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "ai"))
@WithTestResource(FakeProviders.class)
class ProviderQueueTest {
    private final Api api = new Api();
    private final String id = Api.id();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        callers.close();
    }

    @Test
    void aCallWaitsForAPlace() {
        var calls = IntStream.range(0, 6).mapToObj(i -> ask("slow-json")).toList();
        assertThat(calls).extracting(call -> call.join().statusCode()).containsOnly(200);
        assertThat(calls(id).getInteger("count")).isEqualTo(6);
    }

    @Test
    void isRefusedWhenItWaitsTooLong() {
        var hanging = hang();
        var refused = api.chat(request("narrow-model", id, "json"));
        refused.then().statusCode(503).body("error.code", equalTo("model_unavailable"));
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 2);
        assertThat(Integer.parseInt(refused.header("retry-after-ms"))).isBetween(1000, 1999);
        assertThat(calls(id).getInteger("count")).isZero();
        api.usage("").then().body("items", hasSize(0));
        hanging.forEach(CompletableFuture::join);
    }

    @Test
    void goesToAnotherTargetAtOnceWhenThereIsOne() {
        var hanging = hang();
        var answer = api.chat(request("spare", id, "json"));
        answer.then().statusCode(200).header("x-focusforge-provider", "beta").header("x-focusforge-attempts", "1");
        assertThat(Double.parseDouble(answer.header("x-focusforge-overhead-ms")))
                .isLessThan(500);
        hanging.forEach(CompletableFuture::join);
    }

    /** Until the caller's time is over. */
    private List<CompletableFuture<Response>> hang() {
        var other = Api.id();
        var calls = IntStream.range(0, 3)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> api.with("models:write")
                                .header("x-focusforge-timeout-ms", "2500")
                                .body(request("narrow-model", other, "hang").encode())
                                .post(Api.CHAT),
                        callers))
                .toList();
        await().until(() -> calls(other).getInteger("count") == 3);
        return calls;
    }

    private CompletableFuture<Response> ask(String behaviour) {
        return CompletableFuture.supplyAsync(() -> api.chat(request("narrow-model", id, behaviour)), callers);
    }
}
