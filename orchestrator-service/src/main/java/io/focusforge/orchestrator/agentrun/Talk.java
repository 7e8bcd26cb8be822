package io.focusforge.orchestrator.agentrun;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.focusforge.orchestrator.definition.AgentRole;
import io.focusforge.orchestrator.definition.AgentTool;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** What the next agent's model is asked, and what is made of its answer. */
final class Talk {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_CALLS = 16;

    private final Story story;
    private final AgentRole agent;
    private final Map<String, AgentTool> tools;
    private final Workshop.Offers offers;
    private final UUID tenant;

    Talk(Story story, Workshop.Offers offers, UUID tenant) {
        this.story = story;
        this.offers = offers;
        this.tenant = tenant;
        this.agent = isSupervisor()
                ? story.team().supervisor()
                : story.team().agents().stream()
                        .filter(one -> one.name().equals(story.next()))
                        .findFirst()
                        .orElseThrow();
        this.tools = Names.of(agent);
    }

    private boolean isSupervisor() {
        return story.next().equals(Control.SUPERVISOR);
    }

    ObjectNode request() {
        var request = JsonNodeFactory.instance.objectNode();
        request.put("model", agent.model());
        request.put("max_tokens", story.team().maxOutputTokens());
        request.put("temperature", 0);
        var messages = request.putArray("messages");
        messages.add(Said.system(introduction()));
        story.messages().forEach(messages::add);
        var offered = request.putArray("tools");
        tools.forEach((name, tool) -> offered.add(offers.of(tenant, name, tool)));
        ControlOffers.of(agent.name(), others()).forEach(offered::add);
        return request;
    }

    private List<String> others() {
        return story.team().agents().stream()
                .map(AgentRole::name)
                .filter(name -> !name.equals(agent.name()))
                .toList();
    }

    private String introduction() {
        var team = story.team().agents().stream()
                .map(one -> "- %s: %s".formatted(one.name(), one.role()))
                .collect(Collectors.joining("\n"));
        var rule = isSupervisor()
                ? "Call hand_to to give an agent something to do, and finish when the goal is met."
                : "You are '%s'. Call report when you are done, or hand_over when another agent should go on."
                        .formatted(agent.name());
        return "%s%n%nThe team:%n%s%n%n%s".formatted(agent.role(), team, rule);
    }

    /** @param begun when the first turn began */
    Thought thought(JsonNode message, Instant begun) {
        var content = message.path("content").asText("");
        var calls = new ArrayList<Thought.Call>();
        var ids = new HashSet<String>();
        for (var call : message.path("tool_calls")) {
            if (calls.size() == MOST_CALLS) {
                break;
            }
            var given = call.path("id").asText("");
            var id = given.isBlank() || !ids.add(given) ? "call-" + begun.toEpochMilli() + "-" + calls.size() : given;
            calls.add(call(id, call.path("function")));
        }
        return new Thought(agent.name(), begun, content, List.copyOf(calls), end(content, calls));
    }

    private Thought.Call call(String id, JsonNode function) {
        var name = function.path("name").asText("");
        var arguments = JsonNodeFactory.instance.objectNode();
        try {
            var text = function.path("arguments").asText("");
            if (!text.isBlank() && JSON.readTree(text) instanceof ObjectNode given) {
                arguments = given;
            } else if (!text.isBlank()) {
                return new Thought.Call(id, name, arguments, "the arguments are no object");
            }
        } catch (JsonProcessingException e) {
            return new Thought.Call(id, name, arguments, "the arguments are no JSON");
        }
        return new Thought.Call(id, name, arguments, problem(name, arguments));
    }

    private String problem(String name, ObjectNode arguments) {
        return switch (name) {
            case Control.HAND_TO ->
                isSupervisor() ? unknown(arguments) : "only the supervisor hands out work; call hand_over or report";
            case Control.HAND_OVER -> isSupervisor() ? "call hand_to" : unknown(arguments);
            case Control.FINISH -> isSupervisor() ? null : "only the supervisor ends the work; call report";
            case Control.REPORT -> isSupervisor() ? "call finish" : null;
            default -> tools.containsKey(name) ? null : "there is no such tool";
        };
    }

    private String unknown(ObjectNode arguments) {
        return others().contains(arguments.path("agent").asText()) ? null : "there is no such agent";
    }

    /** The supervisor ends it by its call, or by saying nothing but text. */
    private JsonNode end(String content, List<Thought.Call> calls) {
        if (!isSupervisor()) {
            return null;
        }
        if (calls.isEmpty()) {
            return TextNode.valueOf(content);
        }
        var first = calls.stream()
                .filter(call -> Control.is(call.tool()) && call.problem() == null)
                .findFirst();
        return first.filter(call -> call.tool().equals(Control.FINISH))
                .map(call -> call.arguments().path("result"))
                .map(result -> result.isMissingNode() ? TextNode.valueOf(content) : result)
                .orElse(null);
    }
}
