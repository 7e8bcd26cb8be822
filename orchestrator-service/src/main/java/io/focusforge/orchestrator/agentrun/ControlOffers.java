package io.focusforge.orchestrator.agentrun;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The calls with which it is said who is next, as a model is told of them. */
final class ControlOffers {
    private ControlOffers() {}

    static List<ObjectNode> of(String agent, List<String> others) {
        if (agent.equals(Control.SUPERVISOR)) {
            return List.of(
                    naming(Control.HAND_TO, "Gives an agent something to do.", others, "task"),
                    result(Control.FINISH, "Ends the work with its result."));
        }
        var report = result(Control.REPORT, "Tells the supervisor what came of it.");
        return others.isEmpty()
                ? List.of(report)
                : List.of(naming(Control.HAND_OVER, "Lets another agent go on.", others, "message"), report);
    }

    static ObjectNode function(String name, String description, ObjectNode parameters) {
        var tool = JsonNodeFactory.instance.objectNode().put("type", "function");
        tool.putObject("function")
                .put("name", name)
                .put("description", description)
                .set("parameters", parameters);
        return tool;
    }

    private static ObjectNode naming(String name, String description, List<String> agents, String words) {
        var schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        var fields = schema.putObject("properties");
        var named = fields.putObject("agent").put("type", "string").putArray("enum");
        agents.forEach(named::add);
        fields.putObject(words).put("type", "string");
        schema.putArray("required").add("agent").add(words);
        return function(name, description, schema);
    }

    private static ObjectNode result(String name, String description) {
        var schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        schema.putObject("properties").putObject("result");
        schema.putArray("required").add("result");
        return function(name, description, schema);
    }
}
