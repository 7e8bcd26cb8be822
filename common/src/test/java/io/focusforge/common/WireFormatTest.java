package io.focusforge.common;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.common.event.CloudEvent;
import io.focusforge.common.job.JobRequest;
import io.focusforge.common.page.Cursor;
import io.focusforge.common.page.Page;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.Problem;
import io.focusforge.common.problem.Violation;
import io.focusforge.common.sse.SseEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WireFormatTest {
    private static final UUID TENANT = UUID.fromString("019a0000-0000-7000-8000-000000000001");
    private static final UUID USER = UUID.fromString("019a0000-0000-7000-8000-000000000002");
    private static final UUID ID = UUID.fromString("019a0000-0000-7000-8000-000000000003");
    private static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final Instant TIME = Instant.parse("2026-11-05T17:00:00.123Z");

    @Test
    void problem() throws Exception {
        var problem = Problem.of(
                ErrorCode.INVALID_REQUEST,
                "The field 'title' must not be blank.",
                "4bf92f3577b34da6a3ce929d0e0e4736",
                List.of(new Violation("title", "must not be blank")));
        Golden.assertWire("problem.json", problem, Problem.class);
    }

    @Test
    void event() throws Exception {
        var data = Golden.json().createObjectNode().put("title", "Prepare the Q3 board deck");
        var event = CloudEvent.of(
                ID, "/orchestrator-service", "task.created.v1", USER.toString(), TIME, TENANT, TRACEPARENT, data);
        Golden.assertWire("event.json", event, CloudEvent.class);
    }

    @Test
    void job() throws Exception {
        var payload = Golden.json().createObjectNode().put("taskId", ID.toString());
        var job = new JobRequest(ID, TENANT, USER, null, "task.analyze", payload, TIME, 5, TRACEPARENT);
        Golden.assertWire("job.json", job, JobRequest.class);
    }

    @Test
    void page() throws Exception {
        var page = Page.of(List.of(ID, USER), 1, Cursor::new);
        assertThat(Golden.json().writeValueAsString(page))
                .isEqualTo(Golden.json().readTree(Golden.file("page.json")).toString());
    }

    @Test
    void lastPageHasNoCursor() throws Exception {
        assertThat(Golden.json().writeValueAsString(Page.of(List.of(ID), 1, Cursor::new)))
                .isEqualTo("{\"items\":[\"" + ID + "\"]}");
    }

    @Test
    void sse() {
        assertThat(new SseEvent("42", "io.focusforge.task.created.v1", "{\n  \"a\": 1\n}").encode())
                .isEqualTo(Golden.file("sse.txt"));
    }

    @Test
    void errorCodes() {
        var codes = new StringBuilder();
        for (var code : ErrorCode.values()) {
            codes.append(code.code()).append(' ').append(code.status()).append('\n');
        }
        assertThat(codes).hasToString(Golden.file("error-codes.txt"));
    }
}
